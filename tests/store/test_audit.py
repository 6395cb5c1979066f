"""The audit trail in both databases: it grows, and nothing else."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import Delete, Update, delete, text, update
from sqlalchemy.exc import DBAPIError

from bot.domain.audit import Act
from bot.domain.people import PersonId
from bot.store import audit
from bot.store.database import Store, StoreUnavailable
from bot.store.tables import audit as audit_table
from bot.store.tables import audit_ends

NOW = datetime(2026, 11, 27, 2, 14, 3, 123999, tzinfo=UTC)


async def add(store: Store, member: int) -> None:
    async with store.writing() as tx:
        await audit.add(tx, NOW, Act.LIFT_ASKED, PersonId(member), detail="vie-en-danger")


async def trail(store: Store) -> audit.Trail:
    async with store.reading() as tx:
        return await audit.verify(tx)


async def test_an_empty_trail_is_whole(store: Store) -> None:
    assert await trail(store) == audit.Trail(0, bytes(32), None)


async def test_entries_of_several_at_once_follow_each_other(store: Store) -> None:
    await asyncio.gather(*(add(store, member) for member in range(1, 9)))
    found = await trail(store)
    assert (found.count, found.broken) == (8, None)
    async with store.reading() as tx:
        newest = await audit.page(tx, None, 3)
        older = await audit.page(tx, newest[-1].entry.number, 3)
    assert [one.entry.number for one in newest] == [8, 7, 6]
    assert [one.entry.number for one in older] == [5, 4, 3]


@pytest.mark.parametrize(
    "forged", [update(audit_table).values(detail="autre"), delete(audit_table)]
)
async def test_the_database_itself_refuses_to_change_an_entry(
    store: Store, forged: Update | Delete
) -> None:
    await add(store, 1)
    with pytest.raises((DBAPIError, StoreUnavailable)) as refused:
        async with store.writing() as tx:
            await tx.connection.execute(forged)
    assert "only grows" in f"{refused.value} {refused.value.__cause__}"
    assert (await trail(store)).broken is None


async def test_whoever_gets_past_that_is_seen(store: Store) -> None:
    for member in range(1, 4):
        await add(store, member)
    off = {
        "sqlite": "DROP TRIGGER audit_stays_update",
        "postgresql": "DROP TRIGGER audit_stays ON audit",
    }
    async with store.writing() as tx:
        await tx.connection.execute(text(off[tx.dialect]))
        forged = update(audit_table).where(audit_table.c.number == 2).values(member=99)
        await tx.connection.execute(forged)
    assert (await trail(store)).broken == 2


async def test_a_trail_without_its_end_is_no_trail(store: Store) -> None:
    await add(store, 1)
    async with store.writing() as tx:
        await tx.connection.execute(delete(audit_ends))
    assert (await trail(store)).broken == 1
