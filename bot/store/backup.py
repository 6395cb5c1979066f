"""A copy of the database while the bot runs."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.store.database import Store, prepare_file


class NotHere(Exception):  # noqa: N818  # said as what happened
    """Only a SQLite file is copied here; PostgreSQL has pg_dump."""


async def back_up(store: Store, target: Path) -> None:
    """Copy the database to a new file that only its owner can read.

    Raises NotHere on PostgreSQL, FileExistsError rather than overwrite, sqlite3.Error.
    """
    source = store.url.database
    if not store.on_sqlite or not source:
        raise NotHere
    if target.exists():
        raise FileExistsError(target)
    prepare_file(target)
    await asyncio.to_thread(_copy, source, str(target))


def _copy(source: str, target: str) -> None:
    # SQLite's own online backup: consistent, also while somebody writes.
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


async def is_sound(store: Store) -> bool:
    """Whether the database is whole: SQLite's own check; on PostgreSQL, whether it answers."""
    await store.ping()
    if not store.on_sqlite:
        return True
    async with store.reading() as tx:
        checked = await tx.connection.execute(text("PRAGMA integrity_check"))
        broken = await tx.connection.execute(text("PRAGMA foreign_key_check"))
        return checked.scalar() == "ok" and broken.first() is None
