"""Counters, written at the moment of the event, apart from people and cases."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.domain.figures import Measure
from bot.store.database import Transaction
from bot.store.tables import counters
from bot.store.upsert import insert_into


async def count(
    tx: Transaction, day: date, territory: str, measure: Measure, label: str = "", by: int = 1
) -> None:
    """Add to one counter; ``day`` is a day in the territory's time zone."""
    await tx.connection.execute(
        insert_into(tx, counters)
        .values(
            bot_id=tx.bot_id,
            day=day.isoformat(),
            territory=territory,
            measure=measure,
            label=label,
            count=by,
        )
        .on_conflict_do_update(
            index_elements=["bot_id", "day", "territory", "measure", "label"],
            set_={"count": counters.c.count + by},
        )
    )


@dataclass(frozen=True, slots=True)
class Total:
    """One sum over a period."""

    measure: Measure
    label: str
    count: int


async def total(tx: Transaction, measure: Measure, label: str) -> int:
    """The sum of one counter since the beginning."""
    query = select(func.coalesce(func.sum(counters.c.count), 0)).where(
        counters.c.bot_id == tx.bot_id, counters.c.measure == measure, counters.c.label == label
    )
    return int((await tx.connection.execute(query)).scalar_one())


async def totals(tx: Transaction, first: date, last: date) -> list[Total]:
    """Sums per measure and label from ``first`` to ``last``, both included."""
    query = (
        select(counters.c.measure, counters.c.label, func.sum(counters.c.count).label("total"))
        .where(
            counters.c.bot_id == tx.bot_id,
            counters.c.day.between(first.isoformat(), last.isoformat()),
        )
        .group_by(counters.c.measure, counters.c.label)
        .order_by(counters.c.measure, counters.c.label)
    )
    rows = await tx.connection.execute(query)
    return [Total(Measure(row.measure), row.label, int(row.total)) for row in rows]
