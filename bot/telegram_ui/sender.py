"""Takes parcels to Telegram: the only place where the bot writes to anybody."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from telegram import BotCommand, BotCommandScopeChat, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter

from bot.content.collection import Library
from bot.delivery.outbox import Postponed, Refused
from bot.domain.messages import Kind as MessageKind
from bot.domain.people import PersonId, Role
from bot.store import messages, outbox, people
from bot.store.database import Store
from bot.store.messages import Reference as Message
from bot.store.outbox import Carried, Kind, Parcel
from bot.telegram_ui.pages import Page, View, entities, keyboard
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.refusals import is_bad_token
from bot.telegram_ui.words import SpokenWords

log = structlog.get_logger()

#: Telegram's words for "its author deleted it before it was passed on".
_GONE = ("message to copy not found", "message_id_invalid", "message to forward not found")
_UNCHANGED = "message is not modified"
_DELIVERED = "👌"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Screen = Callable[[View], Awaitable[Page]]


class Libraries(Protocol):
    """Where the content of the moment is."""

    @property
    def current(self) -> Library:
        """The library as last loaded."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The outbox's carrier."""

    bot: QuickBot
    store: Store
    libraries: Libraries
    screens: Mapping[str, Screen]
    menus: Mapping[Role, tuple[str, ...]]
    words: SpokenWords
    clock: Callable[[], datetime]

    async def carry(self, parcel: Parcel) -> Carried:
        """Send one parcel. Raises Postponed, Refused, or a network error for "try again"."""
        try:
            return await self._carrying(parcel.kind)(parcel)
        except RetryAfter as error:
            pause = error.retry_after
            raise Postponed(pause if isinstance(pause, int) else pause.total_seconds()) from None
        except Forbidden:
            raise Refused("undelivered-blocked", blocked=True) from None
        except BadRequest as error:
            raise Refused(_reason(error)) from None
        except InvalidToken as error:
            if is_bad_token(error):
                raise
            raise Refused("undelivered-refused") from None

    def _carrying(self, kind: Kind) -> Callable[[Parcel], Awaitable[Carried]]:
        return {
            Kind.SHOW: self._show,
            Kind.COPY: self._copy,
            Kind.REWRITE: self._rewrite,
            Kind.DELETE: self._delete,
            Kind.REACT: self._react,
            Kind.MENU: self._menu,
        }[kind]

    async def show_now(self, address: int, screen: str, args: dict[str, str | int]) -> None:
        """Show a screen at once, past the outbox: only for when the database is down."""
        page = await self._draw(screen, PersonId(0), args)
        await self.bot.send_message(
            address, page.typeset, entities=entities(page.text), link_preview_options=_NO_PREVIEW
        )

    async def _draw(
        self, screen: str, reader: PersonId, args: Mapping[str, outbox.Reference]
    ) -> Page:
        view = View(
            reader,
            args,
            self.libraries.current,
            self.store,
            self.clock(),
            self.bot.username,
            self.menus,
            self.words,
        )
        return await self.screens[screen](view)

    async def _show(self, parcel: Parcel) -> Carried:
        payload = parcel.payload
        args = payload.get("args")
        assert isinstance(args, dict)  # noqa: S101  # written by Context.show
        page = await self._draw(str(payload["screen"]), parcel.recipient_id, args)
        if edited := await self._message_to_edit(parcel):
            return await self._edit(parcel, page, edited)
        common = {
            "reply_markup": keyboard(page, self.store.vault, parcel.recipient_id),
            "reply_parameters": _reply(payload.get("reply_to")),
            "disable_notification": page.silent,
        }
        if page.photo is not None:
            sent = await self.bot.send_photo(
                parcel.address,
                page.photo,
                caption=page.typeset,
                caption_entities=entities(page.text),
                **common,  # type: ignore[arg-type]
            )
        else:
            return await self._send_text(parcel.address, page, common)
        return Carried(sent.message_id)

    async def _send_text(self, address: int, page: Page, how: Mapping[str, object]) -> Carried:
        """Send a text; of Telegram's answer only the id is read, which halves the work."""
        message = {
            "chat_id": address,
            "text": page.typeset,
            "entities": entities(page.text),
            "link_preview_options": _NO_PREVIEW,
            **how,
        }
        sent_id = await self.bot.send_text(
            {name: value for name, value in message.items() if value}
        )
        return Carried(sent_id)

    async def _message_to_edit(self, parcel: Parcel) -> int | None:
        if edit := parcel.payload.get("edit"):
            return int(str(edit))
        if parcel.payload.get("edit_last") and parcel.case_id:
            async with self.store.reading() as tx:
                last = await outbox.last_sent_for_case(tx, parcel.recipient_id, parcel.case_id)
            if last is None:
                raise Refused("undelivered-refused")
            return last
        return None

    async def _edit(self, parcel: Parcel, page: Page, message_id: int) -> Carried:
        try:
            await self.bot.edit_message_text(
                page.typeset,
                parcel.address,
                message_id,
                entities=entities(page.text),
                reply_markup=keyboard(page, self.store.vault, parcel.recipient_id),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if _UNCHANGED not in str(error).lower():
                raise
        return Carried(message_id)

    async def _copy(self, parcel: Parcel) -> Carried:
        message = await self._message(parcel)
        source = await self._address(message.author_id)
        if message.file and (not message.captioned or self.words.of(message)):
            return await self._spoiler(parcel, message)
        sent = await self.bot.copy_message(
            parcel.address,
            source,
            message.source_id,
            protect_content=bool(parcel.payload.get("protect")),
            reply_parameters=_reply(parcel.payload.get("reply_to")),
        )
        return Carried(sent.message_id)

    async def _spoiler(self, parcel: Parcel, message: Message) -> Carried:
        """An accepted image arrives hidden until tapped; copyMessage has no such option."""
        send = {
            MessageKind.PHOTO: self.bot.send_photo,
            MessageKind.VIDEO: self.bot.send_video,
            MessageKind.ANIMATION: self.bot.send_animation,
        }[message.kind]
        spoken = self.words.of(message)
        sent = await send(  # type: ignore[operator]
            parcel.address,
            message.file,
            caption=spoken.text if spoken else None,
            caption_entities=spoken.entities if spoken else None,
            has_spoiler=True,
            protect_content=bool(parcel.payload.get("protect")),
            reply_parameters=_reply(parcel.payload.get("reply_to")),
        )
        return Carried(sent.message_id)

    async def _rewrite(self, parcel: Parcel) -> Carried:
        """Bring an edit to the copy. The new words are in memory, or copied anew after a crash."""
        message = await self._message(parcel)
        async with self.store.reading() as tx:
            copy_id = await messages.last_copy(tx, message.id, parcel.recipient_id)
        if copy_id is None:
            raise Refused("undelivered-withdrawn")
        spoken = self.words.of(message)
        if spoken is None:
            return await self._copy_anew(parcel, message, copy_id)
        try:
            if message.kind is MessageKind.TEXT:
                await self.bot.edit_message_text(
                    spoken.text,
                    parcel.address,
                    copy_id,
                    entities=spoken.entities,
                    link_preview_options=_NO_PREVIEW,
                )
            else:
                await self.bot.edit_message_caption(
                    parcel.address,
                    copy_id,
                    caption=spoken.text,
                    caption_entities=spoken.entities,
                )
        except BadRequest as error:
            if _UNCHANGED not in str(error).lower():
                return await self._copy_anew(parcel, message, copy_id)
        return Carried()

    async def _copy_anew(self, parcel: Parcel, message: Message, old_copy: int) -> Carried:
        sent = await self.bot.copy_message(
            parcel.address,
            await self._address(message.author_id),
            message.source_id,
            protect_content=bool(parcel.payload.get("protect")),
            reply_parameters=_reply(old_copy),
        )
        return Carried(sent.message_id)

    async def _delete(self, parcel: Parcel) -> Carried:
        ids = parcel.payload["messages"]
        assert isinstance(ids, list)  # noqa: S101  # written by erase_person
        try:
            await self.bot.delete_messages(parcel.address, ids)
        except BadRequest:
            deleted = [await self._deleted(parcel.address, one) for one in ids]
            return Carried(deleted=sum(deleted), kept=len(ids) - sum(deleted))
        return Carried(deleted=len(ids))

    async def _deleted(self, address: int, message_id: int) -> bool:
        try:
            return await self.bot.delete_message(address, message_id)
        except BadRequest as error:
            # What is gone already needs no deletion.
            return "not found" in str(error).lower()

    async def _react(self, parcel: Parcel) -> Carried:
        await self.bot.set_message_reaction(
            parcel.address, int(str(parcel.payload["message"])), _DELIVERED
        )
        return Carried()

    async def _menu(self, parcel: Parcel) -> Carried:
        strings = self.libraries.current.strings
        names = self.menus[Role(str(parcel.payload["role"]))]
        commands = [BotCommand(name, strings.label(f"command-{name}")) for name in names]
        scope = BotCommandScopeChat(parcel.address)
        await self.bot.set_my_commands(commands, scope=scope)
        return Carried()

    async def _message(self, parcel: Parcel) -> Message:
        async with self.store.reading() as tx:
            message = await messages.get(tx, parcel.message_id) if parcel.message_id else None
        if message is None:
            raise Refused("undelivered-withdrawn")
        return message

    async def _address(self, person_id: PersonId) -> int:
        async with self.store.reading() as tx:
            address = await people.telegram_id(tx, person_id)
        if address is None:
            raise Refused("undelivered-withdrawn")
        return address


def _reply(message_id: outbox.Reference) -> ReplyParameters | None:
    if not message_id:
        return None
    return ReplyParameters(int(str(message_id)), allow_sending_without_reply=True)


def _reason(error: BadRequest) -> str:
    text = str(error).lower()
    if any(gone in text for gone in _GONE):
        return "undelivered-withdrawn"
    if "too long" in text:
        return "undelivered-too-long"
    log.warning("telegram_refused", error=type(error).__name__)
    return "undelivered-refused"
