"""Opening hours: is it open now, until when, or when does it open next.

Hours are written in local time. Instants are compared in UTC, because Python compares
two times of the same zone by the clock on the wall, which is wrong when clocks change.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: How far ahead a next opening is looked for.
HORIZON_DAYS = 21
EVERY_DAY = frozenset(range(7))
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

IsHoliday = Callable[[date], bool]


def never(_: date) -> bool:
    """The predicate of a place that keeps its hours on public holidays."""
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
    """Open or not, and the instant (UTC) when that changes; ``None``: not in sight."""

    is_open: bool
    changes_at: datetime | None = None


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
    slots: Sequence[Slot], now: datetime, zone: ZoneInfo, is_holiday: IsHoliday = never
) -> Opening:
    """Whether these hours are open at ``now`` (an aware time), and when that changes."""
    instant = now.astimezone(UTC)
    today = now.astimezone(zone).date()
    last_known = _at(today + timedelta(days=HORIZON_DAYS), time(0), zone)
    for start, end in _merged(_stretches(slots, today, zone, is_holiday)):
        if instant < start:
            return Opening(is_open=False, changes_at=start)
        if instant < end:
            return Opening(is_open=True, changes_at=end if end < last_known else None)
    return Opening(is_open=False)


def _stretches(
    slots: Sequence[Slot], today: date, zone: ZoneInfo, is_holiday: IsHoliday
) -> Iterator[tuple[datetime, datetime]]:
    for step in range(-1, HORIZON_DAYS + 1):
        day = today + timedelta(days=step)
        if is_holiday(day):
            continue
        for slot in slots:
            if day.weekday() in slot.days:
                closing_day = day + timedelta(days=slot.closes <= slot.opens)
                yield _at(day, slot.opens, zone), _at(closing_day, slot.closes, zone)


def _merged(
    stretches: Iterator[tuple[datetime, datetime]],
) -> Iterator[tuple[datetime, datetime]]:
    """The same stretches in order, those that touch joined; empty ones (a clock change) gone."""
    current: tuple[datetime, datetime] | None = None
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
