"""SQLite without threads, but for what may wait for the disk or for another process.

A statement on an open transaction takes some tens of microseconds, less than the way to a thread
and back; so do the ways through SQLAlchemy's asyncio. Opening a file, COMMIT, ROLLBACK and, while
another process writes, BEGIN IMMEDIATE may wait, and are done by a thread, whose work is never
left half done.
"""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, QueuePool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

T = TypeVar("T")

#: Seconds between two tries to change the journal of a file that somebody else is opening.
_BETWEEN_TRIES = 0.01
#: Seconds for which a place is waited for: writers wait for each other here, in order.
_PLACE_WAIT = 60.0


class DirectEngine:
    """Connections to one file: one that writes, or some that only read."""

    def __init__(self, path: str, *, wait: float, writing: bool, size: int) -> None:
        """``wait`` is how many seconds to wait for another process's lock."""
        self.sync_engine = create_engine(
            URL.create("sqlite+pysqlite", database=path),
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=0,
            creator=partial(_open, path, wait, patient=not writing),
        )
        self._writing = writing
        self._wait = wait
        self._places = asyncio.Semaphore(size)
        self._hands = ThreadPoolExecutor(size, "sqlite")
        event.listen(self.sync_engine, "connect", harden if writing else harden_reader)
        begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        event.listen(self.sync_engine, "begin", lambda conn: conn.exec_driver_sql(begin))

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Connection]:
        """A connection in a transaction: committed at the end, undone by any exception.

        Raises DBAPIError; PoolTimeout if no place was free for a minute.
        """
        async with self._place():
            opened: list[Connection] = []
            try:
                await self._begun(opened)
                yield opened[0]
                await self._end(opened[0])
            except BaseException:
                if opened:
                    await self._off(opened[0].rollback)
                raise
            finally:
                for connection in opened:
                    connection.close()

    async def dispose(self) -> None:
        """Close what nobody uses."""
        await self._off(self.sync_engine.dispose)
        self._hands.shutdown(wait=False)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(_PLACE_WAIT):
                await self._places.acquire()
        except TimeoutError as late:
            raise PoolTimeout from late
        try:
            yield
        finally:
            self._places.release()

    async def _begun(self, opened: list[Connection]) -> None:
        def connect() -> None:
            # Noted before anything can fail: whoever waits for this closes it.
            opened.append(self.sync_engine.connect())

        pool = self.sync_engine.pool
        assert isinstance(pool, QueuePool)  # noqa: S101  # as made above
        if pool.checkedin():
            connect()
        else:
            await self._off(connect)
        try:
            opened[0].begin()
        except OperationalError as error:
            if not _is_busy(error.orig):
                raise
            # Another process writes at this moment.
            await self._off(partial(_wait_and_begin, opened[0], self._wait))

    async def _end(self, connection: Connection) -> None:
        if self._writing and connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
            await self._off(connection.commit)
        else:
            connection.commit()

    async def _off(self, work: Callable[[], T]) -> T:
        """Have a thread do what may wait; who is cancelled meanwhile still waits for its end."""
        done = asyncio.get_running_loop().run_in_executor(self._hands, work)
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait({done})
            raise


def _open(path: str, wait: float, *, patient: bool) -> sqlite3.Connection:
    """Open a file in its thread, where waiting disturbs nobody. Raises sqlite3.Error.

    Unless it is ``patient``, its transactions are told at once that another process writes.
    """
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    with contextlib.ExitStack() as in_trouble:
        in_trouble.callback(connection.close)
        _write_ahead(connection, time.monotonic() + wait)
        if not patient:
            _be_patient(connection, 0)
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
            if not _is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES)
        else:
            return


def _is_busy(error: BaseException | None) -> bool:
    """Whether another process has what was asked for."""
    # The lowest byte is the kind of error, whatever the details in the others.
    return (
        isinstance(error, sqlite3.OperationalError)
        and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    )


def _wait_and_begin(connection: Connection, wait: float) -> None:
    """Begin to write once whoever else does has ended; in a thread. Raises DBAPIError."""
    database = connection.connection.driver_connection
    assert isinstance(database, sqlite3.Connection)  # noqa: S101  # as opened above
    _be_patient(database, wait)
    try:
        connection.begin()
    finally:
        _be_patient(database, 0)


def _be_patient(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}").fetchone()


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
