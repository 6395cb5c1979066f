"""What acts cost does not grow with the tables: counted in steps, not timed, so never by chance.

The same story goes through every action in a small and in a crowded database. What a statement
costs in the crowded one may be twice what it costs in the small one, and no more.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.rows.counting import Steps, counted
from bot.rows.filling import fill
from bot.store import claims, queue, schema, takeover, timers
from bot.store.database import Store, Transaction
from bot.store.parcels import Lane
from tests.actions.test_plans import a_team, every_act
from tests.databases import sqlite_file, vault
from tests.store.steps import NOW

SMALL, CROWDED = 1_000, 100_000
#: Steps that are nothing: a few rows more or less, a deeper index; some tens of microseconds.
NOTHING = 500


@dataclass
class Watched:
    """A database whose statements are counted."""

    store: Store
    steps: Steps = field(default_factory=Steps)

    def writing(self) -> AbstractAsyncContextManager[Transaction]:
        return counted(self.store, self.steps)


@asynccontextmanager
async def _lived_in(folder: Path, rows: int) -> AsyncIterator[Watched]:
    """A database with so many rows, after the story."""
    folder.mkdir()
    store = Store(sqlite_file(folder), vault())
    await schema.upgrade(store)
    async with store.writing() as tx:
        _, sam = await a_team(tx)
    last = await fill(store, rows, NOW, sam.id, "val-de-lune")
    watched = Watched(store)
    await every_act(watched, sam.id)
    async with watched.writing() as tx:
        assert await queue.place(tx, last), "the last one waits"
        await timers.release_all(tx)
        await takeover.release_all(tx)
        await takeover.bury_all(tx, NOW)
        for _ in range(2):
            await claims.claim(tx, Lane.NORMAL, 9, NOW, 128)
        assert await claims.claim(tx, Lane.NORMAL, 9, NOW, 128) == [], "nothing is due"
    yield watched
    await store.close()


@pytest.mark.timeout(240)
async def test_no_statement_costs_more_in_a_crowded_database(tmp_path: Path) -> None:
    async with (
        _lived_in(tmp_path / "small", SMALL) as small,
        _lived_in(tmp_path / "crowded", CROWDED) as crowded,
    ):
        before, after = small.steps.dearest, crowded.steps.dearest
    grown = {
        statement: (before.get(statement, 0), cost)
        for statement, cost in after.items()
        if cost > max(2 * before.get(statement, 0), NOTHING)
    }
    assert not grown, "\n".join(f"{was} to {now}: {one}" for one, (was, now) in grown.items())
    assert len(after) > 100, "the story goes through every action"


async def test_the_count_sees_a_statement_that_reads_everything(tmp_path: Path) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(store)
    async with store.writing() as tx:
        _, sam = await a_team(tx)
    await fill(store, SMALL, NOW, sam.id, "val-de-lune")
    watched = Watched(store)
    async with watched.writing() as tx:
        await tx.connection.execute(text("SELECT count(*) FROM messages WHERE state = 'x'"))
    assert watched.steps.sum > SMALL
    await store.close()
