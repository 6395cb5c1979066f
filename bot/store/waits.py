"""How long people waited: counts, apart from cases and people, for what is told of waiting."""

import functools
from collections.abc import Collection
from datetime import date

from sqlalchemy import Executable, delete, func, select, tuple_

from bot.domain.danger import Danger
from bot.store.database import Transaction
from bot.store.tables import waits
from bot.store.upsert import insert_into

#: So many rows leave in one transaction.
BATCH = 500


@functools.cache
def _note(dialect: str) -> Executable:
    return (
        insert_into(dialect, waits)
        .values(count=1)
        .on_conflict_do_update(
            index_elements=["bot_id", "territory", "danger", "day", "hour", "minutes"],
            set_={"count": waits.c.count + 1},
        )
    )


async def note(
    tx: Transaction, territory: str, danger: Danger, day: date, hour: int, minutes: int
) -> None:
    """Count one wait that is over; ``day`` and ``hour``: when it began, there."""
    await tx.connection.execute(
        _note(tx.dialect),
        {
            "bot_id": tx.bot_id,
            "territory": territory,
            "danger": int(danger),
            "day": day.isoformat(),
            "hour": hour,
            "minutes": minutes,
        },
    )


async def seen(
    tx: Transaction,
    territory: str,
    danger: Danger,
    since: date,
    hours: Collection[int] | None = None,
) -> dict[int, int]:
    """How often each length was seen since a day; ``hours``: only of waits that began then."""
    query = (
        select(waits.c.minutes, func.sum(waits.c.count).label("often"))
        .where(
            waits.c.bot_id == tx.bot_id,
            waits.c.territory == territory,
            waits.c.danger == int(danger),
            waits.c.day >= since.isoformat(),
        )
        .group_by(waits.c.minutes)
    )
    if hours is not None:
        query = query.where(waits.c.hour.in_(sorted(hours)))
    return {row.minutes: int(row.often) for row in await tx.connection.execute(query)}


async def purge(tx: Transaction, before: date, limit: int = BATCH) -> int:
    """Delete what is too old to tell anything; returns how many rows, ``limit`` at most."""
    key = tuple_(*waits.primary_key)
    old = (
        select(*waits.primary_key)
        .where(waits.c.bot_id == tx.bot_id, waits.c.day < before.isoformat())
        .limit(limit)
    )
    return (await tx.connection.execute(delete(waits).where(key.in_(old)))).rowcount
