"""Sends what the outbox holds: in order per person and lane, side by side across people.

The Bot API has no idempotency key. A row is marked after it was sent, so a crash in between
repeats one message to one person; the other way round, it would lose it.
"""

import asyncio
import functools
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol

import structlog

from bot.delivery.group_commit import GroupCommit
from bot.delivery.supervision import Keep, unsupervised
from bot.store import outbox
from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.outbox import Carried, Lane, Parcel, State

log = structlog.get_logger()

Clock = Callable[[], datetime]

#: People written to at the same time, per lane. Danger never waits for a place.
_AT_ONCE = {Lane.DANGER: 16, Lane.NORMAL: 32, Lane.QUIET: 8}
#: Pauses after failures without advice from Telegram: doubled each time, never longer than this.
_FIRST_PAUSE = timedelta(seconds=0.5)
_LONGEST_PAUSE = timedelta(seconds=15)
#: How often rows written by another process, or due later, are looked for.
_LOOK_AGAIN = 1.0
#: Rows claimed for so long belong to a process that died, where no lock tells.
CLAIM_LASTS = timedelta(seconds=60)
#: How often a process says that its claims are alive, and looks for those of dead ones.
_LOOK_AFTER_CLAIMS = 15.0
#: After so long without success, whoever wrote is told that it did not arrive.
GIVE_UP_AFTER = timedelta(hours=24)
#: That many different people limited at once mean that the whole bot is limited.
_MANY_LIMITED = 4


class Postponed(Exception):  # noqa: N818  # an expected answer, not a fault
    """Telegram asks for a pause before this person is written to again."""

    def __init__(self, seconds: float) -> None:
        """Take the pause, in seconds."""
        super().__init__(f"{seconds} s")
        self.pause = timedelta(seconds=seconds)


class Refused(Exception):  # noqa: N818  # an expected answer, not a fault
    """Telegram will never accept this; ``reason`` is a content key."""

    def __init__(self, reason: str, *, blocked: bool = False) -> None:
        """Take the reason, and whether the person blocked the bot."""
        super().__init__(reason)
        self.reason = reason
        self.blocked = blocked


class Carrier(Protocol):
    """Takes parcels to Telegram."""

    async def carry(self, parcel: Parcel) -> Carried:
        """Send one. Raises Postponed, Refused, or anything else for "try again"."""


