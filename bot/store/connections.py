"""Engines and connections that are awaited: what the store needs of sqlalchemy.ext.asyncio.

That package brings the whole ORM along, 8 MB of which nothing is used here. This does what its
engine does, with the same means: SQLAlchemy's own engine on an asyncio driver, and
``greenlet_spawn``, which lets it wait.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from sqlalchemy import (
    Connection,
    CursorResult,
    Dialect,
    Executable,
    PoolProxiedConnection,
    create_engine,
)
from sqlalchemy import Engine as SyncEngine
from sqlalchemy.engine import URL, Transaction
from sqlalchemy.util.concurrency import greenlet_spawn

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
AnyResult: TypeAlias = CursorResult[*tuple[Any, ...]]


class Awaited:
    """A connection whose calls are awaited."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection that does the work."""
        self._sync = connection

    @property
    def dialect(self) -> Dialect:
        """What kind of database it is, for SQLAlchemy."""
        return self._sync.dialect

    @property
    def info(self) -> dict[Any, Any]:
        """What the connection knows besides; it stays with it."""
        return self._sync.info

    async def execute(self, statement: Executable, values: _Values = None) -> AnyResult:
        """Run a statement; the result is read to its end. Raises DBAPIError."""
        return await greenlet_spawn(self._sync.execute, statement, values)

    async def exec_driver_sql(self, statement: str) -> AnyResult:
        """Run a statement as it is written, past SQLAlchemy."""
        return await greenlet_spawn(self._sync.exec_driver_sql, statement)

    async def run_sync(
        self, work: Callable[Concatenate[Connection, _P], _T], *args: _P.args, **more: _P.kwargs
    ) -> _T:
        """Have something done that wants a connection which is not awaited."""
        return await greenlet_spawn(lambda: work(self._sync, *args, **more))

    async def get_raw_connection(self) -> PoolProxiedConnection:
        """The connection beneath, as its driver gives it."""
        return await greenlet_spawn(getattr, self._sync, "connection")

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[None]:
        """A transaction: rolled back on any exception."""
        async with _whole(await greenlet_spawn(self._sync.begin)):
            yield

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        """A savepoint: rolled back to on any exception."""
        async with _whole(await greenlet_spawn(self._sync.begin_nested)):
            yield


@asynccontextmanager
async def _whole(transaction: Transaction) -> AsyncIterator[None]:
    """Commit at the end, roll back on any exception or if committing fails."""
    try:
        yield
    except BaseException as error:
        await greenlet_spawn(transaction.__exit__, type(error), error, error.__traceback__)
        raise
    await greenlet_spawn(transaction.__exit__, None, None, None)


class Engine:
    """Connections to one database, lent for one transaction each."""

    def __init__(
        self, url: URL, *, creator: Callable[[], Awaitable[Any]] | None = None, **options: object
    ) -> None:
        """Take where the database is; ``creator`` opens a driver's connection in its own way."""

        def create() -> Any:
            return self.sync_engine.dialect.loaded_dbapi.connect(async_creator_fn=creator)

        if creator is not None:
            options["creator"] = create
        self.sync_engine: SyncEngine = create_engine(url, _is_async=True, **options)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Awaited]:
        """A connection, lent for as long as this lasts; what it did not commit is rolled back."""
        connection = await greenlet_spawn(self.sync_engine.connect)
        try:
            yield Awaited(connection)
        finally:
            # Whoever is cancelled a second time must not keep the connection.
            await asyncio.shield(asyncio.ensure_future(greenlet_spawn(connection.close)))

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Awaited]:
        """One transaction: committed at the end, rolled back on any exception."""
        async with self.connect() as connection, connection.begin():
            yield connection

    async def dispose(self) -> None:
        """Close every connection."""
        await greenlet_spawn(self.sync_engine.dispose)
