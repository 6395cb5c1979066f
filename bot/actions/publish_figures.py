"""Days and quarters are closed: what may be told of them is worked out once, and kept.

Nothing else reads the counters for anybody's eyes (an architecture test).
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.actions.context import Context
from bot.content.collection import Library
from bot.domain.disclosure import (
    LARGE_PACKET,
    PACKET,
    Figure,
    Quarter,
    Run,
    add,
    packets,
    runs,
    share,
)
from bot.domain.figures import CLOSED, FAMILIES, SENSITIVE, SHARED, TOGETHER, UNKNOWN, Measure
from bot.domain.timers import Due
from bot.store import published
from bot.store.database import Transaction
from bot.store.published import Share

#: A day is closed so long after its end: what was begun before midnight is counted by then.
_AFTER_MIDNIGHT = timedelta(hours=2)
#: Parts of the day, by their first hour.
BANDS = ((0, "night"), (7, "morning"), (12, "afternoon"), (18, "evening"))
_WHOLE = ""


def last_closed(now: datetime) -> date:
    """The last day that is closed, in the time zone of ``now``."""
    return (now - _AFTER_MIDNIGHT).date() - timedelta(days=1)


async def zones(tx: Transaction, library: Library) -> list[str]:
    """The territories that are counted apart, those of earlier years included."""
    return sorted({*library.served, *await published.territories(tx)})


async def close_figures(ctx: Context, due: Due) -> None:
    """Now and then: close the day before, and the quarter before, if they are not."""
    del due
    day = last_closed(ctx.now.astimezone(ctx.zone))
    await close_periods(ctx, [Run(day - timedelta(days=1), day)], [Quarter.of(day).before])


async def close_periods(ctx: Context, periods: Iterable[Run], quarters: Iterable[Quarter]) -> None:
    """See to it that all that these periods and closed quarters need is closed."""
    last = last_closed(ctx.now.astimezone(ctx.zone))
    closed = [quarter for quarter in dict.fromkeys(quarters) if quarter.last <= last]
    needed = [*periods, *(Run(q.first - timedelta(days=1), q.last) for q in closed)]
    days = {run.until for run in needed} | {run.after for run in needed if not run.begins_the_year}
    for zone in await zones(ctx.tx, ctx.library):
        for day in sorted(days):
            if day <= last:
                await _close_day(ctx.tx, zone, day)
        for quarter in sorted(closed):
            await _close_quarter(ctx.tx, zone, quarter)


async def _close_day(tx: Transaction, zone: str, day: date) -> None:
    known = await published.closed(tx, zone, day)
    families = [family for family in CLOSED if family not in known]
    if not families:
        return
    await _draw_phases(tx, zone, day.year)
    near = await published.around(tx, zone, day)
    begun = [family for family in families if family in near.until_then]
    totals = dict.fromkeys(families, 0)
    if near.before is not None and begun:
        counted = await published.counted(tx, zone, begun, near.before + timedelta(days=1), day)
        totals |= {f: near.until_then[f] + sum(counted[f].values()) for f in begun}
    if fresh := [family for family in families if family not in begun]:
        counted = await published.counted(tx, zone, fresh, date(day.year, 1, 1), day)
        totals |= {f: sum(counted[f].values()) for f in fresh}
    # What was counted late for a day that is closed stays untold: nothing is told twice.
    bounded = {f: min(total, near.after.get(f, total)) for f, total in totals.items()}
    await published.close(tx, zone, day, bounded)


async def _draw_phases(tx: Transaction, zone: str, year: int) -> None:
    known = await published.phases_of(tx, zone, year)
    drawn = {
        family: _number(tx, "phase", zone, family.value, year) % PACKET
        for family in CLOSED
        if family not in known
    }
    if drawn:
        await published.set_phases(tx, zone, year, drawn)


def _number(tx: Transaction, *names: object) -> int:
    """A number that only whoever has the key can work out."""
    return int.from_bytes(tx.vault.sign("\0".join(("figures", *map(str, names))))[:16], "big")


async def _close_quarter(tx: Transaction, zone: str, quarter: Quarter) -> None:
    known = await published.shares_of(tx, zone, quarter)
    missing = [measure for measure in SHARED if measure not in known]
    if not missing:
        return
    run = Run(quarter.first - timedelta(days=1), quarter.last)
    wholes = await _packets(tx, zone, run)
    counts = await published.counted(tx, zone, missing, quarter.first, quarter.last)
    owed = await _owed(tx, zone, quarter, missing)
    for measure in missing:
        family = FAMILIES.get(measure, measure)
        chance = random.Random(_number(tx, "share", zone, measure.value, quarter))  # noqa: S311
        labelled = _labelled(measure, counts[measure], await _people(tx, zone, run, family))
        told = _told(wholes[family], labelled, chance, owed[measure])
        await published.publish(tx, zone, quarter, measure, told)


def _told(
    whole: int, counts: Mapping[str, int], chance: random.Random, owed: Mapping[str, int]
) -> dict[str, Share]:
    """The shares of one breakdown; what is sensitive once together, and once in large packets.

    A label without a packet is not told: listed, it would say that somebody was counted.
    """
    apart = {label: n for label, n in counts.items() if label not in SENSITIVE}
    inside = {label: n for label, n in counts.items() if label in SENSITIVE}
    if inside:
        apart[TOGETHER] = sum(inside.values())
    given = share(whole, apart, chance, owed=owed)
    told = {_WHOLE: Share(whole, PACKET)}
    told |= {label: Share(n, PACKET) for label, n in given.items() if n}
    large = share(
        given.get(TOGETHER, 0) * PACKET // LARGE_PACKET, inside, chance, size=LARGE_PACKET
    )
    return told | {label: Share(n, LARGE_PACKET) for label, n in large.items() if n}


def _labelled(measure: Measure, counts: Mapping[str, int], people: int) -> dict[str, int]:
    """The labels as they are published; whoever has none stands under one of their own."""
    named: dict[str, int] = {}
    for label, count in counts.items():
        name = _band(label) if measure is Measure.REQUEST_HOUR else label or UNKNOWN
        named[name] = named.get(name, 0) + count
    rest = people - sum(named.values())
    if rest > 0:
        named[UNKNOWN] = named.get(UNKNOWN, 0) + rest
    return named


def _band(hour: str) -> str:
    if not hour.isdecimal():
        return UNKNOWN
    return next(name for first, name in reversed(BANDS) if int(hour) >= first)


async def _people(tx: Transaction, zone: str, run: Run, family: Measure) -> int:
    before = {} if run.begins_the_year else await published.closed(tx, zone, run.after)
    after = await published.closed(tx, zone, run.until)
    return after.get(family, 0) - before.get(family, 0)


async def _packets(tx: Transaction, zone: str, run: Run) -> dict[Measure, int]:
    """The packets that each family filled in a run whose ends are closed."""
    phases = await published.phases_of(tx, zone, run.year)
    before = {} if run.begins_the_year else await published.closed(tx, zone, run.after)
    after = await published.closed(tx, zone, run.until)
    return {
        family: packets(before.get(family, 0), after[family], phases[family])
        for family in CLOSED
        if family in after and family in phases
    }


async def _owed(
    tx: Transaction, zone: str, quarter: Quarter, measures: Iterable[Measure]
) -> dict[Measure, dict[str, int]]:
    """How many more people each label had than was told, in the quarters of the year before."""
    owed: dict[Measure, dict[str, int]] = {measure: {} for measure in measures}
    for earlier in (Quarter(quarter.year, n) for n in range(1, quarter.number)):
        told = await published.shares_of(tx, zone, earlier)
        counts = await published.counted(tx, zone, list(owed), earlier.first, earlier.last)
        for measure, labels in owed.items():
            if measure not in told:
                continue
            for label, count in _labelled(measure, counts[measure], 0).items():
                given = told[measure].get(label, Share(0, PACKET))
                labels[label] = labels.get(label, 0) + count - given.packets * given.size
    return owed


# Reading what is closed


async def are_made_up(tx: Transaction) -> bool:
    """Whether the figures are those of a demo."""
    return await published.made_up(tx)


async def told_of_days(
    tx: Transaction, territories: Iterable[str], first: date, last: date
) -> dict[Measure, Figure]:
    """The totals of closed days; what is not closed counts for nothing."""
    parts: dict[Measure, list[Figure]] = {family: [] for family in CLOSED}
    for zone in territories:
        for run in runs(first, last):
            for family, filled in (await _packets(tx, zone, run)).items():
                parts[family].append(Figure(filled * PACKET))
    return {family: add(figures) for family, figures in parts.items() if figures}


async def told_of_quarters(
    tx: Transaction, territories: Iterable[str], quarters: Iterable[Quarter]
) -> dict[Measure, dict[str, Figure]]:
    """The breakdowns of closed quarters, added up.

    Where a label of one territory or quarter is not told in another, it is none to four there.
    """
    several = list(quarters)
    told: dict[Measure, list[dict[str, Share]]] = {}
    for zone in territories:
        for quarter in several:
            for measure, labels in (await published.shares_of(tx, zone, quarter)).items():
                told.setdefault(measure, []).append(labels)
    return {measure: _added_up(tables) for measure, tables in told.items()}


def _added_up(tables: Sequence[Mapping[str, Share]]) -> dict[str, Figure]:
    listed = dict.fromkeys(
        label
        for table in tables
        for label, part in table.items()
        if label != _WHOLE and part.packets
    )
    return {label: add(_figure(label, table) for table in tables) for label in listed}


def _figure(label: str, table: Mapping[str, Share]) -> Figure:
    part = table.get(label, Share(0, LARGE_PACKET if label in SENSITIVE else PACKET))
    return Figure(part.packets * part.size, size=part.size)
