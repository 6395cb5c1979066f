"""One parcel on its way: looked at a last time, handed to the carrier, and what came of it noted.

The Bot API has no idempotency key. A row is marked after it was sent, so a crash in between
repeats one message to one person; the other way round, it would lose it. Whatever is wrong with
one row stays with that row.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery import patience
from bot.delivery.carrying import Carrier, Clerk, Perhaps, Postponed, Refused, Undrawable
from bot.delivery.gate import Fate, judge
from bot.delivery.glances import Glances
from bot.delivery.ledger import Ledger
from bot.delivery.limits import Limits
from bot.delivery.pacing import Pace
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles, places
from bot.store.cargo import Kind
from bot.store.database import StoreUnavailable
from bot.store.glances import Standing
from bot.store.parcels import Lane, Parcel, State
from bot.store.vault import SealBroken

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Sends one parcel at a time, and has noted what became of it."""

    glances: Glances
    carrier: Carrier
    clerk: Clerk
    ledger: Ledger
    limits: Limits
    pace: Pace
    clock: Callable[[], datetime]
    troubles: Troubles

    async def send(self, parcel: Parcel) -> bool:
        """Send one parcel and note it; returns False if it must wait."""
        try:
            return await self._send(parcel)
        except SealBroken:
            log.error("seal_broken", parcel=parcel.id, kind=parcel.kind.value)
            return await self._broken(parcel, Trouble.SEAL)
        except Exception as error:  # noqa: BLE001  # whatever it was, the rest goes on
            log.error("parcel_unreadable", parcel=parcel.id, **places(error))
            if patience.may_pass(parcel):
                # A machine that has no memory or no file left for a moment loses nothing by it.
                return await self.ledger.put_back(parcel, patience.before_trying_again(parcel))
            return await self._broken(parcel, Trouble.UNREADABLE)

    async def _send(self, parcel: Parcel) -> bool:
        now = self.clock()
        if parcel.kind is Kind.UNREADABLE:
            log.error("parcel_unreadable", parcel=parcel.id)
            return await self._broken(parcel, Trouble.UNREADABLE)
        if wait := self.limits.quiet_for(parcel.recipient_id, parcel.kind, now):
            return await self.ledger.put_back(parcel, wait)
        standing = await self._look_again(parcel)
        fate = judge(parcel, standing, now)
        if fate is Fate.SEND:
            return await self._carry(parcel, standing, now)
        return await self._do_not_send(parcel, fate, now)

    async def _look_again(self, parcel: Parcel) -> Standing:
        while True:
            try:
                return await self.glances.at(parcel)
            except StoreUnavailable:
                await asyncio.sleep(patience.WHILE_DOWN)

    async def _do_not_send(self, parcel: Parcel, fate: Fate, since: datetime) -> bool:
        log.debug("parcel_not_sent", reason=fate.name.lower(), parcel=parcel.id)
        match fate:
            case Fate.BLOCKED:
                refusal = Refused("undelivered-blocked", blocked=True)
                return await self._refuse(parcel, refusal, since)
            case Fate.RECALLED | Fate.EXPIRED:
                return await self.ledger.settle_only(parcel)
            case Fate.OVERTAKEN:
                return await self.ledger.end(parcel, lambda tx: self.clerk.overtaken(tx, parcel))
            case Fate.HIDDEN:
                return await self.ledger.rest(parcel, patience.WHILE_HIDDEN)
            case Fate.HELD_BACK:
                return await self.ledger.end(parcel, lambda tx: self.clerk.held_back(tx, parcel))
            case _:
                return True

    async def _carry(self, parcel: Parcel, standing: Standing, since: datetime) -> bool:
        try:
            carried = await self.carrier.carry(parcel, standing)
        except Postponed as wait:
            self._heed(parcel, wait.pause)
            return await self.ledger.put_back(parcel, wait.pause)
        except Refused as refusal:
            return await self._refuse(parcel, refusal, since)
        except Perhaps:
            return await self._repeat_rarely(parcel)
        except Undrawable as defect:
            log.error("parcel_undrawable", parcel=parcel.id, **places(defect))
            return await self._broken(parcel, Trouble.UNDRAWABLE)
        except Exception as error:  # noqa: BLE001  # whatever it was, the message must not be lost
            return await self._failed(parcel, error, since)
        return await self.ledger.end(
            parcel,
            lambda tx: self.clerk.delivered(tx, parcel, carried),
            state=State.SENT,
            carried=carried,
        )

    async def _refuse(self, parcel: Parcel, refusal: Refused, since: datetime) -> bool:
        """``since``: when it was tried. Whoever came back after that did not block the bot."""
        log.info("parcel_refused", reason=refusal.reason, parcel=parcel.id, kind=parcel.kind.value)
        return await self.ledger.end(
            parcel,
            lambda tx: self.clerk.undeliverable(
                tx, parcel, refusal.reason, blocked=since if refusal.blocked else None
            ),
        )

    async def _broken(self, parcel: Parcel, trouble: Trouble) -> bool:
        """A defect stays with the row it concerns, which is not tried again."""
        self.troubles.note(trouble)
        return await self.ledger.end(parcel, lambda tx: self.clerk.broken(tx, parcel))

    async def _failed(self, parcel: Parcel, error: Exception, since: datetime) -> bool:
        log.warning(
            "parcel_failed", error=type(error).__name__, parcel=parcel.id, attempt=parcel.attempts
        )
        if patience.tired_of(parcel):
            return await self._refuse(parcel, Refused("undelivered-network"), since)
        return await self.ledger.put_back(parcel, patience.before_trying_again(parcel))

    async def _repeat_rarely(self, parcel: Parcel) -> bool:
        log.warning("answer_lost", parcel=parcel.id, attempt=parcel.lost)
        pause = patience.before_repeating(parcel)
        if pause is None:
            return await self.ledger.end(
                parcel, lambda tx: self.clerk.unsure(tx, parcel), state=State.SENT
            )
        return await self.ledger.put_back(parcel, pause, lost=True)

    def _heed(self, parcel: Parcel, pause: timedelta) -> None:
        """A limit concerns what was asked for: calls that nobody reads hold up no message."""
        person, now = parcel.recipient_id, self.clock()
        if parcel.lane is Lane.QUIET:
            self.limits.note_quiet(person, parcel.kind, pause, now)
        else:
            self.limits.note(person, pause, now)
            self.pace.refused(person)
