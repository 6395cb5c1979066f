"""Questions to the team, answered later; and the answers that are kept for whoever asks the same.

Kept is what the team wrote: the claim in its own words, and the answer. Of whoever asked nothing
is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.claims import known_claims, words_of_claim
from bot.domain.people import PersonId

#: So many letters of each: with who answers, they fit a screen that is read in a minute.
CLAIM_LIMIT, ANSWER_LIMIT = 120, 600
#: Questions of one person that wait at once.
MOST_WAITING = 3
#: A question nobody answered is given back after so long; coordinators hear of it before.
WAITS_FOR, LATE_AFTER = timedelta(days=14), timedelta(days=3)
#: Who asked is known for so long after the answer, so that a mended one reaches them.
KNOWN_FOR = timedelta(days=30)
#: Whoever says that they answer has it for so long; then others may.
WRITTEN_IN = timedelta(minutes=30)


class Keep(StrEnum):
    """For how long an answer is offered to others who ask the same."""

    NO = "no"
    MONTH = "month"
    HALF_YEAR = "half-year"

    @property
    def lasts(self) -> timedelta:
        """How long that is."""
        return _LASTS[self]


_LASTS = {
    Keep.NO: timedelta(0),
    Keep.MONTH: timedelta(days=30),
    Keep.HALF_YEAR: timedelta(days=182),
}


class Unfit(StrEnum):
    """Why what the team wrote cannot be sent as an answer."""

    NO_ANSWER = "no-answer"
    LONG_CLAIM = "long-claim"
    LONG_ANSWER = "long-answer"
    TELLS_WHO = "tells-who"
    THEIR_WORDS = "their-words"


class UnfitAnswer(Exception):  # noqa: N818  # an expected refusal, not a fault
    """What the team wrote cannot be sent as an answer."""

    def __init__(self, why: Unfit) -> None:
        """Take why."""
        super().__init__(why)
        self.why = why


class NoEnquiry(Exception):  # noqa: N818  # an expected refusal, not a fault
    """The question is gone, answered, changed since, or somebody else's to answer."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Somebody's question: which message of their chat it is, never its words."""

    id: int
    person: PersonId
    source_id: int
    territory: str
    asked_at: datetime
    #: Goes up whenever its message is edited: no answer to what it said before is sent.
    revision: int
    answer: int | None = None
    answered_at: datetime | None = None
    #: Whoever answers it, or did, and since when.
    worker: PersonId | None = None
    worker_since: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it."""
        return self.answered_at is None

    def is_free_for(self, member: PersonId, now: datetime) -> bool:
        """Whether a member may answer it: nobody else is at it."""
        if not self.waits:
            return False
        at_it = self.worker_since is not None and abs(now - self.worker_since) < WRITTEN_IN
        return self.worker in {None, member} or not at_it


@dataclass(frozen=True, slots=True)
class Wording:
    """What the team says: the claim in its own words, and what it answers."""

    claim: str = field(repr=False)
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """An answer of a territory's team."""

    id: int
    territory: str
    wording: Wording
    #: Whoever wrote it, or mended it last, and when.
    by: PersonId
    made_at: datetime
    #: Until when it is offered to others.
    until: datetime


def read_wording(text: str) -> Wording:
    """The claim is the first line, the answer is the rest. Raises UnfitAnswer."""
    claim, _, answer = text.strip().partition("\n")
    claim, answer = " ".join(claim.split()), answer.strip()
    if not claim or not answer:
        raise UnfitAnswer(Unfit.NO_ANSWER)
    if len(claim) > CLAIM_LIMIT:
        raise UnfitAnswer(Unfit.LONG_CLAIM)
    if len(answer) > ANSWER_LIMIT:
        raise UnfitAnswer(Unfit.LONG_ANSWER)
    return Wording(claim, answer)


def is_theirs(wording: Wording, asked: str) -> bool:
    """Whether a claim is worded just as whoever asked had worded it."""
    return _bare(wording.claim) == _bare(asked)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def fitting(answers: Sequence[TeamAnswer], text: str, most: int = 1) -> list[TeamAnswer]:
    """The answers to what a text claims, the closest first."""
    if not words_of_claim(text):
        return []
    found = known_claims(text, [one.wording.claim for one in answers])
    return [answers[one.position] for one in found[:most]]
