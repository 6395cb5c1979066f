"""Sends what the outbox holds: in order per person and lane, side by side across people.

The Bot API has no idempotency key. A row is marked after it was sent, so a crash in between
repeats one message to one person; the other way round, it would lose it. Before each send the
row is looked at again: what was withdrawn or overtaken meanwhile is not sent, and what arrives
too late is taken back. Whatever is wrong with one row stays with that row.
"""

import asyncio
import functools
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.delivery import patience
from bot.delivery.carrying import Carrier, Clerk, Perhaps, Postponed, Refused, Undrawable
from bot.delivery.gate import Fate, judge
from bot.delivery.glances import Glances
from bot.delivery.group_commit import GroupCommit
from bot.delivery.limits import Limits
from bot.delivery.supervision import Keep, unsupervised
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles, places
from bot.domain.people import PersonId
from bot.store import outbox
from bot.store.cargo import Kind
from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.outbox import Carried, Lane, Parcel, Standing, State
from bot.store.vault import SealBroken

log = structlog.get_logger()

Clock = Callable[[], datetime]
#: What is noted in the transaction that settles a row.
Report = Callable[[Transaction], Awaitable[None]]

#: People written to at the same time, per lane. Danger never waits for a place.
_AT_ONCE = {Lane.DANGER: 16, Lane.NORMAL: 32, Lane.QUIET: 8}
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
    ) -> None:
        """Take the parts it joins; nothing runs before ``run``."""
        self._glances = Glances(store)
        self._commits = commits
        self._carrier = carrier
        self._clerk = clerk
        self._clock = clock
        self._chance = random.SystemRandom()
        self._wake = {lane: asyncio.Event() for lane in Lane}
        self._busy: dict[Lane, set[asyncio.Task[None]]] = {lane: set() for lane in Lane}
        self._places = {lane: asyncio.Semaphore(count) for lane, count in _AT_ONCE.items()}
        self._in_hand: set[tuple[int, int]] = set()
        #: Of those in hand, what only waits to be noted: checked and written together.
        self._ending: set[tuple[int, int]] = set()
        self._limits = Limits()
        #: Defects that were set aside; the health page shows them.
        self.troubles = troubles or Troubles()

    @property
    def _all_paused_until(self) -> datetime | None:
        return self._limits.all_until

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
            await outbox.hold(tx, self._in_hand, now)
            before = None if everything else now - CLAIM_LASTS
            return await outbox.release_all(tx, before, now + CLAIM_LASTS)

        async def bury(tx: Transaction) -> None:
            now = self._clock()
            before = None if everything else now - CLAIM_LASTS
            for erasing in await outbox.bury_all(tx, now, before, now + CLAIM_LASTS):
                # Nobody knows whether it arrived: the receipt must not say that all is gone.
                await self._clerk.recalled(tx, erasing, kept=1)

        if released := await self._commits.run("claims", release):
            log.info("outbox_recovered", count=released)
            self.wake()
        await self._commits.run("claims", bury)

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
        room = _AT_ONCE[lane] - len(self._busy[lane])
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
        task.add_done_callback(lambda _: self._wake[lane].set())

    async def _claim(self, lane: Lane, limit: int) -> list[Parcel]:
        if lane is not Lane.DANGER and self._limits.everybody_waits(self._clock()):
            return []
        # A number for each claim: a row that was taken over and comes back to this very process
        # is another claim than the one that a slow run still has.
        holder = self._chance.getrandbits(62)
        try:
            return await self._commits.run(
                "claim", lambda tx: outbox.claim(tx, lane, holder, self._clock(), limit)
            )
        except StoreUnavailable:
            await asyncio.sleep(_LOOK_AGAIN)
            return []

    # Sending

    async def _deliver_run(self, parcels: list[Parcel]) -> None:
        """Send one person's parcels in order; at the first that must wait, the rest wait too."""
        try:
            # More people may be claimed than written to at once: Telegram's connections are
            # shared with the other lane, which must find one free.
            async with self._places[parcels[0].lane]:
                await self._deliver_in_order(parcels)
        except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
            self._stumbled("run", error)
        finally:
            self._in_hand -= {(parcel.id, parcel.holder) for parcel in parcels}

    async def _deliver_in_order(self, parcels: list[Parcel]) -> None:
        for index, parcel in enumerate(parcels):
            if not await self._deliver_safely(parcel) and parcel.lane is not Lane.QUIET:
                await self._release(parcels[index + 1 :])
                return

    async def _release(self, parcels: list[Parcel]) -> None:
        async def job(tx: Transaction) -> bool:
            for parcel in parcels:
                if not await outbox.release(tx, parcel):
                    await self._bury(tx, parcel)
            return True

        if parcels:
            await self._commit(parcels[0], job)

    async def _deliver_safely(self, parcel: Parcel) -> bool:
        """Send one parcel and note it; returns False if it must wait."""
        try:
            return await self._deliver(parcel)
        except SealBroken:
            log.error("seal_broken", parcel=parcel.id, kind=parcel.kind.value)
            return await self._broken(parcel, Trouble.SEAL)
        except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
            log.error("parcel_unreadable", parcel=parcel.id, **places(error))
            return await self._broken(parcel, Trouble.UNREADABLE)

    async def _deliver(self, parcel: Parcel) -> bool:
        now = self._clock()
        if parcel.kind is Kind.UNREADABLE:
            log.error("parcel_unreadable", parcel=parcel.id)
            return await self._broken(parcel, Trouble.UNREADABLE)
        if wait := self._limits.quiet_for(parcel.recipient_id, parcel.kind, now):
            return await self._put_back(parcel, wait)
        standing = await self._look_again(parcel)
        fate = judge(parcel, standing, now)
        if fate is Fate.SEND:
            return await self._carry(parcel, standing, now)
        return await self._do_not_send(parcel, fate, now)

    async def _look_again(self, parcel: Parcel) -> Standing:
        while True:
            try:
                return await self._glances.at(parcel)
            except StoreUnavailable:
                await asyncio.sleep(_LOOK_AGAIN)

    async def _do_not_send(self, parcel: Parcel, fate: Fate, since: datetime) -> bool:
        log.debug("parcel_not_sent", reason=fate.name.lower(), parcel=parcel.id)
        match fate:
            case Fate.BLOCKED:
                refusal = Refused("undelivered-blocked", blocked=True)
                return await self._refuse(parcel, refusal, since)
            case Fate.RECALLED | Fate.EXPIRED:
                return await self._settle_only(parcel)
            case Fate.OVERTAKEN:
                return await self._end(parcel, lambda tx: self._clerk.overtaken(tx, parcel))
            case Fate.HELD_BACK:
                return await self._end(parcel, lambda tx: self._clerk.held_back(tx, parcel))
            case _:
                return True

    async def _carry(self, parcel: Parcel, standing: Standing, since: datetime) -> bool:
        try:
            carried = await self._carrier.carry(parcel, standing)
        except Postponed as wait:
            self._heed(parcel, wait.pause)
            return await self._put_back(parcel, wait.pause)
        except Refused as refusal:
            return await self._refuse(parcel, refusal, since)
        except Perhaps:
            return await self._repeat_rarely(parcel)
        except Undrawable as defect:
            log.error("parcel_undrawable", parcel=parcel.id, **places(defect))
            return await self._broken(parcel, Trouble.UNDRAWABLE)
        except Exception as error:  # noqa: BLE001  # whatever it was, the message must not be lost
            return await self._failed(parcel, error, since)
        return await self._end(
            parcel,
            lambda tx: self._clerk.delivered(tx, parcel, carried),
            state=State.SENT,
            carried=carried,
        )

    # What becomes of it

    async def _end(
        self,
        parcel: Parcel,
        report: Report,
        *,
        state: State = State.DEAD,
        carried: Carried | None = None,
    ) -> bool:
        """Settle a row and note what that changes; whatever arrived too late is taken back."""
        sent_id = carried.sent_id if carried else None

        async def job(tx: Transaction) -> bool:
            now = self._clock()
            if await outbox.settle(tx, parcel, state, now, sent_id, soon=self._ending):
                await report(tx)
            else:
                await self._bury(tx, parcel, carried)
            return True

        claim = (parcel.id, parcel.holder)
        self._ending.add(claim)
        try:
            noted = await self._commit(parcel, job)
        finally:
            self._ending.discard(claim)
        return noted or await self._settle_only(parcel, state, sent_id)

    async def _bury(self, tx: Transaction, parcel: Parcel, carried: Carried | None = None) -> None:
        """The claim is lost: settle the row if it was recalled, and take back what arrived."""
        buried = await outbox.bury(tx, parcel, self._clock())
        erasing = buried.erasing if buried else None
        if carried is not None and carried.sent_id is not None:
            await self._clerk.late(tx, replace(parcel, erasing=erasing), carried)
        elif erasing is not None:
            await self._clerk.recalled(tx, erasing)

    async def _settle_only(
        self, parcel: Parcel, state: State = State.DEAD, sent_id: int | None = None
    ) -> bool:
        """Settle a row for which there is nothing to report, or whose clerk stumbled.

        Without this, it would hold up its recipient for ever.
        """

        async def job(tx: Transaction) -> bool:
            now = self._clock()
            if not await outbox.settle(tx, parcel, state, now, sent_id):
                buried = await outbox.bury(tx, parcel, now)
                if buried is not None and buried.erasing is not None:
                    await self._clerk.recalled(tx, buried.erasing)
            return True

        return await self._commit(parcel, job)

    async def _refuse(self, parcel: Parcel, refusal: Refused, since: datetime) -> bool:
        """``since``: when it was tried. Whoever came back after that did not block the bot."""
        log.info("parcel_refused", reason=refusal.reason, parcel=parcel.id, kind=parcel.kind.value)
        return await self._end(
            parcel,
            lambda tx: self._clerk.undeliverable(
                tx, parcel, refusal.reason, blocked=since if refusal.blocked else None
            ),
        )

    async def _broken(self, parcel: Parcel, trouble: Trouble) -> bool:
        """A defect stays with the row it concerns, which is not tried again."""
        self.troubles.note(trouble)
        return await self._end(parcel, lambda tx: self._clerk.broken(tx, parcel))

    async def _failed(self, parcel: Parcel, error: Exception, since: datetime) -> bool:
        log.warning(
            "parcel_failed", error=type(error).__name__, parcel=parcel.id, attempt=parcel.attempts
        )
        if patience.tired_of(parcel):
            return await self._refuse(parcel, Refused("undelivered-network"), since)
        return await self._put_back(parcel, patience.before_trying_again(parcel))

    async def _repeat_rarely(self, parcel: Parcel) -> bool:
        log.warning("answer_lost", parcel=parcel.id, attempt=parcel.lost)
        pause = patience.before_repeating(parcel)
        if pause is None:
            return await self._end(
                parcel, lambda tx: self._clerk.unsure(tx, parcel), state=State.SENT
            )
        return await self._put_back(parcel, pause, lost=True)

    async def _put_back(self, parcel: Parcel, pause: timedelta, *, lost: bool = False) -> bool:
        async def job(tx: Transaction) -> bool:
            now = self._clock()
            if await outbox.postpone(tx, parcel, now, now + pause, lost=lost):
                return False
            await self._bury(tx, parcel)
            return True

        goes_on = await self._commit(parcel, job)
        loop = asyncio.get_running_loop()
        loop.call_later(pause.total_seconds(), self._wake[parcel.lane].set)
        return goes_on

    async def _commit(self, parcel: Parcel, job: Callable[[Transaction], Awaitable[bool]]) -> bool:
        """Note what happened, for as long as it takes: forgetting it would send it twice.

        Returns what the job gave, or False if it stumbled.
        """

        async def noting(tx: Transaction) -> tuple[bool, set[int]]:
            return await job(tx), tx.announced

        while True:
            try:
                goes_on, announced = await self._commits.run(parcel.recipient_id, noting)
            except StoreUnavailable:
                await asyncio.sleep(_LOOK_AGAIN)
            except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
                log.error("parcel_not_noted", parcel=parcel.id, **places(error))
                self.troubles.note(Trouble.NOT_NOTED)
                return False
            else:
                for lane in announced:
                    self._wake[Lane(lane)].set()
                return goes_on

    def _heed(self, parcel: Parcel, pause: timedelta) -> None:
        """A limit concerns what was asked for: calls that nobody reads hold up no message."""
        if parcel.lane is Lane.QUIET:
            person, now = parcel.recipient_id, self._clock()
            self._limits.note_quiet(person, parcel.kind, pause, now)
        else:
            self._note_limit(parcel, pause)

    def _note_limit(self, parcel: Parcel, pause: timedelta) -> None:
        """One person's limit stops that person; many at once stop everybody but danger."""
        self._limits.note(PersonId(parcel.recipient_id), pause, self._clock())
