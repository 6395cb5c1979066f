"""Sends what the outbox holds: in order per person and lane, side by side across people.

Each lane claims what is due and gives each person's parcels, one after the other, to `dispatch`.
"""

import asyncio
import functools
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.delivery.carrying import Carrier, Clerk
from bot.delivery.dispatch import Dispatch
from bot.delivery.glances import Glances
from bot.delivery.group_commit import GroupCommit
from bot.delivery.ledger import Ledger
from bot.delivery.limits import Limits
from bot.delivery.pacing import Pace
from bot.delivery.supervision import Keep, unsupervised
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles, places
from bot.domain.replicas import CLAIM_BITS, claim_number
from bot.store import claims, takeover
from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.parcels import Lane, Parcel

log = structlog.get_logger()

Clock = Callable[[], datetime]

#: People written to at the same time, per lane. Danger never waits for a place.
_AT_ONCE = {Lane.DANGER: 16, Lane.NORMAL: 32, Lane.QUIET: 8, Lane.BROADCAST: 4}
#: People beside them whose parcels are in hand, per lane, and wait for their turn.
_MOST_WAITING = 200
#: How often rows written by another process, or due later, are looked for.
_LOOK_AGAIN = 1.0
#: Rows claimed for so long belong to a process that died, where no lock tells.
CLAIM_LASTS = timedelta(seconds=60)
#: How often a process says that its claims are alive, and looks for those of dead ones.
_LOOK_AFTER_CLAIMS = 15.0


