"""PostgreSQL's connections. SQLite does without: with them comes all of SQLAlchemy's ORM."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Concatenate

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import CursorResult, Executable
from sqlalchemy.engine import URL, Engine
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.connections import Connection, P, T, Values
from bot.store.tables import know_postgresql


class Remote(Connection):
    """PostgreSQL's: every statement is a way there and back."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Take a connection in a transaction."""
        self._connection = connection
        self._sync: SyncConnection = connection.sync_connection  # type: ignore[assignment]  # it is open

    @property
    def sync(self) -> SyncConnection:
        """SQLAlchemy's own."""
        return self._sync

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        """Send a statement, and wait for what it brings."""
        return await self._connection.execute(statement, values)

    async def run_sync(
        self, work: Callable[Concatenate[SyncConnection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run it where it may wait."""
        return await self._connection.run_sync(work, *args, **kwargs)

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        """A savepoint."""
        async with self._connection.begin_nested():
            yield


class RemoteEngine:
    """Connections to one server."""

    def __init__(self, url: URL) -> None:
        """Take its address; nothing is opened yet."""
        know_postgresql()
        self._url = url
        # A connection that died with its server is noticed before it is used.
        self._engine = create_async_engine(
            url, pool_size=8, max_overflow=0, pool_pre_ping=True, pool_timeout=15
        )

    @property
    def sync_engine(self) -> Engine:
        """SQLAlchemy's own."""
        return self._engine.sync_engine

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Remote]:
        """A connection in a transaction: committed at the end, undone by any exception."""
        async with self._engine.begin() as connection:
            yield Remote(connection)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection]:
        """A connection of one's own, past the others: what it locks lasts as long as it."""
        engine = create_async_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                yield connection
        finally:
            await engine.dispose()

    async def dispose(self) -> None:
        """Close what nobody uses."""
        await self._engine.dispose()
