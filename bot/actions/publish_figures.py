"""Days and parts of years are closed: what may be told of them is worked out once, and kept.

Nothing else reads the counters for anybody's eyes (an architecture test).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.actions.close_days import close_days
from bot.actions.close_parts import close_parts
from bot.actions.context import Context
from bot.content.collection import Library
from bot.domain.breakdowns import WHOLE, figure_of
from bot.domain.disclosure import (
    PACKET,
    Figure,
    Month,
    Part,
    Quarter,
    Run,
    Share,
    add,
    packets,
    parts_told,
    run_of,
    runs,
)
from bot.domain.figures import CLOSED, Measure
from bot.domain.timers import Due
from bot.store import published
from bot.store.database import Transaction

#: A day is closed so long after its end: what was begun before midnight is counted by then.
_AFTER_MIDNIGHT = timedelta(hours=2)
#: Years of a territory that one firing closes at most: the writer is never held for long.
_AT_ONCE = 4


def last_closed(now: datetime) -> date:
    """The last day that is closed, in the time zone of ``now``."""
    return (now - _AFTER_MIDNIGHT).date() - timedelta(days=1)


async def zones(tx: Transaction, library: Library) -> list[str]:
    """The territories that are counted apart, those of earlier years included."""
    return sorted({*library.served, *await published.territories(tx)})


async def close_figures(ctx: Context, due: Due) -> None:
    """Now and then: close the day before, the parts before it, and what an upgrade left open."""
    del due
    await _decide(ctx)
    day = last_closed(ctx.now.astimezone(ctx.zone))
    await close_periods(
        ctx, [Run(day - timedelta(days=1), day)], [Quarter.of(day).before, Month.of(day).before]
    )
    await _catch_up(ctx, day)


async def _decide(ctx: Context) -> None:
    """Note how files say that the next year is told: once it has begun, they change nothing."""
    for territory in ctx.library.served.values():
        year = ctx.now.astimezone(ctx.zone).year + 1
        monthly = year in territory.monthly_breakdowns
        await published.decide(ctx.tx, territory.slug, year, monthly=monthly)


async def _catch_up(ctx: Context, last: date) -> None:
    """Close months and quarters of years in which nobody did, a few at a time."""
    left = _AT_ONCE
    known = await zones(ctx.tx, ctx.library)
    for zone in known:
        first = await published.first_counted(ctx.tx, zone)
        for year in range(first.year if first else last.year + 1, last.year + 1):
            months = [m for m in (Month(year, n) for n in range(1, 13)) if m.last <= last]
            if left and await _is_open(ctx.tx, zone, months):
                left -= 1
                quarters = [Quarter(year, n) for n in range(1, 5)]
                await _close(ctx, [zone], [run_of(m) for m in months], quarters, last)


async def _is_open(tx: Transaction, zone: str, months: Sequence[Month]) -> bool:
    days = [month.last for month in months]
    return len(await published.closed_on(tx, [zone], days)) < len(days)


async def close_periods(ctx: Context, periods: Iterable[Run], parts: Iterable[Part]) -> None:
    """See to it that all that these periods, and these parts once they are over, need is closed.

    Of a quarter or a month, what the year of each territory is told by.
    """
    last = last_closed(ctx.now.astimezone(ctx.zone))
    await _close(ctx, await zones(ctx.tx, ctx.library), periods, parts, last)


async def _close(
    ctx: Context, known: Sequence[str], periods: Iterable[Run], parts: Iterable[Part], last: date
) -> None:
    monthly = await published.monthly_years(ctx.tx, known)
    over = [part for part in dict.fromkeys(parts) if part.last <= last]
    told = {zone: parts_told(over, monthly[zone]) for zone in known}
    needed = [*periods, *map(run_of, {part for those in told.values() for part in those})]
    days = {run.until for run in needed} | {run.after for run in needed if not run.begins_the_year}
    await close_days(ctx.tx, known, [day for day in days if day <= last])
    await close_parts(ctx.tx, told)


# Reading what is closed


async def are_made_up(tx: Transaction) -> bool:
    """Whether the figures are those of a demo."""
    return await published.made_up(tx)


async def told_of_days(
    tx: Transaction, territories: Iterable[str], first: date, last: date
) -> dict[Measure, Figure]:
    """The totals of closed days; what is not closed counts for nothing."""
    where, those = list(territories), runs(first, last)
    phases = await published.phases_of(tx, where, [run.year for run in those])
    ends = {day for run in those for day in (run.after, run.until)}
    closed = await published.closed_on(tx, where, ends)
    figures: dict[Measure, list[Figure]] = {family: [] for family in CLOSED}
    for zone in where:
        for run in those:
            before = {} if run.begins_the_year else closed.get((zone, run.after), {})
            drawn = phases.get((zone, run.year), {})
            for family, total in closed.get((zone, run.until), {}).items():
                if family in drawn and family in figures:
                    filled = packets(before.get(family, 0), total, drawn[family])
                    figures[family].append(Figure(filled * PACKET))
    return {family: add(several) for family, several in figures.items() if several}


async def told_of_quarters(
    tx: Transaction, territories: Iterable[str], parts: Iterable[Part]
) -> dict[Measure, dict[str, Figure]]:
    """The breakdowns of closed quarters, or of a month, added up; all of them or none.

    Where a label of one territory or part is not told in another, it is none to four there.
    """
    where, asked = list(territories), list(parts)
    monthly = await published.monthly_years(tx, where)
    of_zone = {zone: parts_told(asked, monthly[zone]) for zone in where}
    if not all(of_zone.values()):
        return {}
    every = {part for those in of_zone.values() for part in those}
    shares = await published.shares_in(tx, where, every)
    told: dict[Measure, list[Mapping[str, Share]]] = {}
    for zone, those in of_zone.items():
        for part in those:
            for measure, labels in shares.get((zone, part), {}).items():
                told.setdefault(measure, []).append(labels)
    return {measure: _added_up(measure, tables) for measure, tables in told.items()}


def _added_up(measure: Measure, tables: Sequence[Mapping[str, Share]]) -> dict[str, Figure]:
    listed = dict.fromkeys(
        label
        for table in tables
        for label, part in table.items()
        if label != WHOLE and part.packets
    )
    return {label: add(figure_of(measure, label, table) for table in tables) for label in listed}
