"""Cases and the order of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId, PersonId


class Status(StrEnum):
    """Where a case stands."""

    #: Waiting in the queue.
    WAITING = "waiting"
    #: A worker has it.
    TAKEN = "taken"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended."""

    INFORMED = "informed"
    LISTENED = "listened"
    ORIENTED = "oriented"
    PROTECTED = "protected"
    NO_ANSWER = "no_answer"
    #: The young person ended it, before or after somebody answered.
    CANCELLED = "cancelled"
    ENDED_BY_PERSON = "ended_by_person"
    ERASED = "erased"
    #: Whoever answered was insulted, or the like.
    BLOCKED = "blocked"


#: What a worker chooses from when closing.
WORKER_OUTCOMES = (
    Outcome.INFORMED,
    Outcome.LISTENED,
    Outcome.ORIENTED,
    Outcome.PROTECTED,
    Outcome.NO_ANSWER,
)


class Author(StrEnum):
    """Which side of a conversation speaks."""

    PERSON = "person"
    WORKER = "worker"

    @property
    def other(self) -> "Author":
        """The side that reads."""
        return Author.WORKER if self is Author.PERSON else Author.PERSON


class Speaker(StrEnum):
    """Whose words were passed on last: a change is announced."""

    PERSON = "person"
    WORKER = "worker"
    #: The young person passes on what somebody else wrote.
    FORWARD = "forward"


class Promise(IntEnum):
    """What somebody who asked out of hours was told; rows hold the number."""

    NONE = 0
    #: That the team answers once it is open.
    MADE = 1
    #: At opening: that the team is there.
    KEPT = 2


@dataclass(frozen=True, slots=True)
class Case:
    """One episode of somebody asking for help."""

    id: CaseId
    person_id: PersonId
    pseudonym: str
    status: Status
    danger: Danger
    topic: Topic
    why: tuple[str, ...]
    opened_at: datetime
    worker_id: PersonId | None = None
    taken_at: datetime | None = None
    images_accepted: bool = False
    #: Images never pass: it was about a topic of that kind once.
    images_barred: bool = False
    #: Raised whenever the owner or the status changes.
    epoch: int = 0
    #: Who spoke last, so that a change of speaker is announced.
    speaker: Speaker | None = None
    #: Whose team answers: the name of a territory's file; empty: the default one.
    territory: str = ""
    #: Since when the person waits for an answer of whoever has it; None: they were answered.
    owed_since: datetime | None = None
    #: When whoever has it was reminded of that.
    nudged_at: datetime | None = None
    #: It was taken before, and came back to the queue.
    returned: bool = False
    promise: Promise = Promise.NONE
    #: The colleague who is asked to take it over.
    offered_to: PersonId | None = None


class OfferEnd(StrEnum):
    """Why a colleague does not take a case that was offered to them."""

    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


#: How much longer somebody less at risk must have waited to be served first. Danger comes
#: first, and nobody starves: rank is a moment, so that it grows old by itself.
HEAD_START = {
    Danger.NONE: timedelta(0),
    Danger.MODERATE: timedelta(hours=2),
    Danger.HIGH: timedelta(hours=24),
    Danger.IMMEDIATE: timedelta(days=365),
}

#: Topics for which a worker can never let images through (design: an intimate image of a
#: minor must not be copied, even as evidence; French penal code, art. 227-23).
NEVER_IMAGES = (Topic.IMAGES_INTIMES, Topic.EXPLOITATION_SEXUELLE)

#: What triage may have recognised of them even where another subject comes first.
NEVER_IMAGES_WHY = frozenset(
    {
        "sextortion",
        "minor-asked-images",
        "images-out",
        "images-word",
        "exploitation",
        "exploitation-now",
    }
)


def bars_images(verdict: Verdict) -> bool:
    """Whether images never pass in a case in which this was said."""
    return bool(set(NEVER_IMAGES) & set(verdict.topics) or NEVER_IMAGES_WHY & set(verdict.why))


#: How much of it is lost by an alarm that no rule supports: a supported one of the same level
#: that came so much later is served before it.
LESS_SURE = {Danger.HIGH: timedelta(hours=4), Danger.IMMEDIATE: timedelta(days=1)}


#: So much earlier than it asked is a dangerous case that somebody took and left: the first of
#: its level, and once more nobody starves behind it.
RETURNED_AHEAD = timedelta(days=7)


