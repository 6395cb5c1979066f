"""A SQLite connection that does quick work at once instead of in a thread.

aiosqlite hands every call to a thread, three or four times per statement, which costs ten
times what SQLite itself does. Here only what may wait for the disk or for another process
(BEGIN, COMMIT, closing) goes to the thread; a statement on an open transaction takes some
tens of microseconds, less than the way there and back.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

_MAY_WAIT = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "PRAGMA")
_MAY_WAIT_METHODS = ("commit", "rollback", "close")


class DirectConnection(aiosqlite.Connection):
    """aiosqlite's connection; used by one task at a time, as SQLAlchemy's pool sees to."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        statement = args[0] if args else ""
        may_wait = isinstance(statement, str) and statement.startswith(_MAY_WAIT)
        if may_wait or getattr(fn, "__name__", "") in _MAY_WAIT_METHODS:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)


async def connect(path: str, *, wait: float) -> aiosqlite.Connection:
    """Open a database file; ``wait`` is how many seconds to wait for another process's lock."""
    opened = partial(
        sqlite3.connect, path, timeout=wait, isolation_level=None, check_same_thread=False
    )
    connection = DirectConnection(opened, iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001  # as SQLAlchemy does: it must not hold up an exit
    return await connection
