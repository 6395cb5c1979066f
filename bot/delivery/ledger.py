"""What becomes of a claimed row: settled with its report, put back, or buried if it was recalled.

Whatever happened is noted for as long as it takes: forgetting it would send it twice.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.delivery import patience
from bot.delivery.carrying import Clerk
from bot.delivery.group_commit import GroupCommit
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles, places
from bot.store import claims, discretion, settling
from bot.store.database import StoreUnavailable, Transaction
from bot.store.parcels import Carried, Lane, Parcel, State

log = structlog.get_logger()

#: What is noted in the transaction that settles a row.
Report = Callable[[Transaction], Awaitable[None]]


class Ledger:
    """Notes what became of parcels; each answer says whether what follows may go on."""

    def __init__(
        self,
        commits: GroupCommit,
        clerk: Clerk,
        clock: Callable[[], datetime],
        troubles: Troubles,
        wake: Callable[[Lane], None],
    ) -> None:
        """Take the parts it joins; ``wake`` has a lane looked at again."""
        self._commits = commits
        self._clerk = clerk
        self._clock = clock
        self._troubles = troubles
        self._wake = wake
        #: Claims that only wait to be noted as ended: checked and written together.
        self._ending: set[tuple[int, int]] = set()

    async def end(
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
            if await settling.settle(tx, parcel, state, now, sent_id, soon=self._ending):
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
        return noted or await self.settle_only(parcel, state, sent_id)

    async def settle_only(
        self, parcel: Parcel, state: State = State.DEAD, sent_id: int | None = None
    ) -> bool:
        """Settle a row for which there is nothing to report, or whose clerk stumbled.

        Without this, it would hold up its recipient for ever.
        """

        async def job(tx: Transaction) -> bool:
            now = self._clock()
            if not await settling.settle(tx, parcel, state, now, sent_id):
                buried = await settling.bury(tx, parcel, now)
                if buried is not None and buried.erasing is not None:
                    await self._clerk.recalled(tx, buried.erasing)
            return True

        return await self._commit(parcel, job)

    async def put_back(self, parcel: Parcel, pause: timedelta, *, lost: bool = False) -> bool:
        """Have a row tried again after a pause. ``lost``: Telegram's answer to it was."""

        async def job(tx: Transaction) -> bool:
            now = self._clock()
            if await claims.postpone(tx, parcel, now, now + pause, lost=lost):
                return False
            await self._bury(tx, parcel)
            return True

        goes_on = await self._commit(parcel, job)
        loop = asyncio.get_running_loop()
        loop.call_later(pause.total_seconds(), self._wake, parcel.lane)
        return goes_on

    async def rest(self, parcel: Parcel, pause: timedelta) -> bool:
        """Let a row wait untried; it holds up nothing that comes behind it."""

        async def job(tx: Transaction) -> bool:
            now = self._clock()
            if not await discretion.rest(tx, parcel, now, now + pause):
                await self._bury(tx, parcel)
            return True

        return await self._commit(parcel, job)

    async def release(self, parcels: list[Parcel]) -> None:
        """Put rows of one person back untried: one before them must wait."""

        async def job(tx: Transaction) -> bool:
            for parcel in parcels:
                if not await claims.release(tx, parcel):
                    await self._bury(tx, parcel)
            return True

        if parcels:
            await self._commit(parcels[0], job)

    async def _bury(self, tx: Transaction, parcel: Parcel, carried: Carried | None = None) -> None:
        """The claim is lost: settle the row if it was recalled, and take back what arrived."""
        buried = await settling.bury(tx, parcel, self._clock())
        erasing = buried.erasing if buried else None
        if carried is not None and carried.stands:
            await self._clerk.late(tx, replace(parcel, erasing=erasing), carried)
        elif erasing is not None:
            await self._clerk.recalled(tx, erasing)

    async def _commit(self, parcel: Parcel, job: Callable[[Transaction], Awaitable[bool]]) -> bool:
        """Run a job until it is committed; gives what it gave, or False if it stumbled."""

        async def noting(tx: Transaction) -> tuple[bool, set[int]]:
            return await job(tx), tx.announced

        while True:
            try:
                goes_on, announced = await self._commits.run(parcel.recipient_id, noting)
            except StoreUnavailable:
                await asyncio.sleep(patience.WHILE_DOWN)
            except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
                log.error("parcel_not_noted", parcel=parcel.id, **places(error))
                self._troubles.note(Trouble.NOT_NOTED)
                return False
            else:
                for lane in announced:
                    self._wake(Lane(lane))
                return goes_on
