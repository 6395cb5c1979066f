"""Screens are drawn at the moment of sending, in their reader's voice, and shown."""

import functools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from telegram import BotCommand, BotCommandScopeChat, InputMediaPhoto, Message
from telegram.error import BadRequest

from bot.actions.pass_message import LINES, line_before
from bot.actions.screens import SpeakerPerson
from bot.content.collection import Library
from bot.delivery.carrying import Refused
from bot.domain.people import PersonId, Role
from bot.domain.screens import Screen
from bot.domain.voices import Voice, voice_for
from bot.reports.workshop import Workshop
from bot.store import cases, sent
from bot.store.cargo import Menu, Show
from bot.store.database import Store
from bot.store.glances import Standing
from bot.store.messages import Reference
from bot.store.parcels import Carried, Parcel
from bot.store.topics import State as TopicState
from bot.telegram_ui.features import Draw
from bot.telegram_ui.pages import Page, View, entities, keyboard
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.request import urgently
from bot.telegram_ui.sending import (
    NO_PREVIEW,
    answering,
    changes_nothing,
    holds_no_text,
    in_thread,
)
from bot.telegram_ui.words import SpokenWords


class Libraries(Protocol):
    """Where the content of the moment is."""

    @property
    def current(self) -> Library:
        """The library as last loaded."""


@dataclass(frozen=True, slots=True)
class Screens:
    """Draws whatever is shown, and sends it."""

    bot: QuickBot
    store: Store
    libraries: Libraries
    drawings: Mapping[str, Draw]
    menus: Mapping[Role, tuple[str, ...]]
    words: SpokenWords
    clock: Callable[[], datetime]
    workshop: Workshop = field(default_factory=Workshop)

    async def show(self, parcel: Parcel, cargo: Show, to: Standing) -> Carried:
        """Send a screen, or put it in the place of a message."""
        if to.topic is TopicState.OPEN and isinstance(cargo.screen, SpeakerPerson):
            # In their own topic nobody need be told whose words follow.
            return Carried()
        if cargo.thread is not None and to.topic is not TopicState.OPEN:
            to = replace(to, thread=cargo.thread if parcel.case_id is None else to.thread)
        page = await self._draw(cargo.screen, parcel.recipient_id, self._voice(to), to.territory)
        if edited := await self._message_to_edit(parcel, cargo):
            try:
                return await self._edit(parcel, to, page, edited)
            except BadRequest as error:
                # A picture stands there, and no text can take its place: it comes below.
                if not holds_no_text(error):
                    raise
        common = {
            "reply_markup": keyboard(page, self.store.vault, parcel.recipient_id),
            "reply_parameters": answering(cargo.reply_to),
            "disable_notification": page.silent,
            "protect_content": page.protected,
        }
        if page.photo is None and page.document is None:
            sent = await self._send_text(to, page, common)
            # Where it stands in the ordinary chat, what follows need not be announced again.
            return replace(sent, named=to.topic is not None and isinstance(cargo.screen, LINES))
        file = functools.partial(
            self._send_file(page),
            caption=page.typeset,
            caption_entities=entities(page.text),
            **common,
        )
        return await in_thread(to, functools.partial(file, to.address))

    def _send_file(self, page: Page) -> Callable[..., Awaitable[Message]]:
        if page.document is not None:
            content, name = page.document.content, page.document.name
            return functools.partial(self.bot.send_document, document=content, filename=name)
        return functools.partial(self.bot.send_photo, photo=page.photo or b"")

    async def show_now(self, address: int, screen: Screen) -> None:
        """Show a screen at once, past the outbox: only for when the database is down.

        Nobody knows then who reads it: such texts say neither *tu* nor *vous*.
        """
        page = await self._draw(screen, PersonId(0), Voice(self.libraries.current.home.zone))
        with urgently():
            await self.bot.send_message(
                address,
                page.typeset,
                entities=entities(page.text),
                link_preview_options=NO_PREVIEW,
            )

    async def announce(self, message: Reference, to: Standing) -> None:
        """Say in the ordinary chat, at once, whose words follow: their topic is gone."""
        async with self.store.reading() as tx:
            case = await cases.get(tx, message.case_id)
        if case is None:
            return
        screen = line_before(message, case.pseudonym)
        page = await self._draw(screen, PersonId(0), self._voice(to), to.territory)
        await self._send_text(replace(to, thread=None), page, {"disable_notification": page.silent})

    async def set_menu(self, cargo: Menu, to: Standing) -> Carried:
        """Give somebody the command menu of a role."""
        strings = self.libraries.current.strings_for(
            voice_for(cargo.role, cargo.audience, self._zone(to))
        )
        names = self.menus[cargo.role]
        commands = [BotCommand(name, strings.label(f"command-{name}")) for name in names]
        await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(to.address))
        return Carried()

    def _voice(self, to: Standing) -> Voice:
        return voice_for(to.role, to.audience, self._zone(to))

    def _zone(self, to: Standing) -> ZoneInfo:
        return self.libraries.current.territory(to.territory).zone

    async def _draw(
        self, screen: Screen, reader: PersonId, voice: Voice, territory: str | None = None
    ) -> Page:
        view = View(
            reader,
            voice,
            self.libraries.current,
            self.store,
            self.clock(),
            self.bot.username,
            self.menus,
            self.words,
            territory,
            self.workshop,
        )
        return await self.drawings[screen.name](view, screen)

    async def _send_text(self, to: Standing, page: Page, how: Mapping[str, object]) -> Carried:
        """Send a text; of Telegram's answer only the id is read, which halves the work."""
        message = {
            "chat_id": to.address,
            "text": page.typeset,
            "entities": entities(page.text),
            "link_preview_options": NO_PREVIEW,
            **how,
        }

        async def send(*, message_thread_id: int | None) -> int:
            thread = {"message_thread_id": message_thread_id}
            return await self.bot.send_text(
                {name: value for name, value in (message | thread).items() if value}
            )

        return await in_thread(to, send)

    async def _message_to_edit(self, parcel: Parcel, cargo: Show) -> int | None:
        if cargo.edit is not None or not cargo.edit_last or not parcel.case_id:
            return cargo.edit
        async with self.store.reading() as tx:
            # A newer alert of the same case, in its own lane, may have arrived already.
            last = await sent.last_about(tx, parcel.recipient_id, parcel.case_id, before=parcel.id)
        if last is None:
            raise Refused("undelivered-refused")
        return last

    async def _edit(self, parcel: Parcel, to: Standing, page: Page, message_id: int) -> Carried:
        buttons = keyboard(page, self.store.vault, parcel.recipient_id)
        try:
            if page.photo is not None:
                said = entities(page.text)
                photo = InputMediaPhoto(page.photo, page.typeset, caption_entities=said)
                await self.bot.edit_message_media(
                    photo, to.address, message_id, reply_markup=buttons
                )
            else:
                await self.bot.edit_message_text(
                    page.typeset,
                    to.address,
                    message_id,
                    entities=entities(page.text),
                    reply_markup=buttons,
                    link_preview_options=NO_PREVIEW,
                )
        except BadRequest as error:
            if not changes_nothing(error):
                raise
        return Carried(message_id)
