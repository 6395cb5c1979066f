"""A town moves from one database to another, and back, with nothing lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update

from bot.rows.filling import fill
from bot.store import copying, schema
from bot.store.database import Store, Transaction
from bot.store.tables import cases, counters, metadata
from bot.store.tables import people as people_table
from tests.actions.test_plans import a_team
from tests.databases import PostgresServer, sqlite_file, vault
from tests.store.steps import NOW, somebody

ROWS = 2_500
_SEEN = "SELECT setval(pg_get_serial_sequence('people', 'id'), max(id)) FROM people"


@pytest.fixture(params=["to-postgresql", "to-sqlite"])
async def move(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[Store, Store]]:
    """A town that has lived, and the address of a database without tables."""
    server: PostgresServer = request.getfixturevalue("postgres")
    ends = [sqlite_file(tmp_path), server.empty()]
    if request.param == "to-sqlite":
        ends.reverse()
    source, target = (Store(url, vault()) for url in ends)
    await schema.upgrade(source)
    async with source.writing() as tx:
        _, sam = await a_team(tx)
    await fill(source, ROWS, NOW, sam.id, "val-de-lune")
    async with source.writing() as tx:
        await tx.connection.execute(insert(counters), _labels(tx))
        if not source.on_sqlite:
            # Whoever fills a table brings ids of their own, which the sequence has not seen.
            await tx.connection.execute(text(_SEEN))
    yield source, target
    for store in (source, target):
        await store.close()


def _labels(tx: Transaction) -> list[dict[str, object]]:
    """More than a batch, in whose order languages and bytes disagree."""
    words = [f"{start}-{n}" for start in ("a", "A", "é", "e", "_", "z") for n in range(500)]
    common = {"bot_id": tx.bot_id, "day": "", "territory": "all", "measure": "x", "count": 1}
    return [{**common, "label": word} for word in words]


def _silent(table: str, done: int) -> None:
    del table, done


async def _all_rows(store: Store) -> dict[str, set[tuple[object, ...]]]:
    async with store.reading() as tx:
        return {
            table.name: {tuple(row) for row in await tx.connection.execute(select(table))}
            for table in metadata.sorted_tables
        }


async def test_every_row_is_there_and_ids_go_on(move: tuple[Store, Store]) -> None:
    source, target = move
    async with source.writing() as tx:
        newest = await somebody(tx, 9001)
        await tx.connection.execute(delete(people_table).where(people_table.c.id == newest.id))
    rows = await copying.copy(source, target, _silent)
    there = await _all_rows(target)
    assert there == await _all_rows(source)
    assert rows == sum(map(len, there.values())) > 5 * ROWS
    assert await schema.current(target) == schema.HEAD
    async with target.writing() as tx:
        again = await somebody(tx, 9001)
    assert again.id > newest.id, "an old button would reach somebody else"


class KilledError(Exception):
    """The process ended here."""


def _killed_at(moment: int) -> Callable[[str, int], None]:
    told = 0

    def tell(table: str, done: int) -> None:
        nonlocal told
        told += 1
        if told == moment:
            raise KilledError(table, done)

    return tell


async def test_a_copy_that_was_killed_goes_on_and_no_bot_starts_on_half_a_town(
    move: tuple[Store, Store],
) -> None:
    source, target = move
    moment = 1
    while True:
        try:
            await copying.copy(source, target, _killed_at(moment))
        except KilledError:
            moment += 3
        else:
            break
        with pytest.raises(schema.UnfinishedCopy):
            await schema.upgrade(target)
    assert moment > 10
    assert await _all_rows(target) == await _all_rows(source)


async def test_what_changed_in_the_source_since_the_kill_is_mended(
    move: tuple[Store, Store],
) -> None:
    source, target = move
    with pytest.raises(KilledError):
        await copying.copy(source, target, _killed_at(25))
    async with source.writing() as tx:
        first = (await tx.connection.execute(select(people_table.c.id).limit(1))).scalar()
        await tx.connection.execute(delete(people_table).where(people_table.c.id == first))
        await tx.connection.execute(
            update(cases).where(cases.c.status == "taken").values(status="closed", closed_at=NOW)
        )
        await somebody(tx, 9001)
    await copying.copy(source, target, _silent)
    assert await _all_rows(target) == await _all_rows(source)


async def test_somebody_elses_database_is_left_as_it_is(move: tuple[Store, Store]) -> None:
    source, target = move
    async with target.writing() as tx:
        await tx.connection.execute(text("CREATE TABLE bills (id INTEGER)"))
    with pytest.raises(copying.Occupied):
        await copying.copy(source, target, _silent)
    async with target.writing() as tx:
        await tx.connection.execute(text("DROP TABLE bills"))
    await copying.copy(source, target, _silent)
    before = await _all_rows(target)
    with pytest.raises(copying.Occupied):
        await copying.copy(source, target, _silent)
    assert await _all_rows(target) == before


async def test_a_source_of_another_version_or_none_is_refused(move: tuple[Store, Store]) -> None:
    source, target = move
    with pytest.raises(copying.NoTown):
        await copying.copy(target, source, _silent)
    async with source.writing() as tx:
        await schema.mark(tx, "0001")
    with pytest.raises(copying.NoTown):
        await copying.copy(source, target, _silent)


async def test_whoever_writes_to_the_source_meanwhile_waits(move: tuple[Store, Store]) -> None:
    source, target = move
    await schema.upgrade(target)  # tables without a row are a place to move to
    late: list[asyncio.Task[None]] = []

    async def write() -> None:
        async with source.writing() as tx:
            await somebody(tx, 9001)

    def begin(table: str, done: int) -> None:
        if not late:
            late.append(asyncio.create_task(write()))
        assert not late[0].done(), (table, done)

    await copying.copy(source, target, begin)
    await late[0]
    assert await _all_rows(target) != await _all_rows(source)


async def test_a_database_does_not_move_to_itself(tmp_path: Path) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(store)
    again = Store(f"sqlite+aiosqlite:///{tmp_path}/../{tmp_path.name}/maraude.db", vault())
    with pytest.raises(copying.SameDatabase):
        await copying.copy(store, again, _silent)
    missing = Store(f"sqlite+aiosqlite:///{tmp_path}/nowhere.db", vault())
    with pytest.raises(copying.NoTown):
        await copying.copy(missing, store, _silent)
    assert not (tmp_path / "nowhere.db").exists()
    with store.alone(), pytest.raises(copying.InUse):
        await copying.copy(store, Store(f"sqlite+aiosqlite:///{tmp_path}/new.db", vault()), _silent)
    await store.close()
    await again.close()
