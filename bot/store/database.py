"""Connections and transactions, on SQLite and on PostgreSQL.

On SQLite there is one writing connection, so writers queue in order inside the process,
and each write transaction begins with BEGIN IMMEDIATE: with the drivers' defaults, four
simultaneous read-then-update transactions all reported success and three were lost.
"""

import asyncio
import contextlib
import fcntl
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog
from sqlalchemy import Insert, Row, Update, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import NullPool

from bot.domain.replicas import Replica
from bot.store.connections import Connection, Direct, Remote
from bot.store.direct_sqlite import DirectEngine
from bot.store.pending import OPTION, Pending, write_in_time
from bot.store.tables import know_postgresql
from bot.store.vault import Vault

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = structlog.get_logger()

#: Seconds to wait for another process that writes to the same SQLite file.
_LOCK_WAIT = 10.0
#: How the address of a database begins.
_KNOWN = ("sqlite+aiosqlite://", "postgresql+asyncpg://")
#: Who reads a SQLite file at the same time.
_READERS = 3
#: The journal is emptied when nobody is in the way: tries, and seconds between them.
_SWEEPS = 20
_BETWEEN_SWEEPS = 0.05
_PRIVATE = 0o600
#: What stands beside a SQLite file.
_BESIDE = ("-wal", "-shm", "-journal", ".lock")
#: A row as it comes out of the database; each query file turns it into a value at once.
AnyRow: TypeAlias = Row[*tuple[Any, ...]]


class StoreUnavailable(Exception):  # noqa: N818  # said as what happened
    """The database does not answer; nothing was changed."""


class Damaged(StoreUnavailable):
    """The file is no database, or parts of it are broken: it must be restored."""


class Clash(Exception):  # noqa: N818  # said as what happened
    """Two transactions stood in each other's way and this one was undone: it may be tried again."""


#: PostgreSQL's code for a table that is not there.
_NO_SUCH_TABLE = "42P01"
#: PostgreSQL's codes for a deadlock, and for changes that cannot be put one after the other.
_CLASHES = frozenset({"40P01", "40001"})


@dataclass(slots=True)
class Place:
    """Which of several processes on one database this is, and who else lives."""

    #: 0: it shares the database with nobody, or has no place among the others yet.
    number: int = 0
    others: tuple[Replica, ...] = ()


@dataclass(slots=True)
class Transaction:
    """One transaction: its connection, and the keys that open what it reads."""

    connection: Connection
    vault: Vault
    place: Place = field(default_factory=Place)
    #: The lanes in which this transaction put something to send.
    announced: set[int] = field(default_factory=set)
    #: The updates that this transaction notes as handled.
    noted: set[int] = field(default_factory=set)
    #: Claims that this transaction saw to hold (store.settling); None when it must look again.
    held: set[tuple[int, int]] | None = None
    #: What this transaction counted of somebody, as marks (actions.counted_today).
    counted: set[int] = field(default_factory=set)
    #: What memory learns once this is committed, and not before.
    once_committed: list[Callable[[], None]] = field(default_factory=list)
    _pending: Pending = field(default_factory=Pending)

    def __post_init__(self) -> None:
        """Let the connection know what waits: it is this transaction's until the next begins."""
        self.connection.sync.info[OPTION] = self._pending

    def later(self, statement: Insert | Update, **values: object) -> None:
        """Write together with others of the same statement, in time for whatever could see it."""
        self._pending.add(statement, values)

    async def flush(self) -> None:
        """Write what still waits: the end of the transaction does, and nobody else needs to."""
        if self._pending:
            await self.connection.run_sync(self._pending.write)

    def forget(self) -> None:
        """Drop what still waits: the transaction is over."""
        self._pending.drop()

    @property
    def dialect(self) -> str:
        """The database's name for SQLAlchemy: ``sqlite`` or ``postgresql``."""
        return self.connection.dialect.name

    @property
    def bot_id(self) -> int:
        """The bot whose rows are read and written."""
        return self.vault.bot_id


