"""Putting a backup in the place of the database, while no bot runs.

What was there stays beside it until somebody deletes it. Killed at any moment, either the one or
the other stands in the place, whole.
"""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import audit, schema
from bot.store.backup import is_sound
from bot.store.database import Damaged, Store, StoreUnavailable, prepare_file
from bot.store.vault import SealBroken

#: Added to a file's name: what is being made ready, and what was there before.
_READY, BEFORE = ".restoring", ".before"


class Refused(Exception):  # noqa: N818  # said as what happened
    """Nothing was changed."""


class NotHere(Refused):
    """Only a SQLite file is put back; PostgreSQL has pg_restore."""


class InUse(Refused):
    """A bot runs on this database."""


class NoBackup(Refused):
    """The file is not there, is no whole database, or none of Maraude's."""


class Newer(Refused):
    """The backup was made by a newer version of Maraude, or is an unfinished copy."""


class OtherKeys(Refused):
    """The keys that are set do not open the backup."""


class StillThere(Refused):
    """What stood there before an earlier restoration has not been deleted yet."""


async def restore(store: Store, backup: Path) -> Path | None:
    """Put a backup in the place of the database; gives where what was there is now, if anything.

    ``store`` has not been opened yet; the backup stays as it is. Raises Refused, OSError,
    sqlite3.Error.
    """
    if not store.on_sqlite or not store.url.database:
        raise NotHere
    place = Path(store.url.database)
    before = place.with_name(place.name + BEFORE)
    if before.exists():
        raise StillThere
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with store.alone() as alone:
        if not alone:
            raise InUse
        ready = await asyncio.to_thread(_make_ready, place, backup)
        try:
            await _look_at(ready, store)
            await asyncio.to_thread(_put, ready, place, before)
        finally:
            _remove(ready)
    return before if before.exists() else None


def _make_ready(place: Path, backup: Path) -> Path:
    """Copy the backup beside the place, on the same disk."""
    if not backup.is_file():
        raise NoBackup
    ready = place.with_name(place.name + _READY)
    _remove(ready)
    prepare_file(ready)
    try:
        with (
            closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(ready)) as copy,
        ):
            source.backup(copy)
    except sqlite3.DatabaseError as error:
        _remove(ready)
        raise NoBackup from error
    return ready


async def _look_at(ready: Path, store: Store) -> None:
    """Raises Refused unless it is a whole database of a known version that our keys open."""
    copy = Store(f"sqlite+aiosqlite:///{ready}", store.vault)
    try:
        version = await schema.current(copy)
        if version is None or not await is_sound(copy):
            raise NoBackup
        if version > schema.HEAD:  # the mark of an unfinished copy is beyond them all
            raise Newer
        await schema.upgrade(copy)
        async with copy.writing() as tx:
            await audit.opens(tx)
        await copy.sweep()
    except SealBroken as error:
        raise OtherKeys from error
    except (Damaged, StoreUnavailable) as error:
        raise NoBackup from error
    finally:
        await copy.close()


def _put(ready: Path, place: Path, before: Path) -> None:
    """Change the files: at each moment a whole database stands in the place."""
    _to_disk(ready)
    if place.exists():
        _empty_journal(place)
        os.link(place, before)
        for end in ("-wal", "-shm"):
            beside = place.with_name(place.name + end)
            if beside.exists():
                beside.rename(before.with_name(before.name + end))
    ready.replace(place)
    _to_disk(place.parent)


def _empty_journal(place: Path) -> None:
    # What is damaged may refuse: its journal then goes with it.
    try:
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:
        return


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(ready: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", ".lock"):
        ready.with_name(ready.name + end).unlink(missing_ok=True)
