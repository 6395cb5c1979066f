"""What was published of the counters: written once, read as it was written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.domain.disclosure import Quarter
from bot.domain.figures import Measure
from bot.store.counters import EVER
from bot.store.database import Transaction
from bot.store.tables import closings, counters, phases, shares
from bot.store.upsert import insert_into


async def territories(tx: Transaction) -> set[str]:
    """Those of which anything was closed."""
    query = select(phases.c.territory).where(phases.c.bot_id == tx.bot_id).distinct()
    return set((await tx.connection.execute(query)).scalars())


async def set_phases(
    tx: Transaction, territory: str, year: int, drawn: Mapping[Measure, int]
) -> None:
    """Keep the phases of families that have none yet."""
    key = {"bot_id": tx.bot_id, "territory": territory, "year": year}
    await tx.connection.execute(
        insert_into(tx.dialect, phases).on_conflict_do_nothing(),
        [{**key, "family": family.value, "phase": phase} for family, phase in drawn.items()],
    )


async def phases_of(tx: Transaction, territory: str, year: int) -> dict[Measure, int]:
    """The phases of a territory's families."""
    query = select(phases.c.family, phases.c.phase).where(
        phases.c.bot_id == tx.bot_id, phases.c.territory == territory, phases.c.year == year
    )
    return {Measure(row.family): row.phase for row in await tx.connection.execute(query)}


async def closed(tx: Transaction, territory: str, day: date) -> dict[Measure, int]:
    """What was counted since 1 January when that day was closed, by family."""
    query = select(closings.c.family, closings.c.total).where(
        closings.c.bot_id == tx.bot_id,
        closings.c.territory == territory,
        closings.c.day == day.isoformat(),
    )
    return {Measure(row.family): row.total for row in await tx.connection.execute(query)}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The closings of a territory's year around a day; empty where there is none."""

    before: date | None
    until_then: dict[Measure, int]
    after: dict[Measure, int]


async def around(tx: Transaction, territory: str, day: date) -> Neighbours:
    """What was closed last before a day of its year, and first after it."""
    of_year = select(closings.c.day).where(
        closings.c.bot_id == tx.bot_id,
        closings.c.territory == territory,
        closings.c.day.between(f"{day.year}-01-01", f"{day.year}-12-31"),
    )
    last = of_year.where(closings.c.day < day.isoformat()).order_by(closings.c.day.desc())
    first = of_year.where(closings.c.day > day.isoformat()).order_by(closings.c.day)
    before = (await tx.connection.execute(last.limit(1))).scalar()
    after = (await tx.connection.execute(first.limit(1))).scalar()
    return Neighbours(
        date.fromisoformat(before) if before else None,
        await closed(tx, territory, date.fromisoformat(before)) if before else {},
        await closed(tx, territory, date.fromisoformat(after)) if after else {},
    )


async def close(tx: Transaction, territory: str, day: date, totals: Mapping[Measure, int]) -> None:
    """Close a day for these families, unless it is closed."""
    key = {"bot_id": tx.bot_id, "territory": territory, "day": day.isoformat()}
    await tx.connection.execute(
        insert_into(tx.dialect, closings).on_conflict_do_nothing(),
        [{**key, "family": family.value, "total": total} for family, total in totals.items()],
    )


async def counted(
    tx: Transaction, territory: str, measures: Collection[Measure], first: date, last: date
) -> dict[Measure, dict[str, int]]:
    """The counters of a territory from ``first`` to ``last``, both included, by label."""
    query = (
        select(counters.c.measure, counters.c.label, func.sum(counters.c.count).label("total"))
        .where(
            counters.c.bot_id == tx.bot_id,
            counters.c.day.between(first.isoformat(), last.isoformat()),
            counters.c.day != EVER,
            counters.c.territory == territory,
            counters.c.measure.in_(sorted(measure.value for measure in measures)),
        )
        .group_by(counters.c.measure, counters.c.label)
    )
    found: dict[Measure, dict[str, int]] = {measure: {} for measure in measures}
    for row in await tx.connection.execute(query):
        found[Measure(row.measure)][row.label] = int(row.total)
    return found


async def made_up(tx: Transaction) -> bool:
    """Whether any of what is counted was made up."""
    query = select(counters.c.count).where(
        counters.c.bot_id == tx.bot_id,
        counters.c.day == EVER,
        counters.c.measure == Measure.MADE_UP.value,
    )
    return (await tx.connection.execute(query.limit(1))).scalar() is not None


@dataclass(frozen=True, slots=True)
class Share:
    """The packets of one label, as published; ``size``: people in each."""

    packets: int
    size: int


async def shares_of(
    tx: Transaction, territory: str, quarter: Quarter
) -> dict[Measure, dict[str, Share]]:
    """What was published of a closed quarter; the label ``""`` is the whole."""
    query = (
        select(shares.c.measure, shares.c.label, shares.c.packets, shares.c.size)
        .where(
            shares.c.bot_id == tx.bot_id,
            shares.c.territory == territory,
            shares.c.year == quarter.year,
            shares.c.quarter == quarter.number,
        )
        .order_by(shares.c.measure, shares.c.label)
    )
    found: dict[Measure, dict[str, Share]] = {}
    for row in await tx.connection.execute(query):
        found.setdefault(Measure(row.measure), {})[row.label] = Share(row.packets, row.size)
    return found


async def publish(
    tx: Transaction, territory: str, quarter: Quarter, measure: Measure, told: Mapping[str, Share]
) -> None:
    """Keep the shares of a quarter, unless they are kept: two processes publish the same once."""
    whole = insert_into(tx.dialect, shares).on_conflict_do_nothing()
    key = {
        "bot_id": tx.bot_id,
        "territory": territory,
        "measure": measure.value,
        "year": quarter.year,
        "quarter": quarter.number,
    }
    rows = [
        {**key, "label": label, "packets": share.packets, "size": share.size}
        for label, share in told.items()
    ]
    # The whole first: whoever comes second finds it there, and writes nothing else.
    rows.sort(key=lambda row: str(row["label"]))
    if (await tx.connection.execute(whole, rows[0])).rowcount and rows[1:]:
        await tx.connection.execute(whole, rows[1:])