class Outbox:
    """The sending half of the bot."""

    def __init__(
        self,
        store: Store,
        commits: GroupCommit,
        carrier: Carrier,
        clerk: Clerk,
        clock: Clock,
        troubles: Troubles | None = None,
        call: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
    ) -> None:
        """Take the parts it joins; nothing runs before ``run``.

        ``call`` has other replicas look: this one has no room left, or somebody's turn came.
        """
        self._call = call
        self._commits = commits
        self._clerk = clerk
        self._clock = clock
        self._chance = random.SystemRandom()
        self._wake = {lane: asyncio.Event() for lane in Lane}
        self._busy: dict[Lane, set[asyncio.Task[None]]] = {lane: set() for lane in Lane}
        self._places = {lane: asyncio.Semaphore(count) for lane, count in _AT_ONCE.items()}
        self._place = store.place
        self._in_hand: set[tuple[int, int]] = set()
        self._limits = Limits()
        self._pace = pace or Pace()
        #: Defects that were set aside; the health page shows them.
        self.troubles = troubles or Troubles()
        self._ledger = Ledger(
            commits, clerk, clock, self.troubles, lambda lane: self._wake[lane].set()
        )
        self._dispatch = Dispatch(
            Glances(store),
            carrier,
            clerk,
            self._ledger,
            self._limits,
            self._pace,
            clock,
            self.troubles,
        )

    def wake(self) -> None:
        """Look now: something was committed."""
        for event in self._wake.values():
            event.set()

    async def run(self, *, alone: bool, keep: Keep = unsupervised) -> None:
        """Send until cancelled. ``alone``: no other process shares this database.

        ``keep`` runs each lane: a fault in one must not stop the others, danger's least of all.
        """
        await self._recover(alone=alone)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(keep("claims", self._look_after_claims))
            for lane in Lane:
                name = f"lane-{lane.name.lower()}"
                tasks.create_task(keep(name, functools.partial(self._serve, lane)))

    async def settle_down(self, seconds: float) -> None:
        """Let what is under way finish, for so long at most."""
        tasks = [task for busy in self._busy.values() for task in busy]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)

    # Claims

    async def _recover(self, *, alone: bool) -> None:
        while True:
            try:
                return await self._take_over(everything=alone)
            except StoreUnavailable:
                pass
            except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
                self._stumbled("recover", error)
            await asyncio.sleep(_LOOK_AGAIN)

    async def _take_over(self, *, everything: bool = False) -> None:
        """Another process may die at any time: what it had claimed must still be sent."""

        async def release(tx: Transaction) -> int:
            now = self._clock()
            await claims.hold(tx, self._in_hand, now)
            before = None if everything else now - CLAIM_LASTS
            return await takeover.release_all(tx, before, now + CLAIM_LASTS)

        async def bury(tx: Transaction) -> None:
            now = self._clock()
            before = None if everything else now - CLAIM_LASTS
            for erasing in await takeover.bury_all(tx, now, before, now + CLAIM_LASTS):
                # Nobody knows whether it arrived: the receipt must not say that all is gone.
                await self._clerk.recalled(tx, erasing, kept=1)

        if released := await self._commits.run("claims", release):
            log.info("outbox_recovered", count=released)
            self.wake()
        await self._commits.run("claims", bury)

    async def inherit(self, tx: Transaction, replica: int) -> None:
        """Put back, in a transaction, what a replica that died was sending."""
        released = await takeover.release_of(tx, replica)
        for erasing in await takeover.bury_of(tx, self._clock(), replica):
            # Nobody knows whether it arrived: the receipt must not say that all is gone.
            await self._clerk.recalled(tx, erasing, kept=1)
        log.info("outbox_inherited", count=released)

    async def _look_after_claims(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_AFTER_CLAIMS)
            try:
                await self._take_over()
            except StoreUnavailable:
                continue
            except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
                self._stumbled("claims", error)

    def _stumbled(self, where: str, error: Exception) -> None:
        """Note an error of ours, without its values."""
        log.error("outbox_stumbled", kind=where, **places(error))
        self.troubles.note(Trouble.STUMBLED)

    async def _serve(self, lane: Lane) -> None:
        while True:
            try:
                await self._serve_once(lane)
            except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
                self._stumbled(lane.name.lower(), error)
                await asyncio.sleep(_LOOK_AGAIN)

    async def _serve_once(self, lane: Lane) -> None:
        wake = self._wake[lane]
        wake.clear()
        waiting = self._pace.waiting[lane]
        room = min(_AT_ONCE[lane] - len(self._busy[lane]) + waiting, _MOST_WAITING - waiting)
        if room <= 0:
            self._call()
        parcels = await self._claim(lane, room * 4) if room > 0 else []
        for _, run in groupby(
            sorted(parcels, key=lambda p: (p.recipient_id, p.id)), lambda p: p.recipient_id
        ):
            self._start(lane, list(run))
        if not parcels:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_AGAIN):
                    await wake.wait()

    def _start(self, lane: Lane, run: list[Parcel]) -> None:
        self._in_hand |= {(parcel.id, parcel.holder) for parcel in run}
        task = asyncio.create_task(self._deliver_run(run))
        self._busy[lane].add(task)
        task.add_done_callback(self._busy[lane].discard)
        task.add_done_callback(lambda _: self._look_on(lane))

    def _look_on(self, lane: Lane) -> None:
        """One person's run is over: what stood behind it may be ours, or another replica's."""
        self._wake[lane].set()
        self._call()

    async def _claim(self, lane: Lane, limit: int) -> list[Parcel]:
        # A number for each claim: a row that was taken over and comes back to this very process
        # is another claim than the one that a slow run still has.
        holder = claim_number(self._place.number, self._chance.getrandbits(CLAIM_BITS))

        async def claim(tx: Transaction) -> list[Parcel]:
            now = self._clock()
            # Asked here: a claim may have waited for its turn while everybody was told to wait.
            if lane is not Lane.DANGER and self._limits.everybody_waits(now):
                return []
            return await claims.claim(tx, lane, holder, now, limit)

        try:
            return await self._commits.run("claim", claim)
        except StoreUnavailable:
            await asyncio.sleep(_LOOK_AGAIN)
            return []

    # Sending

    async def _deliver_run(self, parcels: list[Parcel]) -> None:
        """Send one person's parcels in order; at the first that must wait, the rest wait too."""
        try:
            await self._deliver_in_order(parcels)
        except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
            self._stumbled("run", error)
        finally:
            self._in_hand -= {(parcel.id, parcel.holder) for parcel in parcels}

    async def _deliver_in_order(self, parcels: list[Parcel]) -> None:
        for index, parcel in enumerate(parcels):
            await self._pace.turn(parcel)
            # More people may be claimed than written to at once: Telegram's connections are
            # shared with the other lane, which must find one free.
            async with self._places[parcel.lane]:
                went = await self._dispatch.send(parcel)
            if not went and parcel.lane is not Lane.QUIET:
                await self._ledger.release(parcels[index + 1 :])
                return