class Clerk(Protocol):
    """Notes what a delivery changes, in the transaction that settles it."""

    async def delivered(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        """It arrived."""

    async def undeliverable(
        self, tx: Transaction, parcel: Parcel, reason: str, *, blocked: bool
    ) -> None:
        """It will never arrive."""


class Outbox:
    """The sending half of the bot."""

    def __init__(
        self, store: Store, commits: GroupCommit, carrier: Carrier, clerk: Clerk, clock: Clock
    ) -> None:
        """Take the parts it joins; nothing runs before ``run``."""
        self._store = store
        self._commits = commits
        self._carrier = carrier
        self._clerk = clerk
        self._clock = clock
        self._process = random.SystemRandom().getrandbits(62)
        self._wake = {lane: asyncio.Event() for lane in Lane}
        self._busy: dict[Lane, set[asyncio.Task[None]]] = {lane: set() for lane in Lane}
        self._places = {lane: asyncio.Semaphore(count) for lane, count in _AT_ONCE.items()}
        self._in_hand: set[int] = set()
        self._limited: dict[int, datetime] = {}
        self._all_paused_until: datetime | None = None

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

    async def _recover(self, *, alone: bool) -> None:
        before = None if alone else self._clock() - CLAIM_LASTS

        async def job(tx: Transaction) -> int:
            return await outbox.release_all(tx, before)

        while True:
            try:
                released = await self._commits.run("recover", job)
            except StoreUnavailable:
                await asyncio.sleep(_LOOK_AGAIN)
                continue
            if released:
                log.info("outbox_recovered", count=released)
            return

    async def _look_after_claims(self) -> None:
        """Another process may die at any time: what it had claimed must still be sent."""

        async def job(tx: Transaction) -> int:
            now = self._clock()
            await outbox.hold(tx, sorted(self._in_hand), now)
            return await outbox.release_all(tx, now - CLAIM_LASTS)

        while True:
            await asyncio.sleep(_LOOK_AFTER_CLAIMS)
            with suppress(StoreUnavailable):
                if released := await self._commits.run("claims", job):
                    log.info("outbox_recovered", count=released)
                    self.wake()

    async def _serve(self, lane: Lane) -> None:
        wake = self._wake[lane]
        while True:
            wake.clear()
            room = _AT_ONCE[lane] - len(self._busy[lane])
            parcels = await self._claim(lane, room * 4) if room > 0 else []
            for _, run in groupby(
                sorted(parcels, key=lambda p: (p.recipient_id, p.id)), lambda p: p.recipient_id
            ):
                task = asyncio.create_task(self._deliver_run(list(run)))
                self._busy[lane].add(task)
                task.add_done_callback(self._busy[lane].discard)
                task.add_done_callback(lambda _: wake.set())
            if not parcels:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_AGAIN):
                        await wake.wait()

    async def _claim(self, lane: Lane, limit: int) -> list[Parcel]:
        now = self._clock()
        if lane is not Lane.DANGER and self._all_paused_until and now < self._all_paused_until:
            return []
        try:
            return await self._commits.run(
                "claim", lambda tx: outbox.claim(tx, lane, self._process, now, limit)
            )
        except StoreUnavailable:
            await asyncio.sleep(_LOOK_AGAIN)
            return []

    async def _deliver_run(self, parcels: list[Parcel]) -> None:
        """Send one person's parcels in order; at the first that must wait, the rest wait too."""
        ids = {parcel.id for parcel in parcels}
        self._in_hand |= ids
        try:
            # More people may be claimed than written to at once: Telegram's connections are
            # shared with the other lane, which must find one free.
            async with self._places[parcels[0].lane]:
                await self._deliver_in_order(parcels)
        finally:
            self._in_hand -= ids

    async def _deliver_in_order(self, parcels: list[Parcel]) -> None:
        for index, parcel in enumerate(parcels):
            if not await self._deliver(parcel):
                rest = [later.id for later in parcels[index + 1 :]]
                if rest:
                    await self._commit(parcel, lambda tx: outbox.release(tx, rest))  # noqa: B023
                return

    async def _deliver(self, parcel: Parcel) -> bool:
        """Send one parcel and note it; returns False if it must wait."""
        if parcel.unreachable:
            return await self._refuse(parcel, Refused("undelivered-blocked", blocked=True))
        if parcel.expires_at and parcel.expires_at < self._clock():
            return await self._commit(parcel, lambda tx: self._drop(tx, parcel))
        try:
            carried = await self._carrier.carry(parcel)
        except Postponed as wait:
            self._note_limit(parcel, wait.pause)
            return await self._put_back(parcel, wait.pause)
        except Refused as refusal:
            return await self._refuse(parcel, refusal)
        except Exception as error:  # noqa: BLE001  # whatever it was, the message must not be lost
            return await self._failed(parcel, error)
        return await self._commit(
            parcel, lambda tx: self._delivered(tx, parcel, carried)
        ) or await self._settle_only(parcel, State.SENT, carried.sent_id)

    async def _delivered(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        outbox.settle(tx, parcel.id, State.SENT, self._clock(), carried.sent_id)
        await self._clerk.delivered(tx, parcel, carried)

    async def _drop(self, tx: Transaction, parcel: Parcel) -> None:
        outbox.settle(tx, parcel.id, State.DEAD, self._clock())

    async def _refuse(self, parcel: Parcel, refusal: Refused) -> bool:
        log.info("parcel_refused", reason=refusal.reason, parcel=parcel.id, kind=parcel.kind.value)

        async def job(tx: Transaction) -> None:
            await self._drop(tx, parcel)
            await self._clerk.undeliverable(tx, parcel, refusal.reason, blocked=refusal.blocked)

        return await self._commit(parcel, job) or await self._settle_only(parcel, State.DEAD)

    async def _settle_only(self, parcel: Parcel, state: State, sent_id: int | None = None) -> bool:
        """The clerk stumbled: without this, the row would hold up its recipient for ever."""

        async def job(tx: Transaction) -> None:
            outbox.settle(tx, parcel.id, state, self._clock(), sent_id)

        return await self._commit(parcel, job)

    async def _failed(self, parcel: Parcel, error: Exception) -> bool:
        now = self._clock()
        log.warning(
            "parcel_failed", error=type(error).__name__, parcel=parcel.id, attempt=parcel.attempts
        )
        if now - parcel.created_at > GIVE_UP_AFTER:
            return await self._refuse(parcel, Refused("undelivered-network"))
        pause = min(_FIRST_PAUSE * 2 ** min(parcel.attempts, 10), _LONGEST_PAUSE)
        return await self._put_back(parcel, pause)

    async def _put_back(self, parcel: Parcel, pause: timedelta) -> bool:
        due_at = self._clock() + pause
        await self._commit(parcel, lambda tx: outbox.postpone(tx, parcel.id, due_at))
        loop = asyncio.get_running_loop()
        loop.call_later(pause.total_seconds(), self._wake[parcel.lane].set)
        return False

    async def _commit(
        self, parcel: Parcel, job: Callable[[Transaction], Awaitable[object]]
    ) -> bool:
        """Note what happened, for as long as it takes: forgetting it would send it twice."""

        async def noting(tx: Transaction) -> set[int]:
            await job(tx)
            return tx.announced

        while True:
            try:
                announced = await self._commits.run(parcel.recipient_id, noting)
            except StoreUnavailable:
                await asyncio.sleep(_LOOK_AGAIN)
            except Exception:
                log.exception("parcel_not_noted", parcel=parcel.id)
                return False
            else:
                for lane in announced:
                    self._wake[Lane(lane)].set()
                return True

    def _note_limit(self, parcel: Parcel, pause: timedelta) -> None:
        """One person's limit stops that person; many at once stop everybody but danger."""
        now = self._clock()
        self._limited = {p: until for p, until in self._limited.items() if until > now}
        self._limited[parcel.recipient_id] = now + pause
        if len(self._limited) >= _MANY_LIMITED:
            self._all_paused_until = now + pause
