"""Taking a case is a lease: whoever does not answer is reminded, then it goes back to the queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.domain.danger import Danger


@dataclass(frozen=True, slots=True)
class Delays:
    """How long things may take before the bot does something about it; a territory's own."""

    #: An alert of immediate danger is repeated.
    repeat: timedelta = timedelta(minutes=2)
    #: Somebody waits for an answer in a dangerous case, in any other.
    danger: timedelta = timedelta(minutes=10)
    calm: timedelta = timedelta(minutes=30)

    def unanswered(self, danger: Danger) -> timedelta:
        """How long somebody may wait for an answer before whoever has the case is reminded."""
        return self.danger if danger >= Danger.HIGH else self.calm


class Turn(Enum):
    """What is to be done about a case that somebody has."""

    WAIT = auto()
    #: Remind whoever has it.
    NUDGE = auto()
    #: Give it back to the queue.
    GIVE_BACK = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What to do now, and when to look again (unless it goes back)."""

    turn: Turn
    again_at: datetime


def look(
    owed_since: datetime | None,
    nudged_at: datetime | None,
    danger: Danger,
    delays: Delays,
    now: datetime,
) -> Look:
    """Judge a case that somebody has.

    ``owed_since``: since when the person waits for an answer, ``None`` if they were answered;
    ``nudged_at``: when whoever has it was reminded of that. The reminder always comes a whole
    delay before the case goes, however late the bot looks and however its clock jumped.
    """
    delay = delays.unanswered(danger)
    if owed_since is None:
        return Look(Turn.WAIT, now + delay)
    since = owed_since if nudged_at is None else nudged_at
    # A moment that is still to come tells that the clock went back: it is as good as now.
    if since > now or since + delay > now:
        return Look(Turn.WAIT, min(since, now) + delay)
    if nudged_at is None:
        return Look(Turn.NUDGE, now + delay)
    return Look(Turn.GIVE_BACK, now + delay)
