"""A backup takes the place of a database or is refused; whatever is killed leaves one whole."""

import asyncio
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import audit, restoring
from bot.store.backup import back_up, is_sound
from bot.store.database import Damaged, Store
from bot.store.tables import people
from tests.databases import BOT, sqlite_file, vault
from tests.store.steps import somebody


@pytest.fixture
async def backup(migrated_file: Path, tmp_path: Path) -> Path:
    """A backup of a moment at which one person was known; now there are two."""
    shutil.copy(migrated_file, tmp_path / "maraude.db")
    store = Store(sqlite_file(tmp_path), vault())
    async with store.writing() as tx:
        await audit.opens(tx)
        await somebody(tx, 6001)
    await back_up(store, tmp_path / "copy.db")
    async with store.writing() as tx:
        await somebody(tx, 6002)
    await store.close()
    return tmp_path / "copy.db"


def at(folder: Path, secret: bytes = b"k" * 32) -> Store:
    """The database of a folder, not opened yet."""
    return Store(sqlite_file(folder), vault(BOT, secret))


async def known(folder: Path) -> int:
    """How many people the database of a folder knows; it must be whole."""
    store = at(folder)
    assert await is_sound(store)
    async with store.reading() as tx:
        count = len((await tx.connection.execute(select(people.c.id))).all())
    await store.close()
    return count


async def test_a_backup_takes_the_place_and_what_was_there_is_kept_beside(
    backup: Path, tmp_path: Path
) -> None:
    before = await restoring.restore(at(tmp_path), backup)
    assert before == tmp_path / "maraude.db.before"
    assert await known(tmp_path) == 1
    assert stat.S_IMODE((tmp_path / "maraude.db").stat().st_mode) == 0o600
    with closing(sqlite3.connect(before)) as old:
        assert old.execute("SELECT count(*) FROM people").fetchone() == (2,)
    with pytest.raises(restoring.StillThere):
        await restoring.restore(at(tmp_path), backup)
    assert not list(tmp_path.glob("*.restoring*"))


async def test_a_backup_is_put_where_there_is_nothing_yet(backup: Path, tmp_path: Path) -> None:
    assert await restoring.restore(at(tmp_path / "new"), backup) is None
    assert await known(tmp_path / "new") == 1


async def test_what_is_no_good_backup_is_refused_and_nothing_is_changed(
    backup: Path, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    newer, cut, empty, foreign = (tmp_path / f"{n}.db" for n in ("newer", "cut", "empty", "other"))
    newer.write_bytes(whole)
    for file, statement in (
        (newer, "UPDATE alembic_version SET version_num = '9999'"),
        (foreign, "CREATE TABLE bills (id INTEGER)"),
    ):
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(statement)
    cut.write_bytes(whole[: len(whole) // 2])
    empty.touch()
    for file in (cut, empty, foreign, tmp_path / "nowhere.db"):
        with pytest.raises(restoring.NoBackup):
            await restoring.restore(at(tmp_path), file)
    with pytest.raises(restoring.Newer):
        await restoring.restore(at(tmp_path), newer)
    with pytest.raises(restoring.OtherKeys):
        await restoring.restore(at(tmp_path, b"x" * 32), backup)
    with at(tmp_path).alone(), pytest.raises(restoring.InUse):
        await restoring.restore(at(tmp_path), backup)
    assert await known(tmp_path) == 2
    assert backup.read_bytes() == whole
    assert not list(tmp_path.glob("*.before*"))


@pytest.mark.parametrize("moment", ["link", "replace"])
async def test_killed_while_files_change_places_one_of_the_two_is_there_whole(
    backup: Path, tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    def killed(*_: object, **__: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        where = os if moment == "link" else Path
        patch.setattr(where, moment, killed)
        patch.setattr(restoring, "_remove", lambda _: None)
        with pytest.raises(KilledError):
            await restoring.restore(at(tmp_path), backup)
    assert await known(tmp_path) == 2
    (tmp_path / "maraude.db.before").unlink(missing_ok=True)
    await restoring.restore(at(tmp_path), backup)
    assert await known(tmp_path) == 1


async def test_a_damaged_database_is_called_damaged_and_can_be_replaced(
    backup: Path, tmp_path: Path
) -> None:
    file = tmp_path / "maraude.db"
    with file.open("r+b") as disk:
        disk.write(os.urandom(4096))
    damaged = at(tmp_path)
    with pytest.raises(Damaged):
        await damaged.ping()
    await damaged.close()
    await asyncio.wait_for(restoring.restore(at(tmp_path), backup), 20)
    assert await known(tmp_path) == 1
