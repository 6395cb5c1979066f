"""What was published of the counters: written once, read as it was written.

Whatever can be asked of many territories and days at once is: each answer is one query.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, insert, select

from bot.domain.disclosure import Month, Part, Run, Share
from bot.domain.figures import CLOSED, SHARED, Measure
from bot.store.counters import EVER
from bot.store.database import Transaction
from bot.store.tables import cadences, closings, counters, phases, shares
from bot.store.upsert import insert_into

#: The months of a year are kept as parts from here on, beside quarters, which are 1 to 4.
_MONTHS = 100
#: A name, so that PostgreSQL sees that what is grouped by is what is read.
_STRETCH = "stretch"

Labels = dict[str, int]
Told = dict[Measure, dict[str, Share]]


async def territories(tx: Transaction) -> set[str]:
    """Those of which anything was closed."""
    query = select(phases.c.territory).where(phases.c.bot_id == tx.bot_id).distinct()
    return set((await tx.connection.execute(query)).scalars())


# How a year is told


async def decide(tx: Transaction, territory: str, year: int, *, monthly: bool) -> None:
    """Note how a year will be told, unless anything of it is told: then it stays as it was."""
    begun = exists().where(
        phases.c.bot_id == tx.bot_id, phases.c.territory == territory, phases.c.year == year
    )
    if (await tx.connection.execute(select(begun))).scalar():
        return
    values = {"bot_id": tx.bot_id, "territory": territory, "year": year, "monthly": monthly}
    added = insert_into(tx.dialect, cadences).values(values)
    await tx.connection.execute(
        added.on_conflict_do_update(
            index_elements=["bot_id", "territory", "year"], set_={"monthly": monthly}
        )
    )


async def monthly_years(tx: Transaction, zones: Collection[str]) -> dict[str, set[int]]:
    """The years of which each territory is told by month."""
    query = select(cadences.c.territory, cadences.c.year).where(
        cadences.c.bot_id == tx.bot_id,
        cadences.c.territory.in_(sorted(zones)),
        cadences.c.monthly.is_(True),
    )
    found: dict[str, set[int]] = {zone: set() for zone in zones}
    for row in await tx.connection.execute(query):
        found[row.territory].add(row.year)
    return found


# Phases


async def set_phases(tx: Transaction, year: int, drawn: Mapping[tuple[str, Measure], int]) -> None:
    """Keep the phases of families that have none yet."""
    if drawn:
        await tx.connection.execute(
            insert_into(tx.dialect, phases).on_conflict_do_nothing(),
            [
                {
                    "bot_id": tx.bot_id,
                    "territory": zone,
                    "family": family.value,
                    "year": year,
                    "phase": phase,
                }
                for (zone, family), phase in drawn.items()
            ],
        )


async def phases_of(
    tx: Transaction, zones: Collection[str], years: Collection[int]
) -> dict[tuple[str, int], dict[Measure, int]]:
    """The phases of territories' families, by territory and year."""
    query = select(phases.c.territory, phases.c.year, phases.c.family, phases.c.phase).where(
        phases.c.bot_id == tx.bot_id,
        phases.c.territory.in_(sorted(zones)),
        phases.c.year.in_(sorted(years)),
    )
    found: dict[tuple[str, int], dict[Measure, int]] = {}
    for row in await tx.connection.execute(query):
        found.setdefault((row.territory, row.year), {})[Measure(row.family)] = row.phase
    return found


# Closed days


async def closed_on(
    tx: Transaction, zones: Collection[str], days: Collection[date]
) -> dict[tuple[str, date], dict[Measure, int]]:
    """What was counted since 1 January when each of these days was closed, by family."""
    query = select(closings.c.territory, closings.c.day, closings.c.family, closings.c.total).where(
        closings.c.bot_id == tx.bot_id,
        closings.c.territory.in_(sorted(zones)),
        closings.c.day.in_(sorted(day.isoformat() for day in days)),
    )
    found: dict[tuple[str, date], dict[Measure, int]] = {}
    for row in await tx.connection.execute(query):
        key = row.territory, date.fromisoformat(row.day)
        found.setdefault(key, {})[Measure(row.family)] = row.total
    return found


async def days_closed(tx: Transaction, zones: Collection[str], year: int) -> dict[str, list[date]]:
    """The days of a year that each territory closed, for any family, in their order."""
    query = (
        select(closings.c.territory, closings.c.day)
        .where(
            closings.c.bot_id == tx.bot_id,
            closings.c.territory.in_(sorted(zones)),
            closings.c.day.between(f"{year}-01-01", f"{year}-12-31"),
        )
        .distinct()
    )
    found: dict[str, list[date]] = {zone: [] for zone in zones}
    for row in await tx.connection.execute(query):
        found[row.territory].append(date.fromisoformat(row.day))
    return {zone: sorted(days) for zone, days in found.items()}


async def close(tx: Transaction, totals: Mapping[tuple[str, date], Mapping[Measure, int]]) -> None:
    """Close days of territories for these families, unless they are closed."""
    rows = [
        {
            "bot_id": tx.bot_id,
            "territory": zone,
            "day": day.isoformat(),
            "family": family.value,
            "total": total,
        }
        for (zone, day), by_family in totals.items()
        for family, total in by_family.items()
    ]
    if rows:
        await tx.connection.execute(
            insert_into(tx.dialect, closings).on_conflict_do_nothing(), rows
        )


async def first_counted(tx: Transaction, zone: str) -> date | None:
    """The first day of which anything was counted that is closed day by day."""
    days = []
    for measure in CLOSED:
        query = select(func.min(counters.c.day)).where(
            *_counted(tx, [zone], [measure]), counters.c.day > EVER
        )
        days.append((await tx.connection.execute(query)).scalar())
    return min((date.fromisoformat(day) for day in days if day), default=None)