class Store:
    """A database; opens no connection before it is used."""

    def __init__(self, url: str, vault: Vault) -> None:
        """Take a SQLAlchemy URL (``sqlite+aiosqlite`` or ``postgresql+asyncpg``) and keys."""
        self.url: URL = make_url(url)
        self.vault = vault
        self.place = Place()
        self.on_sqlite = self.url.get_backend_name() == "sqlite"
        self._tightened = False
        self._writer = self._engine(writing=True)
        self._reader = self._engine(writing=False) if self.on_sqlite else self._writer
        for engine in (self._writer, self._reader):
            write_in_time(engine.sync_engine)

    def _engine(self, *, writing: bool) -> "DirectEngine | AsyncEngine":
        if self.on_sqlite:
            size = 1 if writing else _READERS
            return DirectEngine(self._path, wait=_LOCK_WAIT, writing=writing, size=size)
        know_postgresql()
        # A connection that died with its server is noticed before it is used.
        return _remote_engine(
            self.url, pool_size=8, max_overflow=0, pool_pre_ping=True, pool_timeout=15
        )

    @property
    def _path(self) -> str:
        return self.url.database or ":memory:"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        """One write transaction: committed at the end, rolled back on any exception.

        Raises StoreUnavailable if the database cannot be reached or does not answer, Clash if
        another transaction was in the way.
        """
        async with self._begin(self._writer) as transaction:
            yield transaction

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A view that does not wait for writers. Raises StoreUnavailable."""
        async with self._begin(self._reader) as transaction:
            yield transaction

    @asynccontextmanager
    async def _begin(self, engine: "DirectEngine | AsyncEngine") -> AsyncIterator[Transaction]:
        try:
            if self.on_sqlite:
                self._prepare_file()
            async with _begun(engine) as connection:
                transaction = Transaction(connection, self.vault, self.place)
                try:
                    yield transaction
                    await transaction.flush()
                finally:
                    # The connection goes back: what was not written is nobody's any more.
                    transaction.forget()
            for learn in transaction.once_committed:
                learn()
        except Exception as error:
            if isinstance(error, DBAPIError) and _sqlstate(error) in _CLASHES:
                raise Clash from error
            if _is_damaged(error):
                raise Damaged from error
            if _database_is_down(error):
                raise StoreUnavailable from error
            raise

    @asynccontextmanager
    async def session(self) -> "AsyncIterator[AsyncConnection]":
        """A connection of one's own, on PostgreSQL: what it locks and hears lasts as long as it.

        Raises StoreUnavailable if the server goes away, or refuses.
        """
        engine = _remote_engine(self.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                yield connection
        except Exception as error:
            if _database_is_down(error):
                raise StoreUnavailable from error
            raise
        finally:
            await engine.dispose()

    async def ping(self) -> None:
        """Raises StoreUnavailable unless the database answers."""
        async with self.reading() as tx:
            await tx.connection.execute(text("SELECT 1"))

    async def sweep(self) -> bool:
        """Make deleted rows leave the journal too: empty SQLite's write-ahead log.

        Nobody waits for it: whoever else reads or writes at this moment goes first, and it is
        tried again a few times, then at the next sweep. Returns whether the log is empty.
        Raises StoreUnavailable, for a disk that is full as well.
        """
        if not self.on_sqlite or self._path == ":memory:":
            return True
        for _ in range(_SWEEPS):
            if await self._emptied():
                return True
            await asyncio.sleep(_BETWEEN_SWEEPS)
        return False

    async def _emptied(self) -> bool:
        # A connection of its own: the one that writes must never wait for a reader elsewhere.
        try:
            return await asyncio.to_thread(_checkpoint, self._path)
        except (sqlite3.Error, OSError) as error:
            raise StoreUnavailable from error

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold the place of the only process on this database; gives whether it was free.

        The kernel frees it when the process ends, however it ends. In the file stand the ids of
        the keys that the holder knows (store.rekeying). On PostgreSQL several
        processes may share a database: the place is never given.
        """
        path = self.url.database
        if not self.on_sqlite or not path or path == ":memory:":
            yield self.on_sqlite
            return
        with os.fdopen(_open_private(path + ".lock"), "a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                lock.truncate(0)
                lock.write(",".join(self.known_keys))
                lock.flush()
                yield True

    def keys_of_the_other(self) -> frozenset[str]:
        """The ids of the keys that whoever holds the place of the only process knows."""
        try:
            return frozenset(Path(self._path + ".lock").read_text(encoding="ascii").split(","))
        except (OSError, ValueError):
            return frozenset()

    @property
    def known_keys(self) -> list[str]:
        """The ids of the keys, in hexadecimal, the first one first."""
        return [key.hex() for key in self.vault.key_ids]

    async def close(self) -> None:
        """Give every connection back."""
        await self._writer.dispose()
        await self._reader.dispose()

    def _prepare_file(self) -> None:
        if self._path == ":memory:":
            return
        prepare_file(Path(self._path))
        if not self._tightened:
            for end in ("", *_BESIDE):
                tighten(Path(self._path + end))
            self._tightened = True


def _remote_engine(url: URL, **options: Any) -> "AsyncEngine":
    """PostgreSQL's. What it needs brings the whole ORM along, 8 MB that SQLite does without."""
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415

    return create_async_engine(url, **options)


@asynccontextmanager
async def _begun(engine: "DirectEngine | AsyncEngine") -> AsyncIterator[Connection]:
    if isinstance(engine, DirectEngine):
        async with engine.begin() as opened:
            yield Direct(opened)
    else:
        async with engine.begin() as remote:
            yield Remote(remote)


def is_address(url: str) -> bool:
    """Whether this is the address of a database that can be used.

    It is not said what is wrong with it, which may quote a password.
    """
    if not url.startswith(_KNOWN):
        return False
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        return False
    return True


def prepare_file(path: Path) -> None:
    """Create a database file that only its owner can read, and its folder."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def tighten(path: Path) -> None:
    """Take a file that is there from everybody but its owner; somebody else's is left alone."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~_PRIVATE:
            path.chmod(mode & _PRIVATE)
            log.warning("file_was_readable", kind=path.suffix or path.name)
    except FileNotFoundError:
        return
    except PermissionError as error:
        log.error("file_is_readable", kind=path.suffix or path.name, error=type(error).__name__)


def _open_private(path: str) -> int:
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, _PRIVATE)
    tighten(Path(path))
    return handle


def _checkpoint(path: str) -> bool:
    """Move the log into the file, then cut it, if nobody is in the way."""
    if not Path(path).exists():
        return True
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        # The first one disturbs nobody; the second one, which keeps writers out, has then
        # next to nothing left to copy.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", ""))


def _is_damaged(error: Exception) -> bool:
    # What opens a connection raises the driver's own error, what uses it SQLAlchemy's.
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _database_is_down(error: Exception) -> bool:
    if isinstance(error, IntegrityError | ProgrammingError | DataError):
        # A table that is not there is a database that is not ready, not a bug in a query.
        missing = "no such table" in str(error.orig) or _sqlstate(error) == _NO_SUCH_TABLE
        return error.connection_invalidated or missing
    if isinstance(error, DBAPIError | PoolTimeout | OSError):
        return True
    # A server that is starting or stopping refuses connections with the driver's own errors.
    return type(error).__module__.startswith("asyncpg.")
