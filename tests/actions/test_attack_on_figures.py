"""Everything that can ever be published of a year, attacked by linear programming.

The attacker knows the numbers of every day and every quarter, and how they are made; not the
phases, nor the draws. No count of 1 to 4 may be told, nor known to be at most 2.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array

from bot.actions.context import Context
from bot.actions.publish_figures import BANDS, close_periods, told_of_days, told_of_quarters
from bot.actions.sum_up import close_for, summarise
from bot.assembly import content_folder
from bot.content.collection import Library
from bot.content.loading import load
from bot.content.strings import Strings
from bot.demo.year import made_up
from bot.domain.danger import Topic
from bot.domain.disclosure import LARGE_PACKET, PACKET, Figure, Quarter, Run, add
from bot.domain.figures import FAMILIES, SENSITIVE, TOGETHER, UNKNOWN, WEEKDAYS, Measure, weekday
from bot.domain.periods import PERIODS, Span, months, name_of, span
from bot.domain.pseudonyms import Names
from bot.reports.books import as_csv, book_of
from bot.reports.tables import tables_of
from bot.store import counters, schema
from bot.store.counters import Count
from bot.store.database import Store
from tests.databases import sqlite_file, vault

YEAR = 2025
NOW = datetime(YEAR + 1, 1, 10, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
NEW_YEAR = date(YEAR, 1, 1)
QUARTERS = [Quarter(YEAR, n) for n in range(1, 5)]
DAYS = [NEW_YEAR + timedelta(days=n) for n in range(365)]
TOPICS = ("parler", "mal-etre", "cyberharcelement", "violences", "images-intimes", "arnaques")
DANGERS = ("none", "moderate", "high", "immediate")
#: Most are of the first, few of the last: these are the ones who could be recognised.
OFTEN = (60, 25, 12, 6, 2, 1)
ZONE = "val-de-lune"
#: Every label that there is, as anybody reads in the program.
KNOWN = {
    Measure.REQUEST: (*Topic, TOGETHER, UNKNOWN),
    Measure.DANGER: (*DANGERS, UNKNOWN),
    Measure.REQUEST_HOUR: (*(name for _, name in BANDS), UNKNOWN),
    Measure.REQUEST_DAY: (*WEEKDAYS, UNKNOWN),
}
#: What is broken down of requests.
TABLES = (Measure.REQUEST, Measure.DANGER, Measure.REQUEST_HOUR, Measure.REQUEST_DAY)


Happened = tuple[date, Measure, str]


def _size(label: str) -> int:
    return LARGE_PACKET if label in SENSITIVE else PACKET


@cache
def library() -> object:
    return load(content_folder(), NOW.date())


@dataclass
class Year:
    """What happened, and all that is told of it."""

    daily: list[int] = field(default_factory=list)
    true: dict[tuple[Measure, Quarter, str], int] = field(default_factory=dict)
    of_day: dict[date, int] = field(default_factory=dict)
    of_label: dict[tuple[Measure, Quarter, str], Figure] = field(default_factory=dict)
    #: The same of every family, since 1 January; and of every breakdown.
    of_days: dict[date, dict[Measure, int]] = field(default_factory=dict)
    of_quarters: dict[Quarter, dict[Measure, dict[str, Figure]]] = field(default_factory=dict)


def by_chance(weekly: float, seed: int) -> Iterator[Happened]:
    """A town with so many requests a week."""
    chance = random.Random(seed)
    for day in DAYS:
        for _ in range(sum(chance.random() < weekly / 70 for _ in range(10))):
            yield day, Measure.REQUEST, chance.choices(TOPICS, OFTEN)[0]
            yield day, Measure.DANGER, chance.choices(DANGERS, OFTEN[:2] + OFTEN[-2:])[0]
            yield day, Measure.REQUEST_HOUR, f"{chance.randrange(24):02}"
            yield day, Measure.REQUEST_DAY, weekday(day)


def as_in_the_demo() -> Iterator[Happened]:
    """The smaller town of the demo, in the year before this one."""
    for (day, zone, measure, label), by in made_up(["-", ZONE], NOW.date()).items():
        if zone == ZONE and day.year == YEAR:
            for _ in range(by):
                yield day, measure, label


async def lived(folder: Path, happened: Iterable[Happened]) -> Year:
    """A year in which this happened; every day and every quarter is published."""
    year = Year(daily=[0] * len(DAYS))
    store = Store(sqlite_file(folder), vault())
    await schema.upgrade(store)
    async with store.writing() as tx:
        counted = Counter(happened)
        await counters.count_all(
            tx,
            [Count(day, ZONE, measure, label, n) for (day, measure, label), n in counted.items()],
        )
        for (day, measure, label), n in counted.items():
            if measure is Measure.REQUEST:
                year.daily[DAYS.index(day)] += n
            if measure in {Measure.REQUEST, Measure.DANGER, Measure.REQUEST_DAY}:
                key = (measure, Quarter.of(day), label)
                year.true[key] = year.true.get(key, 0) + n
        ctx = Context(tx, NOW, Names((), ()), PARIS, shelf=library)  # type: ignore[arg-type]
        await close_periods(ctx, [Run(d - timedelta(days=1), d) for d in DAYS], QUARTERS)
        for day in DAYS:
            told = await told_of_days(tx, [ZONE], NEW_YEAR, day)
            year.of_day[day] = told[Measure.REQUEST].about
            year.of_days[day] = {measure: figure.about for measure, figure in told.items()}
        for quarter in QUARTERS:
            labels = await told_of_quarters(tx, [ZONE], [quarter])
            for measure in TABLES:
                for label, figure in labels[measure].items():
                    year.of_label[measure, quarter, label] = figure
            year.of_quarters[quarter] = labels
        await _nothing_else_is_shown(ctx, year)
    await store.close()
    return year


async def _nothing_else_is_shown(ctx: Context, year: Year) -> None:
    """Every number of every command, file, picture, report and page is one the attacker has.

    All of them are made of these tables (an architecture test), whose numbers are sums and
    differences of those of days, and of those of quarters.
    """
    asked = [(name_of(quarter), DAYS[-1]) for quarter in QUARTERS]
    asked += [(period, day) for period in PERIODS for day in DAYS[45::23]]
    for period, until in asked:
        whole = span(period, until)
        if whole.first < NEW_YEAR:
            continue
        await close_for(ctx, period, until)
        told = tables_of(await summarise(ctx.tx, ctx.library, period, until, ZONE), *_words(ctx))
        known = set(_known(year, whole))
        assert {(row.about, row.low, row.high) for table in told.tables for row in table.rows} <= {
            (one.about, one.low, one.high) for one in known
        }
        written = as_csv(book_of(told, ctx.library.strings)).decode("utf-8-sig").splitlines()
        numbers = [line.split(";")[2:5] for line in written[1:] if line.count(";") == 5]
        assert {tuple(map(int, one)) for one in numbers} <= {
            (one.about, one.low, one.high) for one in known
        }


def _words(ctx: Context) -> tuple[Library, Strings]:
    return ctx.library, ctx.library.strings


def _known(year: Year, whole: Span) -> Iterator[Figure]:
    """What the attacker works out for a period, from days and from quarters."""
    yield Figure(0)
    for days in (whole, *months(whole)):
        before = year.of_days.get(days.first - timedelta(days=1), {})
        for measure, about in year.of_days[days.last].items():
            yield Figure(about - before.get(measure, 0))
    told = [year.of_quarters[quarter] for quarter in whole.quarters]
    for measure in {measure for one in told for measure in one}:
        tables = [one[measure] for one in told if measure in one]
        for label in {label for table in tables for label in table}:
            # In a quarter in which it is not listed, it may be there all the same.
            yield add(table.get(label, Figure(0, size=_size(label))) for table in tables)


class Attack:
    """All that is known, as linear constraints; the unknown counts are whole numbers."""

    def __init__(self, year: Year) -> None:
        self.bounds: list[tuple[float, float]] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        # Counted until each day, with the phase: D.
        self.until = {NEW_YEAR - timedelta(days=1): self._unknown(0, 4)}
        for day in DAYS:
            told = year.of_day[day]
            self.until[day] = self._unknown(told, told + 4)
            self._between({self.until[day]: 1, self.until[day - timedelta(days=1)]: -1}, 0)
        self.labels = {
            key: self._unknown(figure.low, figure.high) for key, figure in year.of_label.items()
        }
        # What is not listed is not nothing.
        self.unlisted = {
            (measure, quarter, label): self._unknown(0, _size(label) - 1)
            for measure in TABLES
            for quarter in QUARTERS
            for label in KNOWN[measure]
            if (measure, quarter, label) not in self.labels
        }
        for measure in TABLES:
            assert FAMILIES[measure] is Measure.REQUEST
            for quarter in QUARTERS:
                self._adds_up(measure, quarter)

    def _unknown(self, low: float, high: float) -> int:
        self.bounds.append((low, high))
        return len(self.bounds) - 1

    def _between(self, terms: dict[int, float], low: float, high: float = float("inf")) -> None:
        self.rows.append((terms, low, high))

    def _adds_up(self, measure: Measure, quarter: Quarter) -> None:
        known = self.labels | self.unlisted
        of_it = {k: v for k, v in known.items() if k[:2] == (measure, quarter)}
        small = {k: v for k, v in of_it.items() if _size(k[2]) == PACKET}
        ends = (self.until[quarter.last], self.until[quarter.first - timedelta(days=1)])
        self._between({**dict.fromkeys(small.values(), 1.0), ends[0]: -1, ends[1]: 1}, 0, 0)
        large = [v for k, v in of_it.items() if k not in small]
        if large:
            whole = known[measure, quarter, TOGETHER]
            self._between({**dict.fromkeys(large, 1.0), whole: -1}, 0, 0)

    def range_of(self, terms: dict[int, float]) -> tuple[int, int]:
        """The least and the most that a sum of unknowns can be."""
        equal = [row for row in self.rows if row[1] == row[2]]
        above = [row for row in self.rows if row[1] != row[2]]
        size = len(self.bounds)
        cost = [0.0] * size
        for position, factor in terms.items():
            cost[position] = factor
        known = {
            "A_eq": _matrix((row[0] for row in equal), len(equal), size),
            "b_eq": [row[1] for row in equal],
            "A_ub": _matrix(
                ({k: -v for k, v in row[0].items()} for row in above), len(above), size
            ),
            "b_ub": [-row[1] for row in above],
            "bounds": self.bounds,
        }
        least = linprog(cost, **known).fun
        most = -linprog([-one for one in cost], **known).fun
        return round(least), round(most)


def _matrix(rows: Iterator[dict[int, float]], count: int, size: int) -> coo_array:
    cells = [(n, k, v) for n, row in enumerate(rows) for k, v in row.items()]
    values = [v for *_, v in cells]
    return coo_array((values, ([n for n, *_ in cells], [k for _, k, _ in cells])), (count, size))


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "happened",
    [by_chance(3, 1), by_chance(14, 3), as_in_the_demo()],
    ids=["3 a week", "14 a week", "the demo"],
)
async def test_no_count_of_one_to_four_is_told_by_all_that_is_ever_published(
    tmp_path: Path, happened: Iterator[Happened]
) -> None:
    year = await lived(tmp_path, happened)
    _adds_up(year)
    attack, chance = Attack(year), random.Random(1)
    small = [key for key, count in year.true.items() if 1 <= count <= 4]
    assert small
    for key in chance.sample(small, min(14, len(small))):
        low, high = attack.range_of({(attack.labels | attack.unlisted)[key]: 1})
        true = year.true[key]
        figure = year.of_label.get(key, Figure(0, size=_size(key[2])))
        assert low <= true <= high, "the attack knows the truth to be possible"
        assert high - low >= 4, (key, true, low, high)
        assert high > 2, (key, true, low, high)
        if figure.size == PACKET:
            assert (low, high) == (figure.low, figure.high)
    for _ in range(6):
        _no_days_tell(year, attack, chance)


def _no_days_tell(year: Year, attack: Attack, chance: random.Random) -> None:
    first = chance.randrange(360)
    last = min(first + chance.choice((0, 6)), 364)
    true = sum(year.daily[first : last + 1])
    ends = {attack.until[DAYS[last]]: 1.0, attack.until[DAYS[first] - timedelta(days=1)]: -1.0}
    low, high = attack.range_of(ends)
    assert low <= true <= high
    if 1 <= true <= 4:
        assert high - low >= 4
        assert high > 2


def _adds_up(year: Year) -> None:
    """Every table of a quarter has the same total, which is the one of its days."""
    for quarter in QUARTERS:
        sums: Counter[Measure] = Counter()
        for (measure, one, _), figure in year.of_label.items():
            if one == quarter and figure.size == PACKET:
                sums[measure] += figure.about
        told = year.of_day[quarter.last] - year.of_day.get(quarter.first - timedelta(days=1), 0)
        assert set(sums.values()) == {told}
