"""What a transaction may ask of its connection, the same on both databases."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    ParamSpec,
    Protocol,
    TypeVar,
    TypeVarTuple,
    overload,
)

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Dialect, Executable, Row, ScalarResult
from sqlalchemy.sql.selectable import TypedReturnsRows

from bot.store import pending
from bot.store.prepared import Values

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")


class Answer(Protocol[*Ts]):
    """What a statement brought, whichever way it ran: rows, and how many were changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def __iter__(self) -> Iterator[Row[*Ts]]:
        """Each row."""

    def all(self) -> Sequence[Row[*Ts]]:
        """Every row."""

    def first(self) -> Row[*Ts] | None:
        """The first row, if there is one."""

    def one(self) -> Row[*Ts]:
        """The only row. Raises NoResultFound, MultipleResultsFound."""

    def scalar(self) -> Any:
        """The first value of the first row, if there is one."""

    def scalar_one(self) -> Any:
        """The first value of the only row. Raises NoResultFound, MultipleResultsFound."""

    def scalars(self) -> ScalarResult[Any]:
        """The first value of each row."""


class Connection(ABC):
    """A connection within a transaction."""

    @property
    @abstractmethod
    def sync(self) -> SyncConnection:
        """SQLAlchemy's own, for what does not wait: its dialect, what is noted with it."""

    @property
    def dialect(self) -> Dialect:
        """Which database it is."""
        return self.sync.dialect

    @overload
    async def execute(
        self, statement: TypedReturnsRows[*Ts], values: Values = None
    ) -> Answer[*Ts]: ...

    @overload
    async def execute(
        self, statement: Executable, values: Values = None
    ) -> Answer[*tuple[Any, ...]]: ...

    @abstractmethod
    async def execute(
        self, statement: Executable, values: Values = None
    ) -> Answer[*tuple[Any, ...]]:
        """Run a statement, once, or once for each of several values. Raises DBAPIError."""

    @abstractmethod
    async def run_sync(
        self, work: Callable[Concatenate[SyncConnection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run what needs SQLAlchemy's own connection."""

    @abstractmethod
    def begin_nested(self) -> AbstractAsyncContextManager[None]:
        """A savepoint, to which an exception goes back."""


class Direct(Connection):
    """SQLite's: a statement takes some tens of microseconds, less than any way to a thread."""

    def __init__(self, sync: SyncConnection) -> None:
        """Take a connection in a transaction."""
        self._sync = sync

    @property
    def sync(self) -> SyncConnection:
        """SQLAlchemy's own."""
        return self._sync

    async def execute(self, statement: Executable, values: Values = None) -> Answer[Any]:
        """Run a statement at once."""
        return pending.execute(self._sync, statement, values)

    async def run_sync(
        self, work: Callable[Concatenate[SyncConnection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run it at once."""
        return work(self._sync, *args, **kwargs)

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        """A savepoint."""
        with self._sync.begin_nested():
            yield


class Remote(Connection):
    """PostgreSQL's: every statement is a way there and back."""

    def __init__(self, connection: "AsyncConnection") -> None:
        """Take a connection in a transaction."""
        self._connection = connection
        self._sync: SyncConnection = connection.sync_connection  # type: ignore[assignment]  # it is open

    @property
    def sync(self) -> SyncConnection:
        """SQLAlchemy's own."""
        return self._sync

    async def execute(self, statement: Executable, values: Values = None) -> Answer[Any]:
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
