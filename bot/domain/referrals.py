"""A referral: a partner is proposed to somebody, who says whether the team may speak of them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.danger import Topic
from bot.domain.people import CaseId


class Telling(StrEnum):
    """What a partner is told of somebody."""

    #: Whom they can call, and nothing of them to anybody: there is nothing to ask.
    NOTHING = "nothing"
    SUBJECT = "subject"
    ESSENTIALS = "essentials"


class Answer(StrEnum):
    """What somebody said to it."""

    #: Nothing is told: there was nothing to ask.
    NO_NEED = "no-need"
    AWAITED = "awaited"
    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Referral:
    """A partner of a territory that was proposed in a case; it goes with its message."""

    message_id: int
    case_id: CaseId
    territory: str
    partner: str
    telling: Telling
    #: The subject that somebody was asked about: the case's may become another.
    topic: Topic
    answer: Answer


def first_answer(telling: Telling) -> Answer:
    """What stands before anybody was asked."""
    return Answer.NO_NEED if telling is Telling.NOTHING else Answer.AWAITED
