"""Opening hours: is it open now, until when, or when does it open next.

Hours are written in local time. Instants are compared in UTC, because Python compares
two times of the same zone by the clock on the wall, which is wrong when clocks change.

A day may be closed (a public holiday, leave), or doubtful: a public holiday of which nobody
knows whether the usual hours hold. What would be open then is neither open nor closed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: How many days ahead, but for closed ones, a next opening is looked for.
HORIZON_DAYS = 21
_ONE_DAY = timedelta(days=1)
#: A longer leave than that is no leave.
LONGEST_LEAVE_DAYS = 400
EVERY_DAY = frozenset(range(7))
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: Whether something is so on a day.
OnDay = Callable[[date], bool]


def never(_: date) -> bool:
    """On no day."""
    return False


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of opening on some days (0 is Monday).

    A ``close`` at or before ``open`` is on the next day; equal times are a whole day.
    """

    days: frozenset[int]
    opens: time
    closes: time


#: Day and night, every day.
ALWAYS: tuple[Slot, ...] = (Slot(EVERY_DAY, time(0), time(0)),)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open or not, and the instant (UTC) when that changes; ``None``: not in sight.

    Not ``known``: neither can be said.
    """

    is_open: bool
    changes_at: datetime | None = None
    known: bool = True

    @property
    def is_closed(self) -> bool:
        """Known to be closed, which is not the same as not known to be open."""
        return self.known and not self.is_open


UNKNOWN = Opening(is_open=False, known=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """Days, both included, on which something is closed for a reason of its own."""

    first: date
    last: date
    reason: str

    def covers(self, day: date) -> bool:
        """Whether it is closed on that day."""
        return self.first <= day <= self.last


def days(text: str) -> frozenset[int]:
    """The days in ``mon-fri``, ``sat`` or ``mon, wed-thu``; ``sat-mon`` goes round the week.

    Raises:
        ValueError: when a name is not one of ``mon`` to ``sun``.
    """
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        if not {first, last or first} <= set(DAY_NAMES):
            raise ValueError(part)
        start, end = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
        found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(found)


def opening(
    slots: Sequence[Slot],
    now: datetime,
    zone: ZoneInfo,
    closed: OnDay = never,
    doubtful: OnDay = never,
) -> Opening:
    """Whether these hours are open at ``now`` (an aware time), and when that changes.

    ``closed``: days of which no minute is open, whatever the hours. ``doubtful``: days on
    which nobody knows whether the hours hold.
    """
    instant = now.astimezone(UTC)
    in_sight = _days_in_sight(now.astimezone(zone).date(), closed)
    end_of_sight = _at(in_sight[-1] + _ONE_DAY, time(0), zone)
    sure, in_doubt = _stretches(slots, in_sight, zone, closed, doubtful)
    for start, end in _merged(sure):
        if start <= instant < end:
            return Opening(is_open=True, changes_at=end if end < end_of_sight else None)
    if any(start <= instant < end for start, end in in_doubt):
        return UNKNOWN
    return Opening(is_open=False, changes_at=_next(instant, sure, in_doubt))


Stretch = tuple[datetime, datetime]


def _next(
    instant: datetime, sure: Sequence[Stretch], in_doubt: Sequence[Stretch]
) -> datetime | None:
    """When it opens; nothing when it may open before, on a day of which nobody is sure."""
    first = min((start for start, end in sure if instant < start < end), default=None)
    maybe = min((start for start, end in in_doubt if instant < start < end), default=None)
    return None if first and maybe and maybe < first else first


def _days_in_sight(today: date, closed: OnDay) -> list[date]:
    """Yesterday, whose night may not be over, and the days to come but for the closed ones."""
    days = [today - _ONE_DAY, today]
    for step in range(1, LONGEST_LEAVE_DAYS):
        if len(days) > HORIZON_DAYS:
            break
        day = today + timedelta(days=step)
        if not closed(day):
            days.append(day)
    return days


def _stretches(
    slots: Sequence[Slot], days: Sequence[date], zone: ZoneInfo, closed: OnDay, doubtful: OnDay
) -> tuple[list[Stretch], list[Stretch]]:
    """The openings of these days: those that are sure, and those of which nobody is."""
    sure: list[Stretch] = []
    in_doubt: list[Stretch] = []
    for day in days:
        todays = [slot for slot in slots if day.weekday() in slot.days]
        if not todays or closed(day):
            continue
        doubt = doubtful(day)
        for slot in todays:
            evening, night = _of_day(slot, day, zone)
            (in_doubt if doubt else sure).append(evening)
            tomorrow = day + _ONE_DAY
            if night and not closed(tomorrow):
                (in_doubt if doubt or doubtful(tomorrow) else sure).append(night)
    return sure, in_doubt


def _of_day(slot: Slot, day: date, zone: ZoneInfo) -> tuple[Stretch, Stretch | None]:
    """The slot cut at midnight: a night that leads into a holiday ends when that begins."""
    opens = _at(day, slot.opens, zone)
    if slot.opens < slot.closes:
        return (opens, _at(day, slot.closes, zone)), None
    tomorrow = day + _ONE_DAY
    midnight = _at(tomorrow, time(0), zone)
    night = (midnight, _at(tomorrow, slot.closes, zone)) if slot.closes > time(0) else None
    return (opens, midnight), night


def _merged(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The same stretches in order, those that touch joined; empty ones (a clock change) gone."""
    current: Stretch | None = None
    for start, end in sorted(pair for pair in stretches if pair[0] < pair[1]):
        if current and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
