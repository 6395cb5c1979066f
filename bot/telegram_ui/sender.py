"""Takes parcels to Telegram: the only place where the bot writes to anybody."""

import contextlib
import functools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog
from telegram import BotCommand, BotCommandScopeChat, LinkPreviewOptions, MessageId, ReplyParameters
from telegram import Message as TelegramMessage
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.actions.aside import Aside
from bot.content.collection import Library
from bot.delivery.carrying import Perhaps, Postponed, Refused, Undrawable
from bot.domain.cases import Author
from bot.domain.messages import Kind as MessageKind
from bot.domain.people import PersonId, Role
from bot.store import messages, sent
from bot.store.database import Store, StoreUnavailable
from bot.store.glances import Standing
from bot.store.messages import Reference as Message
from bot.store.parcels import Carried, Kind, Lane, Parcel, Reference
from bot.telegram_ui.pages import Page, View, entities, keyboard
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.refusals import is_bad_token
from bot.telegram_ui.request import LostAnswer, urgently
from bot.telegram_ui.words import Spoken, SpokenWords

log = structlog.get_logger()

#: Telegram's words for "its author deleted it before it was passed on".
_GONE = ("message to copy not found", "message_id_invalid", "message to forward not found")
_UNCHANGED = "message is not modified"
_NO_THREAD = "message thread not found"
_DELIVERED = "👌"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

#: What may go better the next time.
_PASSING = (TelegramError, OSError, StoreUnavailable)

_OPTIONAL = frozenset({Kind.REACT, Kind.MENU})

#: What is shown in the place of a screen that a restart forgot.
_FORGOTTEN: Mapping[str, Reference] = {"screen": "content-gone", "args": {}}

