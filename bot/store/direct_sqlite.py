"""A SQLite connection that does quick work at once instead of in a thread.

aiosqlite hands every call to a thread, three or four times per statement, which costs ten
times what SQLite itself does. Here only what may wait for the disk or for another process
(BEGIN, COMMIT, closing) goes to the thread; a statement on an open transaction takes some
tens of microseconds, less than the way there and back. The end of a transaction that wrote
nothing is quick too.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

_MAY_WAIT = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "PRAGMA")
_ENDINGS = ("commit", "rollback")
#: Seconds between two tries to change the journal of a file that somebody else is opening.
_BETWEEN_TRIES = 0.01


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
    connection = DirectConnection(partial(_open, path, wait), iter_chunk_size=64)
    connection.writing = writing
    connection._thread.daemon = True  # noqa: SLF001  # as SQLAlchemy does: it must not hold up an exit
    return await connection


def _open(path: str, wait: float) -> sqlite3.Connection:
    """Open a file in its thread, where waiting disturbs nobody. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    with contextlib.ExitStack() as in_trouble:
        in_trouble.callback(connection.close)
        _write_ahead(connection, time.monotonic() + wait)
        in_trouble.pop_all()
    return connection


def _write_ahead(connection: sqlite3.Connection, until: float) -> None:
    """Switch the file's journal to write-ahead, until a moment of the monotonic clock.

    SQLite waits for locks by itself, but not here: of two who switch a new file at once, each
    reads it and wants it alone, so that one is told at once that it is busy.
    """
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            # The lowest byte is the kind of error, whatever the details in the others.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES)
        else:
            return


def harden(connection: Any, record: object) -> None:
    """Make a new connection durable and careful, as SQLAlchemy announces it."""
    del record
    _set(
        connection,
        "synchronous = FULL",  # durable across power loss
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",  # no temporary file holds a row
    )


def harden_reader(connection: Any, record: object) -> None:
    """The same for one that only reads."""
    harden(connection, record)
    _set(connection, "query_only = ON")


def _set(connection: Any, *pragmas: str) -> None:
    cursor = connection.cursor()
    try:
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
    except Exception:
        # Not a database, or a locked one: nobody else would end this connection's thread.
        connection.close()
        raise
    cursor.close()
