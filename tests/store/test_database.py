"""Transactions, files, and what happens when the database is not there."""

import asyncio
import resource
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.cases import Status
from bot.domain.people import CaseId, Person, PersonId
from bot.store import cases, people, schema
from bot.store.database import Store, StoreUnavailable, Transaction, tighten
from tests.databases import migrate, sqlite_file, vault
from tests.store.steps import NOW, a_case, a_worker, somebody

MARKER = "MARQUEUR-a-retrouver"


async def _team_and_case(store: Store) -> tuple[list[Person], CaseId]:
    async with store.writing() as tx:
        workers = [await a_worker(tx, 7001 + n) for n in range(4)]
        return workers, await a_case(tx)


async def _takes(store: Store, case_id: CaseId, worker: Person) -> bool:
    async with store.writing() as tx:
        return await cases.take(tx, case_id, worker.id, NOW)


async def _read_then_take(store: Store, case_id: CaseId, worker: Person) -> bool:
    """The careless way, that only BEGIN IMMEDIATE makes safe on SQLite."""
    async with store.writing() as tx:
        case = await cases.get(tx, case_id)
        assert case is not None
        await asyncio.sleep(0)
        return case.status is Status.WAITING and await cases.take(tx, case_id, worker.id, NOW)


async def test_of_four_workers_at_once_exactly_one_takes_the_case(store: Store) -> None:
    workers, case_id = await _team_and_case(store)
    won = await asyncio.gather(*(_takes(store, case_id, one) for one in workers))
    assert sorted(won) == [False, False, False, True]
    async with store.reading() as tx:
        case = await cases.get(tx, case_id)
    assert case is not None
    assert case.worker_id == workers[won.index(True)].id


async def test_of_four_workers_on_two_processes_exactly_one_takes_the_case(
    store: Store, another_store: Store
) -> None:
    workers, case_id = await _team_and_case(store)
    places = [store, another_store, store, another_store]
    won = await asyncio.gather(
        *(_read_then_take(place, case_id, one) for place, one in zip(places, workers, strict=True))
    )
    assert sorted(won) == [False, False, False, True]


async def test_no_update_of_four_at_once_is_lost_on_sqlite(tmp_path: Path) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    async with store.writing() as tx:
        await tx.connection.execute(text("CREATE TABLE tally (n INTEGER)"))
        await tx.connection.execute(text("INSERT INTO tally VALUES (0)"))

    async def add_one(place: Store) -> None:
        async with place.writing() as tx:
            n = (await tx.connection.execute(text("SELECT n FROM tally"))).scalar_one()
            await tx.connection.execute(text("UPDATE tally SET n = :n"), {"n": n + 1})

    other = Store(sqlite_file(tmp_path), vault())
    await asyncio.gather(*(add_one(place) for place in (store, other, store, other)))
    async with store.reading() as tx:
        assert (await tx.connection.execute(text("SELECT n FROM tally"))).scalar_one() == 4
    await other.close()
    await store.close()


async def test_an_error_rolls_everything_back(store: Store) -> None:
    async def half(tx: Transaction) -> None:
        await somebody(tx)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        async with store.writing() as tx:
            await half(tx)
    async with store.reading() as tx:
        assert await people.find(tx, 5001) is None


async def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    async with store.writing() as writing:
        await somebody(writing)
        async with store.reading() as reading:
            assert await people.find(reading, 5001) is None
    async with store.reading() as reading:
        assert await people.find(reading, 5001) is not None


async def test_two_meetings_of_the_same_person_at_once_give_one_person(
    store: Store, another_store: Store
) -> None:
    async def meets(place: Store, name: str) -> PersonId:
        async with place.writing() as tx:
            return (await people.add(tx, 5001, [name], NOW)).id

    first, second = await asyncio.gather(meets(store, "Loutre"), meets(another_store, "Renard"))
    assert first == second


async def test_a_database_without_tables_is_not_ready(empty_url: str) -> None:
    store = Store(empty_url, vault())
    with pytest.raises(StoreUnavailable):
        async with store.writing() as tx:
            await people.find(tx, 5001)
    await store.close()


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    store = Store("postgresql+asyncpg://nobody@127.0.0.1:1/nothing", vault())
    with pytest.raises(StoreUnavailable):
        await store.ping()
    await store.close()


