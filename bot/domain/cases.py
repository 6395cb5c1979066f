"""Cases and the order of the queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.danger import Danger, Topic
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
    speaker: Author | None = None


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


def rank(asked_at: datetime, danger: Danger) -> datetime:
    """The place in the queue, as a moment: the smallest is served first."""
    return asked_at - HEAD_START[danger]


def may_accept_images(case: Case) -> bool:
    """Whether the worker may let images through in this case."""
    return case.topic not in NEVER_IMAGES


class CaseRefusal(Exception):  # noqa: N818  # an expected refusal, not a fault
    """Something that cannot be done with a case; ``key`` names the sentence that says why."""

    key = "refused"

    def __init__(self, **args: str | int) -> None:
        """Take what the sentence needs."""
        super().__init__(self.key)
        self.args_for_text = args


class AlreadyTaken(CaseRefusal):
    """Somebody else was faster."""

    key = "case-already-taken"


class NothingWaiting(CaseRefusal):
    """The queue is empty, or holds no such pseudonym."""

    key = "queue-nothing-to-take"


class NoCase(CaseRefusal):
    """The worker has no open case."""

    key = "worker-no-case"


class ImagesRefused(CaseRefusal):
    """Images never pass on this topic."""

    key = "images-never"
