"""A SQLite connection that does quick work at once instead of in a thread.

aiosqlite hands every call to a thread, three or four times per statement, which costs ten
times what SQLite itself does. Here only what may wait for the disk or for another process
(BEGIN, COMMIT, closing) goes to the thread; a statement on an open transaction takes some
tens of microseconds, less than the way there and back. The end of a transaction that wrote
nothing is quick too.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

_MAY_WAIT = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "PRAGMA")
_ENDINGS = ("commit", "rollback")


class DirectConnection(aiosqlite.Connection):
    """aiosqlite's connection; used by one task at a time, as SQLAlchemy's pool sees to."""

    #: Whether it may change the database: one that only reads has nothing to write at its end.
    writing = True

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        if self._may_wait(fn, args[0] if args else ""):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    def _may_wait(self, fn: Callable[..., Any], statement: object) -> bool:
        name = getattr(fn, "__name__", "")
        if name in _ENDINGS:
            return self.writing and self._conn.in_transaction
        if name == "close":
            return not isinstance(getattr(fn, "__self__", None), sqlite3.Cursor)
        return isinstance(statement, str) and statement.startswith(_MAY_WAIT)


async def connect(path: str, *, wait: float, writing: bool = True) -> aiosqlite.Connection:
    """Open a database file; ``wait`` is how many seconds to wait for another process's lock."""
    opened = partial(
        sqlite3.connect, path, timeout=wait, isolation_level=None, check_same_thread=False
    )
    connection = DirectConnection(opened, iter_chunk_size=64)
    connection.writing = writing
    connection._thread.daemon = True  # noqa: SLF001  # as SQLAlchemy does: it must not hold up an exit
    return await connection
