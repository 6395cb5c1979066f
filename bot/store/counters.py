"""Counters, written at the moment of the event, apart from people and cases."""

import functools
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Executable, bindparam, func, select

from bot.domain.figures import SINCE_EVER, Measure
from bot.store.database import Transaction
from bot.store.tables import counters
from bot.store.upsert import insert_into


@functools.cache
def _count(dialect: str) -> Executable:
    return (
        insert_into(dialect, counters)
        .values(count=bindparam("by"))
        .on_conflict_do_update(
            index_elements=["bot_id", "day", "territory", "measure", "label"],
            set_={"count": counters.c.count + bindparam("by")},
        )
    )


#: Under this day stands the sum of all days, of the measures that are shown since the beginning.
EVER = ""


async def count(
    tx: Transaction, day: date, territory: str, measure: Measure, label: str = "", by: int = 1
) -> None:
    """Add to one counter; ``day`` is a day in the territory's time zone."""
    days = (day.isoformat(), EVER) if measure in SINCE_EVER else (day.isoformat(),)
    for one in days:
        await tx.connection.execute(
            _count(tx.dialect),
            {
                "bot_id": tx.bot_id,
                "day": one,
                "territory": territory,
                "measure": measure,
                "label": label,
                "by": by,
            },
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was counted on a day."""

    day: date
    territory: str
    measure: Measure
    label: str
    by: int


async def count_all(tx: Transaction, counts: Iterable[Count]) -> None:
    """Add to many counters at once, of measures that are not shown since the beginning."""
    rows = [
        {
            "bot_id": tx.bot_id,
            "day": one.day.isoformat(),
            "territory": one.territory,
            "measure": one.measure,
            "label": one.label,
            "by": one.by,
        }
        for one in counts
    ]
    await tx.connection.execute(_count(tx.dialect), rows)


@dataclass(frozen=True, slots=True)
class Total:
    """One sum over a period."""

    measure: Measure
    label: str
    count: int


async def total(tx: Transaction, measure: Measure, label: str) -> int:
    """The sum of one counter since the beginning. Raises ValueError if none is kept of it."""
    if measure not in SINCE_EVER:
        raise ValueError(measure)
    query = select(func.coalesce(func.sum(counters.c.count), 0)).where(
        counters.c.bot_id == tx.bot_id,
        counters.c.day == EVER,
        counters.c.measure == measure,
        counters.c.label == label,
    )
    return int((await tx.connection.execute(query)).scalar_one())


#: How long a total that many screens show may be out of date.
FRESH_FOR = timedelta(seconds=30)


@dataclass(slots=True)
class RecentTotals:
    """Totals in memory, each for a short while: summing the days of years costs time."""

    _known: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    async def of(self, label: str, now: datetime, ask: Callable[[], Awaitable[int]]) -> int:
        """The total of a label; ``ask`` looks it up where it is not known, or known for long."""
        since, count = self._known.get(label, (None, 0))
        if since is None or not timedelta(0) <= now - since < FRESH_FOR:
            count = await ask()
            self._known[label] = now, count
        return count

    def add(self, label: str) -> None:
        """One more, so that whoever adds to a total sees it move."""
        if label in self._known:
            since, count = self._known[label]
            self._known[label] = since, count + 1


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
