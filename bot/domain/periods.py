"""The periods that figures are read of: how they are asked for, and the days that they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.disclosure import Quarter

#: What can be asked for; the first where nothing is said.
PERIODS = ("30j", "7j", "mois", "trimestre", "annee")
_DAYS = {"7j": 7, "30j": 30}
_QUARTER = re.compile(r"(20\d\d)-?t([1-4])")


class UnknownPeriod(ValueError):  # noqa: N818  # said as what it is
    """No period is called so."""


class NotClosed(ValueError):  # noqa: N818  # said as what it is
    """The period is not over yet: nothing is told of it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, the first and the last included, and the closed quarters if they are made of them."""

    first: date
    last: date
    quarters: tuple[Quarter, ...] = ()


def read_period(said: str) -> str:
    """The name of the period that somebody wrote, *année* or *2026 T3*. Raises UnknownPeriod."""
    name = said.lower().replace(" ", "").replace("é", "e") or PERIODS[0]
    if name in PERIODS:
        return name
    quarter = _QUARTER.fullmatch(name)
    if quarter is None:
        raise UnknownPeriod(said)
    return name_of(Quarter(int(quarter[1]), int(quarter[2])))


def name_of(quarter: Quarter) -> str:
    """How a quarter is asked for: *2026-t3*."""
    return f"{quarter.year}-t{quarter.number}"


def span(period: str, until: date) -> Span:
    """A period as ``read_period`` names it, that ends with or before the last closed day.

    Raises UnknownPeriod, NotClosed.
    """
    if named := _QUARTER.fullmatch(period):
        return _closed(Quarter(int(named[1]), int(named[2])), until)
    if period in _DAYS:
        return Span(until - timedelta(days=_DAYS[period] - 1), until)
    if period == "mois":
        end = (until + timedelta(days=1)).replace(day=1) - timedelta(days=1)
        return Span(end.replace(day=1), end)
    if period == "trimestre":
        return _closed(Quarter.of(until + timedelta(days=1)).before, until)
    if period == "annee":
        this_year = [Quarter(until.year, n) for n in range(1, 5)]
        closed = tuple(one for one in this_year if one.last <= until)
        return Span(date(until.year, 1, 1), until, closed)
    raise UnknownPeriod(period)


def _closed(quarter: Quarter, until: date) -> Span:
    if quarter.last > until:
        raise NotClosed(name_of(quarter))
    return Span(quarter.first, quarter.last, (quarter,))


def before(period: str, now: Span) -> Span:
    """The one to compare with: as many days, or the month, quarter or part of the year before."""
    if period == "annee":
        return Span(_a_year_earlier(now.first), _a_year_earlier(now.last))
    last = now.first - timedelta(days=1)
    if period in _DAYS:
        return Span(last - (now.last - now.first), last)
    return Span(last.replace(day=1) if period == "mois" else Quarter.of(last).first, last)


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
