"""Takes updates in: in order per chat, side by side across chats, acknowledged after the commit."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar

import structlog

from bot.delivery.group_commit import GroupCommit
from bot.store.database import StoreUnavailable, Transaction

log = structlog.get_logger()

U_contra = TypeVar("U_contra", contravariant=True)
V = TypeVar("V")
AfterCommit = Callable[[], Awaitable[None]]


class Desk(Protocol[U_contra]):
    """Understands updates."""

    def key(self, update: U_contra) -> Hashable:
        """Updates of the same key are handled in order: the chat."""

    async def handle(self, tx: Transaction, update: U_contra) -> Sequence[AfterCommit]:
        """Act on one update, once; returns what may be done after the commit, best effort."""

    async def apologise(self, tx: Transaction, update: U_contra, reference: str) -> None:
        """Note an update that could not be handled, and tell its author."""

    async def let_go(self, update: U_contra, reference: str) -> None:
        """Answer past the database what could not even be apologised for; best effort."""


class Inbox(Generic[V]):
    """The receiving half of the bot, the same for polling and webhook."""

    def __init__(self, commits: GroupCommit, desk: Desk[V], wake: Callable[[], None]) -> None:
        """Take where to commit, who understands updates, and what to wake afterwards."""
        self._commits = commits
        self._desk = desk
        self._wake = wake
        self._background: set[asyncio.Task[None]] = set()

    async def take_in(self, updates: Sequence[V]) -> None:
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

    async def _take_in(self, update: V) -> None:
        key = self._desk.key(update)
        try:
            after = await self._commits.run(key, lambda tx: self._desk.handle(tx, update))
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

    async def _apologise(self, key: Hashable, update: V, reference: str) -> None:
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
