"""The processes that share a PostgreSQL database: who lives, and how they call each other.

A replica is a row, and a lock that its own connection holds for as long as the process lives:
PostgreSQL lets go of it the moment the process dies, however it dies. A row without its lock is
one that died; whoever sees it takes over what it had claimed, and deletes the row with it.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, delete, text

from bot.domain.replicas import Replica
from bot.store.database import Store, Transaction
from bot.store.tables import replicas
from bot.store.upsert import insert_into

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

#: Names the locks, one per replica, among all locks that an application can take.
_ROOM = 0x6D72
_SIT = text("SELECT pg_try_advisory_lock(:room, :number)")
_SEEN = text(
    """SELECT number, address, keys AS known, EXISTS (
           SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND classid = :room AND objid = replicas.number::oid) AS lives
       FROM replicas WHERE bot_id = :bot"""
)
_ANYBODY = text(
    """SELECT EXISTS (
           SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND classid = :room)"""
)
_CALL = text("SELECT pg_notify(:channel, :said)")
_bot: BindParameter[int] = bindparam("bot")
_GONE = delete(replicas).where(
    replicas.c.bot_id == _bot, replicas.c.number == bindparam("departed")
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A connection of a process's own, with its lock; it ends with the process."""

    connection: "AsyncConnection"
    bot_id: int

    async def seen(self) -> tuple[list[Replica], list[int]]:
        """Who lives, oneself among them, and the numbers of those who died."""
        rows = await self.connection.execute(_SEEN, {"room": _ROOM, "bot": self.bot_id})
        found = [(Replica(row.number, row.address), row.lives) for row in rows]
        return [one for one, lives in found if lives], [
            one.number for one, lives in found if not lives
        ]

    async def call(self, said: str) -> None:
        """Say something to all of them, oneself too."""
        await self.connection.execute(_CALL, {"channel": self._channel, "said": said})

    async def hear(self, heard: Callable[[str], None]) -> None:
        """From now on, call ``heard`` with whatever any of them says."""
        raw = await self.connection.get_raw_connection()
        listener = raw.driver_connection
        assert listener is not None  # noqa: S101  # it was opened just now
        await listener.add_listener(self._channel, lambda *call: heard(call[-1]))

    @property
    def _channel(self) -> str:
        return f"maraude_{self.bot_id}"


@asynccontextmanager
async def seated(store: Store, me: Replica) -> AsyncIterator[Seat]:
    """Take one's place among the replicas for as long as this lasts.

    Raises StoreUnavailable if the database does not answer, or somebody has that number.
    """
    async with store.session() as connection:
        taken = await connection.execute(_SIT, {"room": _ROOM, "number": me.number})
        if not taken.scalar():
            raise NumberTaken
        values = {"address": me.address, "keys": ",".join(store.known_keys)}
        await connection.execute(
            insert_into("postgresql", replicas)
            .values(bot_id=store.vault.bot_id, number=me.number, **values)
            .on_conflict_do_update(index_elements=["bot_id", "number"], set_=values)
        )
        yield Seat(connection, store.vault.bot_id)


class NumberTaken(Exception):  # noqa: N818  # said as what happened
    """Another process holds this number: its old connection, perhaps, that nobody closed yet."""


async def anybody(tx: Transaction) -> bool:
    """Whether any process has a place here, of whichever bot. On PostgreSQL only."""
    return bool((await tx.connection.execute(_ANYBODY, {"room": _ROOM})).scalar())


async def keys_of_the_living(tx: Transaction) -> list[frozenset[str]]:
    """The ids of the keys that each process of this bot knows. On PostgreSQL only."""
    rows = await tx.connection.execute(_SEEN, {"room": _ROOM, "bot": tx.bot_id})
    return [frozenset(row.known.split(",")) for row in rows if row.lives]


async def bury(tx: Transaction, number: int) -> bool:
    """Forget a replica that died, with what was its own; returns False if another did already."""
    gone = await tx.connection.execute(_GONE, {"bot": tx.bot_id, "departed": number})
    return gone.rowcount == 1
