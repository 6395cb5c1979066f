"""Prevention alerts to whoever asked for them: written by one coordinator, approved by another.

The themes are of a kind that tells nothing about whoever chose one: never violence, the body or
what somebody went through. Whoever reads a stolen list learns that a person wanted news of scams.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.people import PersonId

#: Letters of one alert: it is read on a phone, between two other things.
LIMIT, LEAST = 700, 20
#: So long after its end an alert is forgotten; one that nobody approved, after its writing.
KEPT_FOR, ANSWERED_IN = timedelta(days=90), timedelta(days=7)
#: A phone that rings at night or in class does no good (local time).
_FROM, _UNTIL = time(10), time(19, 30)


class Theme(StrEnum):
    """What somebody may want news of."""

    BULLYING = "harcelement"
    SCAMS = "arnaques"
    NEWS = "infos"
    NETWORKS = "reseaux"
    LOCAL = "agenda"


class State(StrEnum):
    """Where an alert stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    #: By somebody, or by itself: whoever wrote or approved it is no coordinator any more.
    STOPPED = "stopped"


#: What is not over.
STANDING = (State.PROPOSED, State.APPROVED, State.SENDING)


class When(StrEnum):
    """When it is to leave, in the time of its territory."""

    NOW = "now"
    MORNING = "morning"
    EVENING = "evening"


_HOURS = {When.MORNING: time(10), When.EVENING: time(17, 30)}


class Unfit(StrEnum):
    """Why what was written cannot be an alert."""

    SHORT = "short"
    LONG = "long"
    TELLS_WHO = "tells-who"


class UnfitBroadcast(Exception):  # noqa: N818  # an expected refusal, not a fault
    """What was written cannot be an alert."""

    def __init__(self, why: Unfit) -> None:
        """Take why."""
        super().__init__(why)
        self.why = why


class NoBroadcast(Exception):  # noqa: N818  # an expected refusal, not a fault
    """It is gone, over, decided already, or not this person's to decide."""


class NobodyElse(Exception):  # noqa: N818  # an expected refusal, not a fault
    """There is no second coordinator who could approve it."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One alert."""

    id: int
    theme: Theme
    #: Whose readers get it; empty: everybody's.
    territory: str
    words: str = field(repr=False)
    state: State
    by: PersonId
    approved_by: PersonId | None
    made_at: datetime
    #: Not before that moment; while it is sent: when the next ones get it.
    send_at: datetime
    #: How many had asked for it when it began, and how many of them were looked at since.
    readers: int = 0
    reached: int = 0
    #: The last of them, in the order of their ids.
    after: int = 0

    @property
    def stands(self) -> bool:
        """Whether it is not over."""
        return self.state in STANDING

    @property
    def tenths(self) -> int:
        """How far its sending is: tenths tell nobody how few want a theme."""
        return min(10, self.reached * 10 // self.readers) if self.readers else 0


def decent(now: datetime, zone: ZoneInfo) -> datetime:
    """This moment, or the next one at which a phone may ring in that zone."""
    local = now.astimezone(zone)
    if local.time() < _FROM:
        return datetime.combine(local.date(), _FROM, zone)
    if local.time() > _UNTIL:
        return datetime.combine(local.date() + timedelta(days=1), _FROM, zone)
    return now


def leaves_at(when: When, now: datetime, zone: ZoneInfo) -> datetime:
    """When an alert that is written now is to leave."""
    if when is When.NOW:
        return decent(now, zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, _HOURS[when], zone)


def tidy(text: str) -> str:
    """An alert's words without stray blank lines. Raises UnfitBroadcast by its length."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    words = "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))
    if len(words) < LEAST:
        raise UnfitBroadcast(Unfit.SHORT)
    if len(words) > LIMIT:
        raise UnfitBroadcast(Unfit.LONG)
    return words
