"""Takes parcels to Telegram, and says what its answer means: the outbox's carrier."""

import contextlib
from dataclasses import dataclass

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.actions.aside import Aside
from bot.delivery.carrying import Perhaps, Postponed, Refused, Undrawable
from bot.store.cargo import Copy, Delete, Kind, Menu, React, Relay, Rewrite, Show, Topic
from bot.store.database import StoreUnavailable
from bot.store.glances import Standing
from bot.store.parcels import Carried, Lane, Parcel
from bot.telegram_ui.case_topics import Topics
from bot.telegram_ui.copying import Copies
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.refusals import is_bad_token
from bot.telegram_ui.request import urgently
from bot.telegram_ui.showing import Screens
from bot.telegram_ui.trails import CONTENT_GONE

log = structlog.get_logger()

#: Telegram's words for "its author deleted it before it was passed on".
_GONE = ("message to copy not found", "message_id_invalid", "message to forward not found")
_DELIVERED = "👌"

#: What may go better the next time.
_PASSING = (TelegramError, OSError, StoreUnavailable)

_OPTIONAL = frozenset({Kind.REACT, Kind.MENU, Kind.TOPIC})


@dataclass(frozen=True, slots=True)
class Sender:
    """The outbox's carrier."""

    bot: QuickBot
    screens: Screens
    copies: Copies
    topics: Topics
    aside: Aside

    async def carry(self, parcel: Parcel, standing: Standing) -> Carried:
        """Send one parcel.

        Raises Postponed, Refused, Undrawable, Perhaps, or a network error for "try again".
        """
        try:
            with urgently() if parcel.lane is Lane.DANGER else contextlib.nullcontext():
                return await self._carry(parcel, standing)
        except RetryAfter as error:
            pause = error.retry_after
            raise Postponed(pause if isinstance(pause, int) else pause.total_seconds()) from None
        except Forbidden:
            raise Refused("undelivered-blocked", blocked=True) from None
        except BadRequest as error:
            raise Refused(_reason(error)) from None
        except InvalidToken as error:
            # A token that worked is not found while a proxy or a local server restarts; a call
            # that nobody reads may be one that an old server does not know.
            if is_bad_token(error) or parcel.kind not in _OPTIONAL:
                raise
            raise Refused("undelivered-refused") from None
        except (*_PASSING, Refused, Perhaps):
            raise
        except Exception as error:
            # Not Telegram, not the database: ours, and the same the next time.
            raise Undrawable from error

    async def _carry(self, parcel: Parcel, to: Standing) -> Carried:
        match self.aside.found(parcel.cargo):
            case Show() as cargo:
                sending = self.screens.show(parcel, cargo, to)
            case Copy() as cargo:
                sending = self.copies.copy(cargo, to)
            case Relay() as cargo:
                sending = self.copies.relay(cargo, to)
            case Rewrite() as cargo:
                sending = self.copies.rewrite(parcel, cargo, to)
            case Topic() as cargo:
                sending = self.topics.see_to(parcel, cargo, to)
            case Delete() as cargo:
                sending = self._delete(cargo, to)
            case React() as cargo:
                sending = self._react(cargo, to)
            case Menu() as cargo:
                sending = self.screens.set_menu(cargo, to)
            case None if parcel.kind is Kind.SHOW:
                # A restart forgot which page it was.
                sending = self.screens.show(parcel, Show(CONTENT_GONE), to)
            case _:
                # A restart forgot what somebody felt: it is let go.
                return Carried()
        return await sending

    async def _delete(self, cargo: Delete, to: Standing) -> Carried:
        if cargo.topic is not None:
            return await self.topics.delete(cargo.topic, to)
        ids = cargo.messages
        try:
            await self.bot.delete_messages(to.address, ids)
        except BadRequest:
            deleted = [await self._deleted(to.address, one) for one in ids]
            return Carried(deleted=sum(deleted), kept=len(ids) - sum(deleted))
        return Carried(deleted=len(ids))

    async def _deleted(self, address: int, message_id: int) -> bool:
        try:
            return await self.bot.delete_message(address, message_id)
        except BadRequest as error:
            # What is gone already needs no deletion.
            return "not found" in str(error).lower()

    async def _react(self, cargo: React, to: Standing) -> Carried:
        """Our own mark, or what the other side felt; nothing takes it away."""
        emoji = _DELIVERED if cargo.emoji is None else cargo.emoji or None
        await self.bot.set_message_reaction(to.address, cargo.message, emoji)
        return Carried()


def _reason(error: BadRequest) -> str:
    text = str(error).lower()
    if any(gone in text for gone in _GONE):
        return "undelivered-withdrawn"
    if "too long" in text:
        return "undelivered-too-long"
    log.warning("telegram_refused", error=type(error).__name__)
    return "undelivered-refused"