Send = Callable[..., Awaitable[TelegramMessage | MessageId | int]]

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
    aside: Aside
    clock: Callable[[], datetime]

    async def carry(self, parcel: Parcel, standing: Standing) -> Carried:
        """Send one parcel.

        Raises Postponed, Refused, Undrawable, Perhaps, or a network error for "try again".
        """
        try:
            with urgently() if parcel.lane is Lane.DANGER else contextlib.nullcontext():
                return await self._carrying(parcel.kind)(parcel, standing)
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

    def _carrying(self, kind: Kind) -> Callable[[Parcel, Standing], Awaitable[Carried]]:
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
        with urgently():
            await self.bot.send_message(
                address,
                page.typeset,
                entities=entities(page.text),
                link_preview_options=_NO_PREVIEW,
            )

    async def _draw(self, screen: str, reader: PersonId, args: Mapping[str, Reference]) -> Page:
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

    async def _show(self, parcel: Parcel, to: Standing) -> Carried:
        payload = self._payload(parcel) or _FORGOTTEN
        args = payload.get("args")
        assert isinstance(args, dict)  # noqa: S101  # written by Context.show
        page = await self._draw(str(payload["screen"]), parcel.recipient_id, args)
        if edited := await self._message_to_edit(parcel, payload):
            return await self._edit(parcel, to, page, edited)
        common = {
            "reply_markup": keyboard(page, self.store.vault, parcel.recipient_id),
            "reply_parameters": _reply(payload.get("reply_to")),
            "disable_notification": page.silent,
        }
        if page.photo is None:
            return await self._send_text(to, page, common)
        return await _in_thread(
            to,
            functools.partial(
                self.bot.send_photo,
                to.address,
                page.photo,
                caption=page.typeset,
                caption_entities=entities(page.text),
                **common,  # type: ignore[arg-type]
            ),
        )

    async def _send_text(self, to: Standing, page: Page, how: Mapping[str, object]) -> Carried:
        """Send a text; of Telegram's answer only the id is read, which halves the work."""
        message = {
            "chat_id": to.address,
            "text": page.typeset,
            "entities": entities(page.text),
            "link_preview_options": _NO_PREVIEW,
            **how,
        }

        async def send(*, message_thread_id: int | None) -> int:
            thread = {"message_thread_id": message_thread_id}
            return await self.bot.send_text(
                {name: value for name, value in (message | thread).items() if value}
            )

        return await _in_thread(to, send)

    def _payload(self, parcel: Parcel) -> Mapping[str, Reference] | None:
        """What a parcel holds, here or in memory; None if a restart forgot it."""
        return parcel.payload if parcel.aside is None else self.aside.get(parcel.aside)

    async def _message_to_edit(
        self, parcel: Parcel, payload: Mapping[str, Reference]
    ) -> int | None:
        if edit := payload.get("edit"):
            return int(str(edit))
        if payload.get("edit_last") and parcel.case_id:
            async with self.store.reading() as tx:
                # A newer alert of the same case, in its own lane, may have arrived already.
                last = await sent.last_about(
                    tx, parcel.recipient_id, parcel.case_id, before=parcel.id
                )
            if last is None:
                raise Refused("undelivered-refused")
            return last
        return None

    async def _edit(self, parcel: Parcel, to: Standing, page: Page, message_id: int) -> Carried:
        try:
            await self.bot.edit_message_text(
                page.typeset,
                to.address,
                message_id,
                entities=entities(page.text),
                reply_markup=keyboard(page, self.store.vault, parcel.recipient_id),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if _UNCHANGED not in str(error).lower():
                raise
        return Carried(message_id)

    async def _copy(self, parcel: Parcel, to: Standing) -> Carried:
        message, source = _passed_on(to)
        if self._hides(message):
            return await self._spoiler(parcel, to, message)
        try:
            return await self._copied(
                parcel, to, source, _answering(parcel, self.words.of(message))
            )
        except BadRequest as error:
            if "quote" not in str(error).lower():
                raise
            # What it quotes was changed since: it still answers the message.
            return await self._copied(parcel, to, source, _answering(parcel, None))

    def _hides(self, message: Message) -> bool:
        """Whether a young person's image arrives behind a spoiler; a worker's own does not."""
        if message.author is not Author.PERSON or not message.file:
            return False
        known = message.kind in {MessageKind.PHOTO, MessageKind.VIDEO, MessageKind.ANIMATION}
        return known and (not message.captioned or self.words.of(message) is not None)

    async def _copied(
        self, parcel: Parcel, to: Standing, source: int, reply: ReplyParameters | None
    ) -> Carried:
        message, _ = _passed_on(to)
        copy = functools.partial(
            self.bot.copy_message,
            to.address,
            source,
            message.source_id,
            protect_content=bool(parcel.payload.get("protect")),
            reply_parameters=reply,
        )
        return await _in_thread(to, copy)

    async def _spoiler(self, parcel: Parcel, to: Standing, message: Message) -> Carried:
        """An accepted image arrives hidden until tapped; copyMessage has no such option."""
        by_kind: dict[MessageKind, Callable[..., Awaitable[TelegramMessage]]] = {
            MessageKind.PHOTO: self.bot.send_photo,
            MessageKind.VIDEO: self.bot.send_video,
            MessageKind.ANIMATION: self.bot.send_animation,
        }
        spoken = self.words.of(message)
        hidden = functools.partial(
            by_kind[message.kind],
            to.address,
            message.file,
            caption=spoken.text if spoken else None,
            caption_entities=spoken.entities if spoken else None,
            has_spoiler=True,
            protect_content=bool(parcel.payload.get("protect")),
            reply_parameters=_answering(parcel, None),
        )
        return await _in_thread(to, hidden)

    async def _rewrite(self, parcel: Parcel, to: Standing) -> Carried:
        """Bring an edit to the copy. The new words are in memory, or copied anew after a crash."""
        message, _ = _passed_on(to)
        copy_id = await self._copy_of(parcel, message)
        spoken = self.words.of(message)
        if spoken is None:
            return await self._anew(parcel, to, copy_id)
        try:
            if message.kind is MessageKind.TEXT:
                await self.bot.edit_message_text(
                    spoken.text,
                    to.address,
                    copy_id,
                    entities=spoken.entities,
                    link_preview_options=_NO_PREVIEW,
                )
            else:
                await self.bot.edit_message_caption(
                    to.address,
                    copy_id,
                    caption=spoken.text,
                    caption_entities=spoken.entities,
                )
        except BadRequest as error:
            if _UNCHANGED not in str(error).lower():
                return await self._anew(parcel, to, copy_id)
        return Carried()

    async def _copy_of(self, parcel: Parcel, message: Message) -> int:
        """The copy that is edited: as it was known, or the one that has arrived since."""
        if known := parcel.payload.get("copy"):
            return int(str(known))
        async with self.store.reading() as tx:
            copy_id = await messages.last_copy(tx, message.id, parcel.recipient_id)
        if copy_id is None:
            raise Refused("undelivered-withdrawn")
        return copy_id

    async def _anew(self, parcel: Parcel, to: Standing, old_copy: int) -> Carried:
        """What an edit cannot bring is sent once more, as an answer to the old copy."""
        payload = {**parcel.payload, "reply_to": old_copy}
        return await self._copy(replace(parcel, payload=payload), to)

    async def _delete(self, parcel: Parcel, to: Standing) -> Carried:
        ids = parcel.payload["messages"]
        assert isinstance(ids, list)  # noqa: S101  # written by erase_person
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

    async def _react(self, parcel: Parcel, to: Standing) -> Carried:
        """Our own mark, or what the other side felt; forgotten after a restart, it is let go."""
        payload = self._payload(parcel)
        if payload is None:
            return Carried()
        emoji = str(payload.get("emoji", _DELIVERED)) or None
        await self.bot.set_message_reaction(to.address, int(str(payload["message"])), emoji)
        return Carried()

    async def _menu(self, parcel: Parcel, to: Standing) -> Carried:
        strings = self.libraries.current.strings
        names = self.menus[Role(str(parcel.payload["role"]))]
        commands = [BotCommand(name, strings.label(f"command-{name}")) for name in names]
        scope = BotCommandScopeChat(to.address)
        await self.bot.set_my_commands(commands, scope=scope)
        return Carried()


def _passed_on(to: Standing) -> tuple[Message, int]:
    if to.message is None or to.source is None:
        raise Refused("undelivered-withdrawn")
    return to.message, to.source


async def _in_thread(to: Standing, send: Send) -> Carried:
    """Send a new message where the recipient wrote last; a topic may be gone.

    Raises Perhaps if no answer came: each further time may be one more of the same. Edits,
    deletions, marks and menus are not sent through here: repeating them changes nothing.
    """
    try:
        try:
            return Carried(_id_of(await send(message_thread_id=to.thread)))
        except BadRequest as error:
            if to.thread is None or _NO_THREAD not in str(error).lower():
                raise
            sent = await send(message_thread_id=None)
            return Carried(_id_of(sent), gone_thread=to.thread)
    except LostAnswer:
        raise Perhaps from None


def _id_of(sent: TelegramMessage | MessageId | int) -> int:
    return sent if isinstance(sent, int) else sent.message_id


def _answering(parcel: Parcel, spoken: Spoken | None) -> ReplyParameters | None:
    """What a copy is a reply to, and the part of it that its author chose."""
    reply = _reply(parcel.payload.get("reply_to"))
    if reply is None or spoken is None or spoken.quote is None:
        return reply
    return ReplyParameters(
        reply.message_id,
        allow_sending_without_reply=True,
        quote=spoken.quote,
        quote_position=spoken.quote_position,
    )


def _reply(message_id: Reference) -> ReplyParameters | None:
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
