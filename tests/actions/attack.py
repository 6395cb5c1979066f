"""Everything that can ever be published of a year, attacked by linear programming.

The attacker knows the numbers of every day and of every quarter or month, and how they are made;
not the phases, nor the draws.

    python -m tests.actions.attack --weekly 2 5 14 40 [--seeds 3] [--monthly] [--cells 40]

prints the table of the attack for towns of so many requests a week.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from scipy.optimize import linprog
from scipy.sparse import coo_array

from bot.actions.context import Context
from bot.actions.publish_figures import close_periods, told_of_days, told_of_quarters
from bot.actions.sum_up import close_for, summarise
from bot.assembly import content_folder
from bot.content.collection import Library
from bot.content.loading import load
from bot.content.strings import Strings
from bot.demo.year import made_up
from bot.domain.breakdowns import BANDS, named, size_of
from bot.domain.cases import Outcome
from bot.domain.danger import Danger, Topic
from bot.domain.disclosure import PACKET, Figure, Part, Run, add, parts_of_year, run_of
from bot.domain.figures import (
    BESIDE,
    BUCKETS,
    CLOSED,
    FAMILIES,
    RIGHT,
    SHARED,
    TOGETHER,
    UNKNOWN,
    WEEKDAYS,
    WRONG,
    Measure,
    branch_of,
    group_of,
    weekday,
)
from bot.domain.periods import PERIODS, Span, months, name_of, span
from bot.domain.pseudonyms import Names
from bot.domain.reasons import Family
from bot.reports.books import as_csv, book_of
from bot.reports.picture import picture_of
from bot.reports.report import report_of
from bot.reports.tables import tables_of
from bot.store import counters, published, schema
from bot.store.counters import Count
from bot.store.database import Store
from tests.databases import sqlite_file, vault

YEAR = 2025
NOW = datetime(YEAR + 1, 1, 10, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
NEW_YEAR = date(YEAR, 1, 1)
BEFORE = NEW_YEAR - timedelta(days=1)
DAYS = [NEW_YEAR + timedelta(days=n) for n in range(365)]
ZONE = "val-de-lune"
TOPICS = ("parler", "mal-etre", "cyberharcelement", "violences", "images-intimes", "arnaques")
DANGERS = tuple(level.word for level in Danger)
#: Most are of the first, few of the last: these are the ones who could be recognised.
OFTEN = (60, 25, 12, 6, 2, 1)
#: Labels that are told: all that there are, as anybody reads in the program.
_LENGTHS = (*(f"<{bound}" for bound in BUCKETS), f"{BUCKETS[-1]}+")
_SAID = (RIGHT, WRONG)
KNOWN: Mapping[Measure, tuple[str, ...]] = {
    Measure.REQUEST: (*Topic, TOGETHER, UNKNOWN),
    Measure.DANGER: (*DANGERS, UNKNOWN),
    Measure.REQUEST_HOUR: (*(name for _, name in BANDS), UNKNOWN),
    Measure.REQUEST_DAY: (*WEEKDAYS, UNKNOWN),
    Measure.WAITING_TIME: (*_LENGTHS, UNKNOWN),
    Measure.HANDLING_TIME: (*_LENGTHS, UNKNOWN),
    Measure.OUTCOME: (*Outcome, UNKNOWN),
    Measure.SATISFACTION: ("good", "fair", "poor", UNKNOWN),
    Measure.TRIAGE_VERDICT: (*(f"{danger}-{said}" for danger in DANGERS for said in _SAID),),
    Measure.TRIAGE_REASON: (
        *(f"{kind}-{said}" for kind in (*Family, TOGETHER, UNKNOWN) for said in _SAID),
    ),
}

Happened = tuple[date, Measure, str]
Cell = tuple[Measure, Part, str]


@cache
def library() -> Library:
    """The shipped content."""
    return load(content_folder(), NOW.date())


@dataclass
class Year:
    """What happened, and all that is told of it."""

    parts: list[Part]
    of_day: dict[tuple[Measure, date], int] = field(default_factory=Counter)
    true: dict[Cell, int] = field(default_factory=Counter)
    #: What is told of each family since 1 January; and of every breakdown.
    told_until: dict[date, dict[Measure, int]] = field(default_factory=dict)
    told: dict[Part, dict[Measure, dict[str, Figure]]] = field(default_factory=dict)

    def figure(self, cell: Cell) -> Figure:
        """What is told of a label; of one that is not listed, nobody or a few."""
        measure, part, label = cell
        unlisted = Figure(0, size=size_of(measure, label))
        return self.told[part].get(measure, {}).get(label, unlisted)


def by_chance(weekly: float, seed: int) -> Iterator[Happened]:
    """A town with so many requests a week."""
    chance = random.Random(seed)
    for day in DAYS:
        for _ in range(sum(chance.random() < weekly / 70 for _ in range(10))):
            yield from _request(day, chance)


def _request(day: date, chance: random.Random) -> Iterator[Happened]:
    yield day, Measure.REQUEST, chance.choices(TOPICS, OFTEN)[0]
    danger = chance.choices(DANGERS, OFTEN[:2] + OFTEN[-2:])[0]
    yield day, Measure.DANGER, danger
    yield day, Measure.REQUEST_HOUR, f"{chance.randrange(24):02}"
    yield day, Measure.REQUEST_DAY, weekday(day)
    yield day, Measure.OUTCOME, chance.choices(list(Outcome)[:6], OFTEN)[0]
    yield day, Measure.TAKEN, ""
    yield day, Measure.WAITING_TIME, chance.choices(_LENGTHS, OFTEN)[0]
    said = chance.choices(_SAID, (5, 1))[0]
    yield day, Measure.TRIAGE_VERDICT, f"{danger}-{said}"
    kinds = (Family.NOTHING, Family.DESPAIR, Family.MODEL, Family.VIOLENCE, Family.SEXUAL, "team")
    yield day, Measure.TRIAGE_REASON, f"{chance.choices(kinds, OFTEN)[0]}-{said}"


def as_in_the_demo() -> Iterator[Happened]:
    """The smaller town of the demo, in the year before this one."""
    for (day, zone, measure, label), by in made_up(["-", ZONE], NOW.date()).items():
        if zone == ZONE and day.year == YEAR:
            for _ in range(by):
                yield day, measure, label


async def lived(folder: Path, happened: Iterable[Happened], *, monthly: bool = False) -> Year:
    """A year in which this happened; every day and every part of it is published."""
    year = Year(parts_of_year(YEAR, {YEAR} if monthly else ()))
    store = Store(sqlite_file(folder), vault())
    await schema.upgrade(store)
    async with store.writing() as tx:
        counted = Counter(happened)
        rows = [Count(day, ZONE, measure, label, n) for (day, measure, label), n in counted.items()]
        await counters.count_all(tx, rows)
        _note(year, counted)
        await published.decide(tx, ZONE, YEAR, monthly=monthly)
        ctx = Context(tx, NOW, Names((), ()), PARIS, shelf=library)
        await close_periods(ctx, [Run(d - timedelta(days=1), d) for d in DAYS], year.parts)
        for day in DAYS:
            told = await told_of_days(tx, [ZONE], NEW_YEAR, day)
            year.told_until[day] = {measure: figure.about for measure, figure in told.items()}
        for part in year.parts:
            year.told[part] = await told_of_quarters(tx, [ZONE], [part])
        await _nothing_else_is_shown(ctx, year)
    await store.close()
    return year


def _note(year: Year, counted: Mapping[Happened, int]) -> None:
    """What the attacker would like to know, under the labels that are told."""
    for (day, measure, label), n in counted.items():
        if measure in CLOSED:
            year.of_day[measure, day] += n
        if measure not in SHARED:
            continue
        part = next(one for one in year.parts if one.first <= day <= one.last)
        for name in named(measure, {label: n}):
            year.true[measure, part, name] += n
            if group := group_of(measure, name):
                year.true[measure, part, group] += n


async def _nothing_else_is_shown(ctx: Context, year: Year) -> None:
    """Every number of every command, file, picture, report and page is one the attacker has.

    All of them are made of these tables (an architecture test), whose numbers are sums and
    differences of those of days, and of those of parts.
    """
    asked = [(name_of(part), DAYS[-1]) for part in (*year.parts, *parts_of_year(YEAR, ()))]
    asked += [(period, day) for period in PERIODS for day in DAYS[45::23]]
    for period, until in asked:
        whole = span(period, until)
        if whole.first < NEW_YEAR:
            continue
        await close_for(ctx, period, until)
        known = {(one.about, one.low, one.high) for one in _known(year, whole)}
        strings: Strings = ctx.library.strings
        summary = await summarise(ctx.tx, ctx.library, period, until, ZONE)
        told = tables_of(summary, ctx.library, strings)
        report = report_of(summary, ctx.library, strings, NOW.date()).told
        rows = [row for one in (told, report) for table in one.tables for row in table.rows]
        rows += [row for chart in picture_of(told, strings).charts for row in chart.rows]
        assert {(row.about, row.low, row.high) for row in rows} <= known
        written = as_csv(book_of(told, strings)).decode("utf-8-sig").splitlines()
        numbers = [line.split(";")[2:5] for line in written[1:] if line.count(";") == 5]
        assert {tuple(map(int, one)) for one in numbers} <= known


def _known(year: Year, whole: Span) -> Iterator[Figure]:
    """What the attacker works out for a period, from days and from parts."""
    yield Figure(0)
    for days in (whole, *months(whole)):
        before = year.told_until.get(days.first - timedelta(days=1), {})
        for measure, about in year.told_until[days.last].items():
            yield Figure(about - before.get(measure, 0))
    inside = [one for one in year.parts if any(_holds(part, one) for part in whole.parts)]
    told = [year.told[part] for part in inside]
    for measure in {measure for one in told for measure in one}:
        tables = [one[measure] for one in told if measure in one]
        for label in {label for table in tables for label in table}:
            # In a part in which it is not listed, it may be there all the same.
            size = size_of(measure, label)
            yield add(table.get(label, Figure(0, size=size)) for table in tables)


def _holds(part: Part, one: Part) -> bool:
    return part.first <= one.first and one.last <= part.last


class Attack:
    """All that is known of one family, as linear constraints on whole numbers."""

    def __init__(self, year: Year, family: Measure) -> None:
        """Write down what every number says."""
        self.bounds: list[tuple[float, float]] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        # Counted until each day, with the phase: D.
        self.until = {BEFORE: self._unknown(0, 4)}
        for day in DAYS:
            told = year.told_until[day][family]
            self.until[day] = self._unknown(told, told + 4)
            self._says({self.until[day]: 1, self.until[day - timedelta(days=1)]: -1}, 0)
        self.measures = [one for one in SHARED if FAMILIES.get(one, one) is family]
        self.cells: dict[Cell, int] = {}
        for measure in self.measures:
            assert {label for part in year.parts for label in year.told[part].get(measure, {})} <= {
                *KNOWN[measure]
            }
            for part in year.parts:
                for label in KNOWN[measure]:
                    figure = year.figure((measure, part, label))
                    # What is not listed is not nothing.
                    self.cells[measure, part, label] = self._unknown(figure.low, figure.high)
                self._adds_up(measure, part)

    def _unknown(self, low: float, high: float) -> int:
        self.bounds.append((low, high))
        return len(self.bounds) - 1

    def _says(self, terms: dict[int, float], low: float, high: float = float("inf")) -> None:
        self.rows.append((terms, low, high))

    def _adds_up(self, measure: Measure, part: Part) -> None:
        of_it = {k[2]: v for k, v in self.cells.items() if k[:2] == (measure, part)}
        small = {label: v for label, v in of_it.items() if size_of(measure, label) == PACKET}
        run = run_of(part)
        ends = {self.until[run.until]: -1.0, self.until[run.after]: 1.0}
        self._says({**dict.fromkeys(small.values(), 1.0), **ends}, 0, 0)
        for group in {group_of(measure, label) for label in of_it} - {""}:
            large = [v for label, v in of_it.items() if group_of(measure, label) == group]
            self._says({**dict.fromkeys(large, 1.0), of_it[group]: -1}, 0, 0)
        if (other := BESIDE.get(measure)) is not None:
            for branch in _SAID:
                mine = [v for label, v in small.items() if branch_of(measure, label) == branch]
                theirs = [
                    v
                    for (m, p, label), v in self.cells.items()
                    if (m, p) == (other, part) and branch_of(other, label) == branch
                ]
                both = {**dict.fromkeys(mine, 1.0), **dict.fromkeys(theirs, -1.0)}
                self._says(both, 0, 0)

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

    def of_cell(self, cell: Cell) -> tuple[int, int]:
        """Between what the true number of a label is."""
        return self.range_of({self.cells[cell]: 1})

    def of_days(self, first: int, last: int) -> tuple[int, int]:
        """Between what the true total of some days is."""
        after = DAYS[first] - timedelta(days=1)
        return self.range_of({self.until[DAYS[last]]: 1.0, self.until[after]: -1.0})


def _matrix(rows: Iterator[dict[int, float]], count: int, size: int) -> coo_array:
    cells = [(n, k, v) for n, row in enumerate(rows) for k, v in row.items()]
    values = [v for *_, v in cells]
    return coo_array((values, ([n for n, *_ in cells], [k for _, k, _ in cells])), (count, size))


def small_cells(year: Year, measures: Iterable[Measure]) -> list[Cell]:
    """Where one to four were: whom somebody could recognise."""
    wanted = set(measures)
    return [cell for cell, n in year.true.items() if 1 <= n <= 4 and cell[0] in wanted]


def families(year: Year) -> list[Measure]:
    """Those that breakdowns add up to, and of which something happened."""
    seen = {cell[0] for cell in year.true}
    return list(dict.fromkeys(FAMILIES.get(one, one) for one in SHARED if one in seen))


def _say(*columns: object) -> None:
    sys.stdout.write(f"| {' | '.join(map(str, columns))} |\n")
    sys.stdout.flush()


async def _table(weekly: float, seeds: int, most: int, *, monthly: bool) -> None:
    tried = told = known = 0
    least, asked = 99, 0
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            year = await lived(Path(folder), by_chance(weekly, seed), monthly=monthly)
        asked += sum(n for (measure, _), n in year.of_day.items() if measure is Measure.REQUEST)
        for family in families(year):
            attack = Attack(year, family)
            cells = small_cells(year, attack.measures)
            for cell in random.Random(seed).sample(cells, min(most, len(cells))):
                low, high = attack.of_cell(cell)
                tried, told, known = tried + 1, told + (low == high), known + (high <= 2)
                least = min(least, high - low + 1)
    _say(f"{weekly:g}", asked // seeds, tried, told, known, least)


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weekly", type=float, nargs="+", default=[2, 5, 14, 40])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--cells", type=int, default=20)
    parser.add_argument("--monthly", action="store_true")
    given = parser.parse_args()
    _say("a week", "a year", "counts of 1 to 4", "told", "at most 2", "values, at least")
    _say(*["---:"] * 6)
    for weekly in given.weekly:
        asyncio.run(_table(weekly, given.seeds, given.cells, monthly=given.monthly))


if __name__ == "__main__":
    main()
