"""This process among others on one PostgreSQL database: who lives, and who died holding what.

While its place is lost (the server restarts, a network fails) a process goes on; what it claims
then is nobody's in particular, and is taken back by age as before.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bot.delivery.group_commit import GroupCommit
from bot.domain.replicas import NUMBER_BITS, Replica
from bot.store import replicas
from bot.store.database import Place, Store, StoreUnavailable, Transaction
from bot.store.replicas import NumberTaken, Seat

log = structlog.get_logger()

#: How often, in seconds, one looks who is there. Whoever comes says so at once.
LOOK_AGAIN = 1.0
#: Seconds without its lock after which a replica is dead: one whose connection broke is back by
#: then, and what it is sending would come twice.
_GONE_AFTER = 3.0
#: Seconds between two calls to the others: what is committed meanwhile is in the second one.
_BETWEEN_CALLS = 0.05
_JOINED, _LOOK = "joined", "look"

#: Takes over what a replica that died had: run in the transaction that forgets it.
Inherit = Callable[[Transaction, int], Awaitable[None]]


class Presence:
    """Keeps this process's place, and looks after those of the dead."""

    def __init__(
        self,
        store: Store,
        commits: GroupCommit,
        inherit: Inherit,
        wake: Callable[[], None],
        address: str = "",
    ) -> None:
        """``address``: where the others reach this process's port; empty if they cannot.

        ``wake`` is called when another replica has something to send that this one may take.
        """
        self._store = store
        self._commits = commits
        self._inherit = inherit
        self._wake = wake
        self.me = Replica(random.SystemRandom().randrange(1, 1 << NUMBER_BITS), address)
        self._missing: dict[int, float] = {}
        self._stirred = asyncio.Event()
        self._to_say: str | None = None
        self._newcomer = False
        #: Set once the others are known, or it is plain that they cannot be.
        self.settled = asyncio.Event()

    @property
    def place(self) -> Place:
        """Which of them this is, and who else lives."""
        return self._store.place

    @property
    def ring(self) -> tuple[Replica, ...]:
        """All that live and have a place, oneself among them; empty without a place."""
        return (self.me, *self.place.others) if self.place.number else ()

    def call(self) -> None:
        """Have the others look for something to send; many calls soon after another are one."""
        if self.place.others:
            self._to_say = _LOOK
            self._stirred.set()

    async def run(self) -> None:
        """Keep a place until cancelled. On SQLite there is nothing to keep."""
        while not self._store.on_sqlite:
            try:
                async with replicas.seated(self._store, self.me) as seat:
                    await self._sit(seat)
            except (StoreUnavailable, NumberTaken) as error:
                log.warning("no_place_among_replicas", error=type(error).__name__)
            finally:
                self.place.number = 0
                self.settled.set()
            await asyncio.sleep(LOOK_AGAIN)
        self.settled.set()

    async def _sit(self, seat: Seat) -> None:
        await seat.hear(self._hear)
        await self._look(seat)
        self.place.number = self.me.number
        await seat.call(_JOINED)
        self.settled.set()
        looked = time.monotonic()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._stirred.wait()
            self._stirred.clear()
            if self._newcomer or time.monotonic() - looked >= LOOK_AGAIN:
                self._newcomer, looked = False, time.monotonic()
                await self._look(seat)
            if said := self._to_say:
                self._to_say = None
                await seat.call(said)
                await asyncio.sleep(_BETWEEN_CALLS)

    def _hear(self, said: str) -> None:
        if said == _JOINED:
            self._newcomer = True
            self._stirred.set()
        else:
            self._wake()

    async def _look(self, seat: Seat) -> None:
        living, dead = await seat.seen()
        self.place.others = tuple(one for one in living if one.number != self.me.number)
        now = time.monotonic()
        self._missing = {one: self._missing.get(one, now) for one in dead}
        for number, since in self._missing.items():
            if now - since >= _GONE_AFTER:
                await self._bury(number)

    async def _bury(self, number: int) -> None:
        async def job(tx: Transaction) -> bool:
            if first := await replicas.bury(tx, number):
                await self._inherit(tx, number)
            return first

        if await self._commits.run("presence", job):
            log.info("replica_gone")
            self._wake()
