"""A meeting in real life: proposed, answered, recalled on its day, and held or not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.people import CaseId, PersonId

#: Days that are offered, the first of them today, and full hours (local time).
DAYS = 8
HOURS = range(9, 20)
#: Whoever comes is reminded in the morning, or so long before if it is early.
_MORNING, _BEFORE = time(9), timedelta(hours=2)
#: After so long the worker is asked whether they came.
ASKED_AFTER = timedelta(hours=1)


class State(StrEnum):
    """Where a meeting stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    #: They would rather come at another moment, or not at all.
    OTHER = "other"
    DECLINED = "declined"
    HELD = "held"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when; it goes with the message that proposes it."""

    message_id: int
    case_id: CaseId
    worker: PersonId
    #: Content: whose place, and the short name of which.
    territory: str
    place: str
    at: datetime
    state: State = State.PROPOSED


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """A day and a full hour of a territory."""
    return datetime.combine(day, time(hour), zone)


def remind_at(at: datetime, zone: ZoneInfo) -> datetime:
    """When to remind of a meeting: at nine on its day, or two hours before if that is earlier."""
    local = at.astimezone(zone)
    morning = datetime.combine(local.date(), _MORNING, zone)
    return min(morning, at - _BEFORE)


class MeetingOver(Exception):  # noqa: N818  # an expected refusal, not a fault
    """It was withdrawn, is over, or is not theirs."""
