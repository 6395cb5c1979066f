"""One thing to send, as a value: what it is, where it stands, what Telegram made of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.people import CaseId, PersonId
from bot.store.cargo import Cargo, Kind


class Lane(IntEnum):
    """Separate queues to the same person: what is stuck in one never holds up the other."""

    DANGER = 0
    NORMAL = 1
    #: Calls that nobody reads (marks, menus, deletions): in no order, holding up nothing.
    QUIET = 2
    #: What was written for many at once: it leaves when nobody else's message waits.
    BROADCAST = 3


class State(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    #: Withdrawn while a run holds it: that run settles it, and takes back what arrived.
    RECALLED = "recalled"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to send, claimed."""

    id: int
    recipient_id: PersonId
    lane: Lane
    cargo: Cargo
    created_at: datetime
    attempts: int
    message_id: int | None
    case_id: CaseId | None
    expires_at: datetime | None
    #: The claim itself: another one on the same row has another number.
    holder: int
    #: How often Telegram's answer to it was lost: it may have arrived.
    lost: int = 0
    #: The case's epoch that it rests on, when it was claimed.
    epoch: int | None = None
    #: Whose erasure waits until it is settled.
    erasing: PersonId | None = None

    @property
    def kind(self) -> Kind:
        """What is to be done at Telegram."""
        return self.cargo.kind

    @property
    def brings_message(self) -> bool:
        """Whether it is what somebody wrote to somebody, or a page that they sent."""
        return self.message_id is not None and self.kind in {Kind.COPY, Kind.SHOW}


@dataclass(frozen=True, slots=True)
class Carried:
    """What Telegram made of a parcel: the new message's id, and counts for deletions."""

    sent_id: int | None = None
    deleted: int = 0
    kept: int = 0
    #: The topic of the recipient's chat that it was meant for, if that is gone.
    gone_thread: int | None = None
    #: The topic that was opened.
    thread: int | None = None
    #: The ordinary chat was told whose words they are, since their topic is gone.
    named: bool = False

    @property
    def stands(self) -> bool:
        """Whether something stands in the recipient's chat that was not there before."""
        return self.sent_id is not None or self.thread is not None
