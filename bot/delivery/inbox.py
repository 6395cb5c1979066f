"""Takes updates in: in order per chat, side by side across chats, acknowledged after the commit.

What takes long without the database (understanding a text) comes first, outside any
transaction: only the chat that it concerns waits for it. What is urgent then goes first.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import structlog

from bot.delivery.group_commit import GroupCommit
from bot.store.database import StoreUnavailable, Transaction

log = structlog.get_logger()


class Prepared(Protocol):
    """What was found out about an update before its transaction."""

    @property
    def urgent(self) -> bool:
        """Whether somebody may be in danger: its chat goes before the others."""


U_contra = TypeVar("U_contra", contravariant=True)
U = TypeVar("U")
P = TypeVar("P", bound=Prepared)
AfterCommit = Callable[[], Awaitable[None]]


class Desk(Protocol[U_contra, P]):
    """Understands updates."""

    def key(self, update: U_contra) -> Hashable:
        """Updates of the same key are handled in order: the chat."""

    async def prepare(self, update: U_contra) -> P:
        """Do what takes long and needs no database. May run more than once for an update."""

    async def handle(self, tx: Transaction, update: U_contra, prepared: P) -> Sequence[AfterCommit]:
        """Act on one update, once; returns what may be done after the commit, best effort."""

    async def apologise(self, tx: Transaction, update: U_contra, reference: str) -> None:
        """Note an update that could not be prepared or handled, and tell its author."""

    async def let_go(self, update: U_contra, reference: str) -> None:
        """Answer past the database what could not even be apologised for; best effort."""


@dataclass(slots=True)
class _Turn:
    """Who prepares an update of a chat now, and how many wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class Inbox(Generic[U, P]):
    """The receiving half of the bot, the same for polling and webhook."""

    def __init__(self, commits: GroupCommit, desk: Desk[U, P], wake: Callable[[], None]) -> None:
        """Take where to commit, who understands updates, and what to wake afterwards."""
        self._commits = commits
        self._desk = desk
        self._wake = wake
        self._turns: dict[Hashable, _Turn] = {}
        self._background: set[asyncio.Task[None]] = set()

    async def take_in(self, updates: Sequence[U]) -> None:
        """Handle updates; when this returns all are committed and may be acknowledged.

        Raises StoreUnavailable if the database is down: none may be acknowledged then.
        """
        # All are handed in at once: jobs of one chat keep their order, commits are shared.
        results = await asyncio.gather(
            *(self._take_in(update) for update in updates), return_exceptions=True
        )
        self._wake()
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def _take_in(self, update: U) -> None:
        key = self._key(update)
        try:
            after = await self._handle(key, update)
        except StoreUnavailable:
            raise
        except Exception:
            reference = f"{id(update) & 0xFFFFFF:06x}"
            log.exception("update_failed", reference=reference)
            await self._apologise(key, update, reference)
            return
        for step in after:
            task = asyncio.create_task(_quietly(step))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    def _key(self, update: U) -> Hashable:
        try:
            return self._desk.key(update)
        except Exception:
            # Nobody else's order depends on it; whatever else is wrong with it shows later.
            log.exception("update_without_chat")
            return "no chat", id(update)

    async def _handle(self, key: Hashable, update: U) -> Sequence[AfterCommit]:
        async with self._turn(key):
            prepared = await self._desk.prepare(update)
            handled = self._commits.hand_in(
                key,
                lambda tx: self._desk.handle(tx, update, prepared),
                urgent=prepared.urgent,
            )
        after = await handled
        if prepared.urgent:
            # Sent at once: the rest of its batch may take a while.
            self._wake()
        return after

    @asynccontextmanager
    async def _turn(self, key: Hashable) -> AsyncIterator[None]:
        """In the order of arrival, one update of a chat at a time; other chats go on."""
        turn = self._turns.setdefault(key, _Turn())
        turn.count += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.count -= 1
            if not turn.count:
                del self._turns[key]

    async def _apologise(self, key: Hashable, update: U, reference: str) -> None:
        try:
            await self._commits.run(key, lambda tx: self._desk.apologise(tx, update, reference))
        except StoreUnavailable:
            raise
        except Exception:
            # Not even that: let it go, or it would come again for ever and nobody be answered.
            log.exception("apology_failed", reference=reference)
            await _quietly(lambda: self._desk.let_go(update, reference))


async def _quietly(step: AfterCommit) -> None:
    try:
        await step()
    except Exception as error:  # noqa: BLE001  # nothing that matters is done this way
        log.info("after_commit_failed", error=type(error).__name__)
