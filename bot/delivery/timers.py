"""Fires timers when they are due, once each, whatever stops and however the clock jumps.

Each firing is one transaction: the timer is removed and its action runs in it. A process that
dies leaves the timer as it was, leased; once the lease is over, or at once where no other process
can hold any, it is fired. One that fails rests, and stops no other.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import datetime

import structlog

from bot.delivery.group_commit import GroupCommit
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles, places
from bot.domain.replicas import CLAIM_BITS, claim_number
from bot.domain.timers import Due, Kind
from bot.store import timers
from bot.store.database import Place, StoreUnavailable, Transaction
from bot.store.timers import Lease

log = structlog.get_logger()

Clock = Callable[[], datetime]
#: What a timer does, inside the transaction that removes it.
Fire = Callable[[Transaction, Due], Awaitable[None]]

#: How often, in seconds, timers are looked for that another process set, or a clock that jumped.
LOOK_AGAIN = 1.0
#: Timers leased together. Each is fired in a transaction of its own, or a shared one.
_AT_ONCE = 100
#: One key for all: while people write, timers have their share of a commit and no more.
_KEY = "timers"


class Timers:
    """The loop that watches the clock."""

    def __init__(
        self,
        commits: GroupCommit,
        kinds: Collection[Kind],
        fire: Fire,
        clock: Clock,
        troubles: Troubles,
        announced: Callable[[], None],
        place: Place | None = None,
    ) -> None:
        """Take what to fire and how. ``announced`` is called once there is something to send.

        ``place``: which of several processes this is; leases tell whose they are by it.
        """
        self._place = place or Place()
        self._commits = commits
        self._kinds = tuple(kinds)
        self._fire = fire
        self._clock = clock
        self._troubles = troubles
        self._announced = announced
        self._wake = asyncio.Event()
        self._chance = random.SystemRandom()
        #: Our last lease: what of it could not be fired, the database being away, is still ours.
        self._former: int | None = None

    def wake(self) -> None:
        """Look now: a timer was set that is due, or the clock was."""
        self._wake.set()

    async def run(self, *, alone: bool) -> None:
        """Fire until cancelled. ``alone``: no other process shares this database."""
        if alone:
            await self._recover()
        while True:
            self._wake.clear()
            if pause := await self._round():
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._wake.wait()

    async def _recover(self) -> None:
        while True:
            try:
                await self._commits.run(_KEY, timers.release_all)
            except StoreUnavailable:
                await asyncio.sleep(LOOK_AGAIN)
            else:
                return

    async def _round(self) -> float:
        """Fire what is due; gives for how long there is nothing more to do."""
        holder = claim_number(self._place.number, self._chance.getrandbits(CLAIM_BITS))

        async def lease(tx: Transaction) -> tuple[list[Lease], datetime | None]:
            now = self._clock()
            due = await timers.lease(tx, self._kinds, holder, now, _AT_ONCE, former=self._former)
            return due, await timers.next_due(tx, now)

        try:
            leased, next_due = await self._commits.run(_KEY, lease)
        except StoreUnavailable:
            return LOOK_AGAIN
        self._former = holder
        settled = await asyncio.gather(*(self._settle(one) for one in leased))
        if not all(settled):
            return LOOK_AGAIN
        return 0 if leased else self._until(next_due)

    def _until(self, next_due: datetime | None) -> float:
        if next_due is None:
            return LOOK_AGAIN
        return min(LOOK_AGAIN, max(0.0, (next_due - self._clock()).total_seconds()))

    async def _settle(self, lease: Lease) -> bool:
        """Fire one timer; returns False if the database went away meanwhile."""

        async def job(tx: Transaction) -> bool:
            if await timers.take(tx, lease):
                await self._fire(tx, lease.due)
            return bool(tx.announced)

        try:
            if await self._commits.run(_KEY, job):
                self._announced()
        except StoreUnavailable:
            return False
        except Exception as error:  # noqa: BLE001  # whatever it was, the others go on
            return await self._postpone(lease, error)
        return True

    async def _postpone(self, lease: Lease, error: Exception) -> bool:
        log.error("timer_failed", kind=lease.due.kind.value, **places(error))
        self._troubles.note(Trouble.TIMER_FAILED)
        try:
            await self._commits.run(_KEY, lambda tx: timers.postpone(tx, lease, self._clock()))
        except StoreUnavailable:
            return False
        return True