async def test_a_folder_that_cannot_be_used_is_an_unavailable_database(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    store = Store(sqlite_file(tmp_path / "data"), vault())
    with pytest.raises(StoreUnavailable):
        async with store.writing() as tx:
            await somebody(tx)
    with pytest.raises(StoreUnavailable):
        await store.ping()
    await store.close()


async def test_a_file_that_is_no_database_is_an_unavailable_database(tmp_path: Path) -> None:
    (tmp_path / "maraude.db").write_bytes(b"this is not a database" * 500)
    store = Store(sqlite_file(tmp_path), vault())
    with pytest.raises(StoreUnavailable):
        await store.ping()
    await store.close()


async def test_a_database_locked_for_too_long_is_unavailable_then_works(tmp_path: Path) -> None:
    await migrate(sqlite_file(tmp_path))
    store = Store(sqlite_file(tmp_path) + "?timeout=0.1", vault())
    async with store.writing() as tx:
        await tx.connection.execute(text("PRAGMA busy_timeout = 50"))
    other = sqlite3.connect(tmp_path / "maraude.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        async with store.writing() as tx:
            await somebody(tx)
    other.execute("ROLLBACK")
    other.close()
    async with store.writing() as tx:
        await somebody(tx)
    await store.close()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_only_its_owner_can_read_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = Store(sqlite_file(folder), vault())
    await schema.upgrade(store)
    async with store.writing() as tx:
        await somebody(tx)
    assert _mode(folder) == 0o700
    assert {_mode(folder / f"maraude.db{end}") for end in ("", "-wal", "-shm")} == {0o600}
    await store.close()


async def test_only_its_owner_can_read_a_file_that_is_first_only_asked_for(tmp_path: Path) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    await store.ping()
    assert _mode(tmp_path / "maraude.db") == 0o600
    await store.close()


async def test_the_file_is_durable_and_hardened(tmp_path: Path) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    found = {}
    async with store.writing() as tx:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            result = await tx.connection.execute(text(f"PRAGMA {pragma}"))
            found[pragma] = result.scalar_one()
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
    }  # fmt: skip
    await store.close()


async def test_whoever_opens_a_new_file_at_the_same_time_as_others_opens_it(
    tmp_path: Path,
) -> None:
    """SQLite tells one of two who switch its journal that it is busy, and does not wait."""
    for number in range(20):
        stores = [Store(sqlite_file(tmp_path / str(number)), vault()) for _ in range(6)]
        await asyncio.gather(*(store.ping() for store in stores))
        for store in stores:
            await store.close()


async def test_a_reader_cannot_write(tmp_path: Path) -> None:
    await migrate(sqlite_file(tmp_path))
    store = Store(sqlite_file(tmp_path), vault())
    with pytest.raises(StoreUnavailable):
        async with store.reading() as tx:
            await somebody(tx)
    await store.close()


def _found_in_files(folder: Path) -> bool:
    return any(MARKER.encode() in file.read_bytes() for file in folder.iterdir())


async def test_deleted_rows_leave_no_trace_in_any_file(tmp_path: Path) -> None:
    await migrate(sqlite_file(tmp_path))
    store = Store(sqlite_file(tmp_path), vault())
    async with store.writing() as tx:
        person = await somebody(tx, pseudonym=MARKER)
        others = [await somebody(tx, 6000 + n) for n in range(50)]
    assert _found_in_files(tmp_path)
    async with store.writing() as tx:
        for one in (person, *others):
            await people.remove(tx, one.id)
    await store.sweep()
    assert not _found_in_files(tmp_path)
    await store.close()


async def test_the_place_of_the_only_process_is_given_once(tmp_path: Path) -> None:
    one, other = (Store(sqlite_file(tmp_path), vault()) for _ in range(2))
    with one.alone() as first, other.alone() as second:
        assert (first, second) == (True, False)
    with other.alone() as later:
        assert later


def test_on_postgresql_no_process_is_alone() -> None:
    with Store("postgresql+asyncpg://localhost/x", vault()).alone() as alone:
        assert not alone


def _reads_on(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that reads the file and does not end: a backup, or an operator's prompt."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN');"
        "c.execute('SELECT count(*) FROM people').fetchall(); print(flush=True); sys.stdin.read()"
    )
    return subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", code, str(folder / "maraude.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


async def test_a_reader_in_another_process_delays_the_sweep_and_nobody_else(
    tmp_path: Path,
) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(store)
    with _reads_on(tmp_path) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        await asyncio.to_thread(other.stdout.readline)
        async with store.writing() as tx:
            await somebody(tx, 9001)
        sweep = asyncio.create_task(store.sweep())
        written = 0
        while not sweep.done():
            # Each of these would wait for as long as the other process reads.
            async with store.writing() as tx:
                await somebody(tx, 9100 + written)
            written += 1
        assert written > 1
        assert await sweep is False
        other.stdin.close()
    assert await store.sweep()
    assert (tmp_path / "maraude.db-wal").stat().st_size == 0
    await store.close()


async def test_a_full_disk_in_the_sweep_is_an_unavailable_database(tmp_path: Path) -> None:
    store = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(store)
    async with store.writing() as tx:
        for n in range(200):
            await somebody(tx, 5000 + n)
    size = (tmp_path / "maraude.db").stat().st_size
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        with pytest.raises(StoreUnavailable):
            await store.sweep()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, most))
    assert await store.sweep()
    await store.close()


@pytest.mark.parametrize("mode", [0o644, 0o666, 0o640])
async def test_files_that_others_could_read_are_tightened(tmp_path: Path, mode: int) -> None:
    await migrate(sqlite_file(tmp_path))
    names = [f"maraude.db{end}" for end in ("", "-wal", "-shm", ".lock")]
    for name in names:
        (tmp_path / name).touch()
        (tmp_path / name).chmod(mode)
    store = Store(sqlite_file(tmp_path), vault())
    await store.ping()
    with store.alone():
        assert {_mode(tmp_path / name) for name in names} == {0o600}
    await store.close()


async def test_a_file_that_its_owner_may_only_read_gains_nothing(tmp_path: Path) -> None:
    file = tmp_path / "maraude.db"
    file.touch()
    file.chmod(0o444)
    tighten(file)
    assert _mode(file) == 0o400


async def test_the_lock_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    with Store(sqlite_file(tmp_path), vault()).alone():
        assert _mode(tmp_path / "maraude.db.lock") == 0o600