# Counters


async def sums(
    tx: Transaction, zones: Collection[str], measures: Collection[Measure], stretches: Sequence[Run]
) -> dict[tuple[str, Run], dict[Measure, int]]:
    """What each territory counted in each of these stretches of days, which never overlap."""
    which = _which(stretches)
    query = (
        select(counters.c.territory, counters.c.measure, which, func.sum(counters.c.count))
        .where(*_counted(tx, zones, measures), _within(stretches))
        .group_by(counters.c.territory, counters.c.measure, _STRETCH)
    )
    found: dict[tuple[str, Run], dict[Measure, int]] = {}
    for zone, measure, stretch, total in await tx.connection.execute(query):
        if stretch is not None:
            found.setdefault((zone, stretches[stretch]), {})[Measure(measure)] = int(total)
    return found


async def labels(
    tx: Transaction, zones: Collection[str], measures: Collection[Measure], stretches: Sequence[Run]
) -> dict[tuple[str, Run], dict[Measure, Labels]]:
    """The same, label by label."""
    which = _which(stretches)
    columns = (counters.c.territory, counters.c.measure, counters.c.label, which)
    query = (
        select(*columns, func.sum(counters.c.count))
        .where(*_counted(tx, zones, measures), _within(stretches))
        .group_by(*columns[:-1], _STRETCH)
    )
    found: dict[tuple[str, Run], dict[Measure, Labels]] = {}
    for zone, measure, label, stretch, total in await tx.connection.execute(query):
        if stretch is not None:
            of_stretch = found.setdefault((zone, stretches[stretch]), {})
            of_stretch.setdefault(Measure(measure), {})[label] = int(total)
    return found


def _counted(
    tx: Transaction, zones: Collection[str], measures: Collection[Measure]
) -> tuple[ColumnElement[bool], ...]:
    return (
        counters.c.bot_id == tx.bot_id,
        counters.c.territory.in_(sorted(zones)),
        counters.c.measure.in_(sorted(measure.value for measure in measures)),
    )


def _within(stretches: Sequence[Run]) -> ColumnElement[bool]:
    after = min(run.after for run in stretches)
    until = max(run.until for run in stretches)
    return and_(counters.c.day > after.isoformat(), counters.c.day <= until.isoformat())


def _which(stretches: Sequence[Run]) -> ColumnElement[int | None]:
    """The number of the stretch that a day is in; null between them."""
    day = counters.c.day
    return case(
        *(
            (and_(day > run.after.isoformat(), day <= run.until.isoformat()), number)
            for number, run in enumerate(stretches)
        ),
        else_=None,
    ).label(_STRETCH)


async def made_up(tx: Transaction) -> bool:
    """Whether any of what is counted was made up."""
    query = select(counters.c.count).where(
        counters.c.bot_id == tx.bot_id,
        counters.c.day == EVER,
        counters.c.measure == Measure.MADE_UP.value,
    )
    return (await tx.connection.execute(query.limit(1))).scalar() is not None


# Shares


@dataclass(frozen=True, slots=True)
class Publication:
    """The breakdowns of a territory in a closed part of a year."""

    territory: str
    part: Part
    told: Mapping[Measure, Mapping[str, Share]]


async def shares_in(
    tx: Transaction, zones: Collection[str], parts: Iterable[Part]
) -> dict[tuple[str, Part], Told]:
    """What was published of closed parts; the label ``""`` is the whole."""
    wanted = {(part.year, _number(part)): part for part in parts}
    query = (
        select(shares)
        .where(
            shares.c.bot_id == tx.bot_id,
            shares.c.territory.in_(sorted(zones)),
            shares.c.measure.in_(sorted(measure.value for measure in SHARED)),
            shares.c.year.in_(sorted({year for year, _ in wanted})),
            shares.c.part.in_(sorted({number for _, number in wanted})),
        )
        .order_by(shares.c.measure, shares.c.label)
    )
    found: dict[tuple[str, Part], Told] = {}
    for row in await tx.connection.execute(query):
        part = wanted.get((row.year, row.part))
        if part is not None:
            told = found.setdefault((row.territory, part), {})
            told.setdefault(Measure(row.measure), {})[row.label] = Share(row.packets, row.size)
    return found


async def publish(tx: Transaction, publications: Sequence[Publication]) -> None:
    """Keep the shares of parts, unless they are kept: two processes publish the same once."""
    rows = {
        (*key, label): {
            **_row(tx, one, measure),
            "label": label,
            "packets": share.packets,
            "size": share.size,
        }
        for one in publications
        for measure, told in one.told.items()
        for key in [(one.territory, one.part.year, _number(one.part), measure.value)]
        for label, share in told.items()
    }
    wholes = [row for key, row in rows.items() if not key[-1]]
    if not wholes:
        return
    # The whole first: whoever comes second finds it there, and writes nothing else.
    added = await tx.connection.execute(
        insert_into(tx.dialect, shares)
        .on_conflict_do_nothing()
        .returning(shares.c.territory, shares.c.year, shares.c.part, shares.c.measure),
        wholes,
    )
    mine = {tuple(row) for row in added}
    parts = [row for key, row in rows.items() if key[-1] and key[:-1] in mine]
    if parts:
        await tx.connection.execute(insert(shares), parts)


def _row(tx: Transaction, one: Publication, measure: Measure) -> dict[str, object]:
    return {
        "bot_id": tx.bot_id,
        "territory": one.territory,
        "measure": measure.value,
        "year": one.part.year,
        "part": _number(one.part),
    }


def _number(part: Part) -> int:
    return part.number + (_MONTHS if isinstance(part, Month) else 0)
