"""The desk that the inbox hands updates to: what can be understood goes on to the application.

What cannot be is noted, answered where its chat is known, and let go: it must neither come
again for ever nor keep anybody else waiting. Danger passes this guard too.
"""

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from uuid import uuid4

import structlog
from telegram import Update

from bot.actions.context import Context
from bot.actions.hear_person import hear_person
from bot.actions.receive_update import receive_from_nobody, receive_update
from bot.delivery.inbox import AfterCommit
from bot.delivery.troubles import Troubles
from bot.domain.danger import Danger, Verdict
from bot.domain.people import Person
from bot.store.database import Transaction
from bot.store.parcels import Lane
from bot.telegram_ui.application import Application
from bot.telegram_ui.hearing import Prepared
from bot.telegram_ui.help import MessagesLost, UpdateFailed
from bot.telegram_ui.incoming import command_of, private_user, words_of
from bot.telegram_ui.parsing import Letter, Unreadable
from bot.telegram_ui.young_person.emergency import EMERGENCY_NOW, Emergency

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Hands on what is understood, and answers what is not."""

    application: Application
    troubles: Troubles

    def key(self, update: Letter) -> Hashable:
        """Updates of one chat are handled in order, whether they are understood or not."""
        if isinstance(update, Update):
            try:
                return self.application.key(update)
            except Exception:
                log.exception("update_without_key")
                return update.update_id
        return update.update_id if update.chat_id is None else update.chat_id

    async def prepare(self, update: Letter) -> Prepared:
        """Hear what an update says, before its transaction."""
        if isinstance(update, Update):
            return await self.application.prepare(update)
        return await self.application.ear.hear(update.text, update.update_id)

    async def handle(
        self, tx: Transaction, update: Letter, prepared: Prepared
    ) -> Sequence[AfterCommit]:
        """Act on one update, once."""
        if isinstance(update, Update):
            return await self.application.handle(tx, update, prepared)
        reference = new_reference()
        if await self._note(tx, update, reference):
            self.troubles.note("update_lost" if update.lost else "update_unreadable")
            log.warning("update_not_handled", kind=update.kind, reference=reference)
        return ()

    async def apologise(self, tx: Transaction, update: Letter, reference: str) -> None:
        """Something of ours broke: say so, with the numbers if they may be needed."""
        self.troubles.note("update_failed")
        if not isinstance(update, Update):
            await self._note(tx, update, reference)
            return
        person = await self.application.apologise(tx, update, reference)
        if person is not None:
            ctx = self.application.parts.context(tx)
            await self._show_numbers(ctx, person, update.update_id, _text_of(update))

    async def let_go(self, update: Letter, reference: str) -> None:
        """Not even an apology could be noted: answer past the database, best effort."""
        self.troubles.note("update_let_go")
        address, text = _address_of(update), _text_of(update)
        if address is None:
            return
        show = self.application.screens.show_now
        if self._asks(text) or self._assess(text).danger >= Danger.HIGH:
            await show(address, EMERGENCY_NOW)
        await show(address, UpdateFailed(reference))

    async def _note(self, tx: Transaction, update: Unreadable, reference: str) -> bool:
        """Note it as handled and answer; returns whether it is new."""
        ctx = self.application.parts.context(tx)
        if update.chat_id is None:
            return await receive_from_nobody(ctx, update.update_id)
        person = await receive_update(ctx, update.update_id, update.chat_id, update.message_id)
        if person is None:
            return False
        await self._show_numbers(ctx, person, update.update_id, update.text)
        if not update.silent:
            await self._say_so(ctx, person, update, reference)
        return True

    async def _show_numbers(self, ctx: Context, person: Person, update_id: int, text: str) -> None:
        if self._asks(text):
            await ctx.show(person.id, Emergency(person.role), lane=Lane.DANGER)
        elif text and not person.role.in_team:
            assess = functools.partial(self.application.parts.triage.assess, text)
            await hear_person(ctx, person, assess, update_id)

    async def _say_so(
        self, ctx: Context, person: Person, update: Unreadable, reference: str
    ) -> None:
        screen = MessagesLost(reference) if update.lost else UpdateFailed(reference)
        await ctx.show(person.id, screen, lane=Lane.DANGER)

    def _asks(self, text: str) -> bool:
        command = command_of(text, self.application.bot.username)
        return command is not None and command[0] == "urgence"

    def _assess(self, text: str) -> Verdict:
        return self.application.parts.triage.assess(text) if text else Verdict(Danger.NONE)


def new_reference() -> str:
    """What stands in a log line and in the message about the same fault."""
    return uuid4().hex[:6]


def _address_of(update: Letter) -> int | None:
    if not isinstance(update, Update):
        return update.chat_id
    user = private_user(update)
    return user.id if user else None


def _text_of(update: Letter) -> str:
    if not isinstance(update, Update):
        return update.text
    message = update.message or update.edited_message
    return words_of(message).text if message else ""