def rank(
    asked_at: datetime, danger: Danger, why: Sequence[str] = (), *, returned: bool = False
) -> datetime:
    """The place in the queue, as a moment: the smallest is served first."""
    place = asked_at - HEAD_START[danger]
    if returned and danger >= Danger.HIGH:
        return place - RETURNED_AHEAD
    return place + LESS_SURE.get(danger, timedelta(0)) if by_model_alone(why) else place


def may_accept_images(case: Case) -> bool:
    """Whether the worker may let images through in this case."""
    return case.topic not in NEVER_IMAGES and not case.images_barred


#: Subjects that say little: any other takes their place.
VAGUE = frozenset({Topic.AUTRE, Topic.PARLER})
#: Reasons kept of a case: more would not be read.
REASONS_KEPT = 8


def is_news(case: Case, verdict: Verdict) -> bool:
    """Whether a serious message says something that the case does not say yet.

    It does when the level rises, or the subject or a reason is new: what an earlier alarm was
    about must never mute a later one about something else.
    """
    if not verdict.serious:
        return False
    known = verdict.topic is case.topic and set(verdict.why) <= set(case.why)
    return verdict.danger > case.danger or not known


def raised(case: Case, verdict: Verdict) -> Case:
    """The case once a message was heard: more urgent, never less.

    The subject follows a worse message, or replaces a vague one. Once a message was about a
    subject on which images never pass, they never pass again in this case.
    """
    worse = verdict.danger > case.danger
    vague = case.topic in VAGUE
    clearer = verdict.topic not in VAGUE and (vague or worse or by_model_alone(case.why))
    reasons = case.why
    if worse or (verdict.serious and verdict.supported):
        reasons = (*verdict.why, *case.why)
    elif verdict.serious:
        # What only the model thinks makes no case less sure than it was.
        reasons = (*case.why, *verdict.why)
    barred = case.images_barred or bars_images(verdict)
    return replace(
        case,
        danger=max(case.danger, verdict.danger),
        topic=verdict.topic if clearer else case.topic,
        why=tuple(dict.fromkeys(reasons))[:REASONS_KEPT],
        images_barred=barred,
        images_accepted=case.images_accepted and not barred,
    )


def by_model_alone(why: Sequence[str]) -> bool:
    """Whether an alarm rests on no rule: the first reason is always the one that decided."""
    return bool(why) and why[0].startswith("model-")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in their chat with the bot a worker writes."""

    #: The case whose topic it is.
    case: CaseId | None = None
    #: A topic of which nobody knows what it is for.
    unknown: bool = False


#: Where everything is written if there are no topics.
ORDINARY = Place()


def named(mine: Sequence[Case], pseudonym: str, place: Place = ORDINARY) -> Case | None:
    """The case of a pseudonym, or the only one there is; ``None`` when it must be asked.

    What cannot be taken back, such as closing, is never guessed from whom they wrote to last. In
    a topic it is that topic's, and no other.
    """
    if place.case is not None:
        here = _of(mine, place.case)
        fits = here and pseudonym.lower() in {"", here.pseudonym.lower()}
        return here if fits else None
    if place.unknown and not pseudonym:
        return None
    if not pseudonym:
        return mine[0] if len(mine) == 1 else None
    return next((case for case in mine if case.pseudonym.lower() == pseudonym.lower()), None)


def meant(
    mine: Sequence[Case],
    current: CaseId | None,
    heard: CaseId | None,
    place: Place = ORDINARY,
) -> Case | None:
    """The case that a worker's plain message is for; ``None`` when the worker must choose.

    ``current`` is the case they turned to by an act of their own; ``heard`` the one whose words
    their chat showed last: if that is another open one, nobody can tell whom they answer. What is
    written in a topic is for its case and no other; in one that nobody knows, for nobody yet.
    """
    if place.case is not None or place.unknown:
        return _of(mine, place.case)
    ids = {case.id for case in mine}
    if heard is not None and heard != current and heard in ids:
        return None
    return _of(mine, current)


def _of(mine: Sequence[Case], wanted: CaseId | None) -> Case | None:
    return next((case for case in mine if case.id == wanted), None)


class CaseRefusal(Exception):  # noqa: N818  # an expected refusal, not a fault
    """Something that cannot be done with a case."""


class AlreadyTaken(CaseRefusal):
    """Somebody else was faster."""

    def __init__(self, worker: PersonId) -> None:
        """Take who has it."""
        super().__init__()
        self.worker = worker


class NothingWaiting(CaseRefusal):
    """The queue is empty, or holds no such pseudonym."""


class NoCase(CaseRefusal):
    """It is not a case that this worker has open."""


class ImagesRefused(CaseRefusal):
    """Images never pass on this topic."""
