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

#: How far ahead a next opening is looked for.
HORIZON_DAYS = 21
HORIZON = timedelta(days=HORIZON_DAYS)
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
    today = now.astimezone(zone).date()
    end_of_sight = _at(_first_open(today, closed) + HORIZON, time(0), zone)
    pieces = list(_pieces(slots, today, end_of_sight, zone, closed))
    in_doubt = [(p.start, p.end) for p in pieces if any(map(doubtful, p.days))]
    sure = [(p.start, p.end) for p in pieces if not any(map(doubtful, p.days))]
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


def _first_open(today: date, closed: OnDay) -> date:
    """Today, or the end of the leave that is under way: what comes after it is in sight."""
    ahead = (today + timedelta(days=step) for step in range(LONGEST_LEAVE_DAYS))
    return next((day for day in ahead if not closed(day)), today)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of opening within one day of the calendar."""

    start: datetime
    end: datetime
    #: The day it is in, and the day its slot began.
    days: tuple[date, ...]


def _pieces(
    slots: Sequence[Slot], today: date, until: datetime, zone: ZoneInfo, closed: OnDay
) -> Iterator[_Piece]:
    day = today - timedelta(days=1)
    while _at(day, time(0), zone) <= until:
        for slot in slots:
            if day.weekday() in slot.days and not closed(day):
                yield from (p for p in _of_day(slot, day, zone) if not any(map(closed, p.days)))
        day += timedelta(days=1)


def _of_day(slot: Slot, day: date, zone: ZoneInfo) -> Iterator[_Piece]:
    """The slot cut at midnight: a night that leads into a holiday ends when that begins."""
    opens, closes = _at(day, slot.opens, zone), slot.closes
    if slot.opens < closes:
        yield _Piece(opens, _at(day, closes, zone), (day,))
        return
    tomorrow = day + timedelta(days=1)
    midnight = _at(tomorrow, time(0), zone)
    yield _Piece(opens, midnight, (day,))
    if closes > time(0):
        yield _Piece(midnight, _at(tomorrow, closes, zone), (day, tomorrow))


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
