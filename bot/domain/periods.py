"""The periods that figures are read of: how they are asked for, and the days that they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.disclosure import Month, Part, Quarter

#: What can be asked for; the first where nothing is said.
PERIODS = ("30j", "7j", "mois", "trimestre", "annee")
_DAYS = {"7j": 7, "30j": 30}
_QUARTER = re.compile(r"(20\d\d)-?t([1-4])")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_DAY = r"(20\d\d-\d\d-\d\d)"
_FROM_TO = re.compile(rf"{_DAY}\.\.{_DAY}")
#: What may be asked for at once: nobody else writes while it is added up for the first time.
_LONGEST = timedelta(days=2 * 366)


class UnknownPeriod(ValueError):  # noqa: N818  # said as what it is
    """No period is called so."""


class Backwards(UnknownPeriod):
    """The period ends before it begins."""


class NotClosed(ValueError):  # noqa: N818  # said as what it is
    """The period is not over yet: nothing is told of it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, the first and the last included; the closed quarters, or the month, that they are."""

    first: date
    last: date
    quarters: tuple[Quarter, ...] = ()
    month: Month | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What breakdowns of these days are told of; none where days end in the middle of one."""
        return (self.month,) if self.month else self.quarters


def read_period(said: str) -> str:
    """The name of the period that somebody wrote.

    *année*, *2026 T3*, *2026-03*, or any days: *2026-01-05..2026-02-10*. Raises UnknownPeriod;
    Backwards if its end is before its beginning.
    """
    name = said.lower().replace(" ", "").replace("é", "e") or PERIODS[0]
    if name in PERIODS:
        return name
    if (days := _days(name)) is not None:
        return name_of_days(*days)
    part = _named(name)
    if part is None:
        raise UnknownPeriod(said)
    return name_of(part)


def name_of(part: Part) -> str:
    """How a quarter or a month is asked for: *2026-t3*, *2026-03*."""
    if isinstance(part, Month):
        return f"{part.year}-{part.number:02}"
    return f"{part.year}-t{part.number}"


def name_of_days(first: date, last: date) -> str:
    """How some days are asked for: *2026-01-05..2026-02-10*."""
    return f"{first}..{last}"


def _days(name: str) -> tuple[date, date] | None:
    found = _FROM_TO.fullmatch(name)
    if found is None:
        return None
    try:
        first, last = map(date.fromisoformat, found.groups())
    except ValueError:
        raise UnknownPeriod(name) from None
    if last < first:
        raise Backwards(name)
    if last - first > _LONGEST:
        raise UnknownPeriod(name)
    return first, last


def _named(name: str) -> Part | None:
    if quarter := _QUARTER.fullmatch(name):
        return Quarter(int(quarter[1]), int(quarter[2]))
    month = _MONTH.fullmatch(name)
    return Month(int(month[1]), int(month[2])) if month else None


def span(period: str, until: date) -> Span:
    """A period as ``read_period`` names it, that ends with or before the last closed day.

    Raises UnknownPeriod, NotClosed.
    """
    if (named := _named(period)) is not None:
        return _closed(named, until)
    if (days := _days(period)) is not None:
        return _run_of(*days, until)
    if period in _DAYS:
        return Span(until - timedelta(days=_DAYS[period] - 1), until)
    if period == "mois":
        return _closed(Month.of(until + timedelta(days=1)).before, until)
    if period == "trimestre":
        return _closed(Quarter.of(until + timedelta(days=1)).before, until)
    if period == "annee":
        this_year = [Quarter(until.year, n) for n in range(1, 5)]
        closed = tuple(one for one in this_year if one.last <= until)
        return Span(date(until.year, 1, 1), until, closed)
    raise UnknownPeriod(period)


def _closed(part: Part, until: date) -> Span:
    if part.last > until:
        raise NotClosed(name_of(part))
    if isinstance(part, Month):
        return Span(part.first, part.last, month=part)
    return Span(part.first, part.last, (part,))


def _run_of(first: date, last: date, until: date) -> Span:
    """Any closed days; breakdowns are told of them where they are whole quarters, or a month."""
    if last > until:
        raise NotClosed(name_of_days(first, last))
    month = Month.of(first)
    if (month.first, month.last) == (first, last):
        return Span(first, last, month=month)
    quarters = [Quarter.of(first)]
    while quarters[-1].last < last:
        quarters.append(Quarter.of(quarters[-1].last + timedelta(days=1)))
    whole = quarters[0].first == first and quarters[-1].last == last
    return Span(first, last, tuple(quarters) if whole else ())


def before(period: str, now: Span) -> Span:
    """The one to compare with: as many days, or the month, quarter or part of the year before."""
    if period == "annee":
        return Span(_a_year_earlier(now.first), _a_year_earlier(now.last))
    last = now.first - timedelta(days=1)
    if len(now.parts) != 1:
        return Span(last - (now.last - now.first), last)
    earlier = now.parts[0].before
    return Span(earlier.first, earlier.last)


def _a_year_earlier(day: date) -> date:
    # 29 February has no day a year earlier: the one before stands for it.
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def months(whole: Span) -> list[Span]:
    """The whole months of a period that has several; none of a shorter one."""
    found = list(_months(whole))
    return found if len(found) > 1 else []


def _months(whole: Span) -> Iterator[Span]:
    first = whole.first
    while first.day == 1:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if last > whole.last:
            return
        yield Span(first, last)
        first = last + timedelta(days=1)


def lately(until: date, count: int) -> list[Quarter]:
    """So many closed quarters, the last one first."""
    found = [Quarter.of(until + timedelta(days=1)).before]
    while len(found) < count:
        found.append(found[-1].before)
    return found
