"""Timers: what must happen later, and which of them an open case calls for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.cases import Status
from bot.domain.people import CaseId, PersonId


class Kind(StrEnum):
    """What a timer is for; of each kind there is one per subject."""

    #: The day's message of the challenge that somebody takes part in.
    CHALLENGE_DAY = "challenge-day"
    #: Somebody wanted to be asked once how they are.
    FOLLOW_UP = "follow-up"
    #: Somebody waits: the alert is repeated, climbs, and a promise is kept at opening.
    ALERT = "alert"
    #: Somebody has the case: whether they answer.
    UNANSWERED = "unanswered"
    #: A colleague was asked to take a case over: whether they answer.
    OFFER = "offer"
    #: A coordinator asked to see who somebody is: whether a second person answers in time.
    LIFT_EXPIRES = "lift-expires"
    #: An identity was shown to somebody: it is taken back from their chat.
    IDENTITY_HIDES = "identity-hides"
    #: The day of a meeting, and an hour after it.
    MEETING_TODAY = "meeting-today"
    MEETING_HELD = "meeting-held"
    #: A case is over: its topics go from the phones of whoever had it.
    TOPICS_END = "topics-end"
    #: A worker's message waits for them to say whom it is for.
    UNSENT = "unsent"
    #: What the bot itself does again and again: forgetting what nobody needs any more.
    OLD_UPDATES = "old-updates"
    OLD_DELIVERIES = "old-deliveries"
    OLD_INVITATIONS = "old-invitations"
    OLD_WAITS = "old-waits"
    OLD_BLOCKS = "old-blocks"
    OLD_HANDOVERS = "old-handovers"
    #: Whether every open case still has a team: a territory's file may be gone.
    TERRITORIES = "territories"
    OLD_CONTACTS = "old-contacts"
    #: Outings that nobody closed, and those that are long over.
    OUTINGS = "outings"
    #: Questions to the team that nobody answers, and those that are long over.
    ENQUIRIES = "enquiries"
    #: Prevention alerts that leave now or later, a few readers at a time.
    BROADCAST = "broadcast"
    #: Polls whose time is over, and those that have been over for long.
    POLLS = "polls"
    OLD_BROADCASTS = "old-broadcasts"
    #: The day before is closed, and the quarter before: what is told of them is kept.
    FIGURES = "figures"
    #: The week's figures go to coordinators.
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a timer concerns: one case, one person, or the bot itself. It goes with them."""

    case: CaseId | None = None
    person: PersonId | None = None

    def __post_init__(self) -> None:
        """A timer about a person in a case is the case's: the case knows who is in it."""
        if self.case is not None and self.person is not None:
            raise ValueError("a timer is about a case or about a person")


#: The bot itself.
BOT = Subject()


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that fires: what for, for whom, and when it was to.

    ``due_at`` may be long ago, if the bot did not run; it may be to come, if the clock went back.
    """

    kind: Kind
    subject: Subject
    due_at: datetime


#: For each status, the timers a case has, and how long after it came to that status each is due.
#: One that the next status calls for too goes on running.
CALLED_FOR: Mapping[Status, Mapping[Kind, timedelta]] = {
    # Both look at once what is due, and set themselves anew: these are the shortest delays.
    Status.WAITING: {Kind.ALERT: timedelta(minutes=2)},
    Status.TAKEN: {Kind.UNANSWERED: timedelta(minutes=10)},
    Status.CLOSED: {},
}


#: Timers of a case that go on whatever its status becomes; all others go with it.
OUTLIVES = frozenset(
    {
        Kind.LIFT_EXPIRES,
        Kind.IDENTITY_HIDES,
        Kind.MEETING_TODAY,
        Kind.MEETING_HELD,
        Kind.TOPICS_END,
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """What makes the timers of a case those that its status calls for."""

    start: Mapping[Kind, timedelta]
    cancel: frozenset[Kind]


def change_of(running: Collection[Kind], status: Status) -> Change:
    """What to start and what to cancel when a case with these timers comes to a status."""
    wanted = CALLED_FOR[status]
    start = {kind: after for kind, after in wanted.items() if kind not in running}
    return Change(start, frozenset(running) - wanted.keys() - OUTLIVES)


#: Pauses after a timer failed, in seconds: the first one, and the longest.
_FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)


def pause_after(failures: int) -> timedelta:
    """How long a timer waits that has failed so often."""
    return min(_FIRST_PAUSE * (1 << min(failures, 10)), LONGEST_PAUSE)
