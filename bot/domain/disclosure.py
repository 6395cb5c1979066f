"""What may be published of the counters, and nothing more: packets of five people.

**Totals.** Of a family of events in a territory, between two closed days of one year, this is
published: ``5 * ((C(end) + u) // 5 - (C(start) + u) // 5)``. C counts since 1 January; u is a
secret phase from 0 to 4, drawn once per territory, family and year. What does not fill a packet
is carried on, so that the totals of months add up to those of quarters.

**Shares.** Of a closed quarter, or of a closed month where that was decided before the year began,
the packets of a total are shared among the labels of each breakdown: as many as a label fills by
itself, and the others by chance, one each, to labels that have people left over. Every breakdown
of a family adds up to the same total, so that two of them tell no more than one. A year is told
by quarter or by month; a quarter of the second kind is the sum of its months.

**Details.** What is sensitive in one territory is one label of its breakdown; the packets of that
label are shared once more, in packets of fifteen.

Everything else (several territories, years, shares, medians, trends) is computed from these
numbers. **Theorem:** whoever knows every published number and this file, but neither phases nor
draws, finds for a count published as p every value from max(0, p - 4) to p + 4 still possible.
*0* means 0 to 4, and *5* means 1 to 9; a label that has no packet is not listed, whether anybody
was counted or not. No count of 1 to 4 is told, nor known to be at most 2.
``tests/actions/test_attack_on_figures.py`` attacks it with everything that can be published.

Sources: Cox & Ernst, *Controlled rounding* (1982), and Cox, *A constructive procedure for
unbiased controlled rounding* (1987); Langsrud & Heldal, *An algorithm for small count rounding of
tabular data* (2018); Asghar & Kaafar, *Averaging attacks on bounded noise-based disclosure
control algorithms* (2020), on why tables that are rounded apart from each other leak.
"""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: People in a packet: counts of 1 to 4 cannot be told from each other, nor from their neighbours.
PACKET = 5
#: The same for what is sensitive in one territory.
LARGE_PACKET = 15
#: Below so many people, a share, a median or a comparison of parts would mostly be rounding.
ENOUGH = 50
#: No draw is weighed by more than so many people left over: every pattern stays possible.
_MOST_OWED, _LEAST_WEIGHT = 2 * PACKET, 0.25
_MONTHS_IN_QUARTER = 3


class Trend(StrEnum):
    """How a number compares with the one of the period before."""

    STABLE = "stable"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year; ``number`` from 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, _MONTHS_IN_QUARTER * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return (self.first + timedelta(days=100)).replace(day=1) - timedelta(days=1)

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The one that a day is in."""
        return cls(day.year, (day.month - 1) // _MONTHS_IN_QUARTER + 1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return Quarter.of(self.first - timedelta(days=1))

    @property
    def months(self) -> tuple["Month", ...]:
        """What it is made of."""
        first = _MONTHS_IN_QUARTER * (self.number - 1) + 1
        return tuple(Month(self.year, first + n) for n in range(_MONTHS_IN_QUARTER))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; ``number`` from 1 to 12."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The one that a day is in."""
        return cls(day.year, day.month)

    @property
    def before(self) -> "Month":
        """The one before."""
        return Month.of(self.first - timedelta(days=1))


#: What a breakdown is told of, once it is over. A territory's year is told by quarter or by month,
#: never both: what would be shared twice could be told apart.
Part = Quarter | Month


def parts_told(asked: Iterable[Part], monthly: Collection[int]) -> list[Part]:
    """The parts that tell these, of a territory whose years ``monthly`` are told by month.

    A quarter of such a year is its months; a month of any other year is not told.
    """
    told: list[Part] = []
    for part in asked:
        if part.year not in monthly:
            told += (part,) if isinstance(part, Quarter) else ()
        else:
            told += part.months if isinstance(part, Quarter) else (part,)
    return told


def parts_of_year(year: int, monthly: Collection[int]) -> list[Part]:
    """All parts of a year, as it is told."""
    return parts_told((Quarter(year, number) for number in range(1, 5)), monthly)


@dataclass(frozen=True, slots=True)
class Run:
    """Days of one year, one after the other: from the end of ``after`` to the end of ``until``."""

    after: date
    until: date

    @property
    def year(self) -> int:
        """Theirs."""
        return self.until.year

    @property
    def begins_the_year(self) -> bool:
        """Whether it begins on 1 January: nothing was counted before."""
        return self.after.year < self.until.year


def run_of(part: Part) -> Run:
    """The days of a part of a year."""
    return Run(part.first - timedelta(days=1), part.last)


def runs(first: date, last: date) -> list[Run]:
    """A period, both days included, as runs of one year each; none if it is empty."""
    found = []
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if begin <= end:
            found.append(Run(begin - timedelta(days=1), end))
    return found


@dataclass(frozen=True, slots=True)
class Share:
    """The packets of one label, as published; ``size``: people in each."""

    packets: int
    size: int = PACKET


def together(count: int) -> int | None:
    """What everybody sees of something that all do together; None of fewer than a packet."""
    return count if count >= PACKET else None


def packets(before: int, after: int, phase: int) -> int:
    """Packets that were filled while a counter went from ``before`` to ``after``."""
    return (after + phase) // PACKET - (before + phase) // PACKET


def share(
    total: int,
    counts: Mapping[str, int],
    chance: random.Random,
    *,
    size: int = PACKET,
    owed: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Share so many packets among labels; gives the packets of each, in all ``total``.

    ``counts`` are their people. ``owed``: how many more people of each were counted than
    published in the year so far; it makes up for them when it can.
    """
    given = {label: count // size for label, count in counts.items()}
    able = [label for label, count in counts.items() if count % size]
    for _ in range(total - sum(given.values())):
        weights = [_weight(counts[label] % size, (owed or {}).get(label, 0)) for label in able]
        label = chance.choices(able, weights)[0]
        able.remove(label)
        given[label] += 1
    return given


def _weight(left_over: int, owed: int) -> float:
    return max(left_over + max(-_MOST_OWED, min(_MOST_OWED, owed)), _LEAST_WEIGHT)


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number of people; ``parts``: how many published numbers it is the sum of."""

    about: int
    parts: int = 1
    size: int = PACKET

    @property
    def low(self) -> int:
        """The least that it may be."""
        return max(0, self.about - self._slack)

    @property
    def high(self) -> int:
        """The most that it may be."""
        return self.about + self._slack

    @property
    def _slack(self) -> int:
        return (self.size - 1) * self.parts


def add(figures: Iterable[Figure]) -> Figure:
    """Several territories, or several years: the only way to a larger number."""
    several = list(figures)
    size = max((one.size for one in several), default=PACKET)
    return Figure(sum(one.about for one in several), sum(one.parts for one in several), size)


def trend(now: Figure, before: Figure) -> Trend:
    """Whether two numbers differ by more than rounding can explain."""
    if now.low <= before.high and before.low <= now.high:
        return Trend.STABLE
    return Trend.UP if now.about > before.about else Trend.DOWN


def percent(part: Figure, whole: Figure) -> int | None:
    """A share, to the nearest 5 %; None where it would be rounding."""
    return None if whole.about < ENOUGH else 5 * round(20 * part.about / whole.about)


def median(histogram: Sequence[tuple[str, Figure]]) -> str | None:
    """The label that holds the middle one; None of too few."""
    total = sum(figure.about for _, figure in histogram)
    reached = 0
    for label, figure in histogram:
        reached += figure.about
        if total >= ENOUGH and 2 * reached >= total:
            return label
    return None
