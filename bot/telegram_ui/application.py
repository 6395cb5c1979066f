"""Understands updates: who it is, what they may do, which feature answers."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import structlog
from telegram import Bot, CallbackQuery, ChatMember, Message, Update, User

from bot.actions.context import Context
from bot.actions.invite_member import give_back_cases
from bot.actions.meet_person import welcome
from bot.actions.pass_edit import pass_edit
from bot.delivery.inbox import AfterCommit
from bot.domain.danger import Danger
from bot.domain.people import Person
from bot.store import inbox, people
from bot.store.database import Transaction
from bot.store.outbox import Lane
from bot.telegram_ui import callback_data
from bot.telegram_ui.callback_data import ForgedData
from bot.telegram_ui.features import Button, Question
from bot.telegram_ui.incoming import command_of, private_user, words_of
from bot.telegram_ui.registry import Registry
from bot.telegram_ui.sender import Sender
from bot.telegram_ui.visits import Parts, Visit
from bot.telegram_ui.worker.conversation import worker_writes
from bot.telegram_ui.young_person.free_text import (
    show_numbers,
    young_person_edits,
    young_person_writes,
)

log = structlog.get_logger()

#: Asked of Telegram; anything else would only cost.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
_GONE = (ChatMember.BANNED, ChatMember.LEFT)


@dataclass(slots=True)
class Application:
    """The desk that the inbox hands updates to."""

    bot: Bot
    parts: Parts
    registry: Registry
    sender: Sender

    def key(self, update: Update) -> Hashable:
        """Updates of one chat are handled in order."""
        return update.effective_chat.id if update.effective_chat else update.update_id

    async def handle(self, tx: Transaction, update: Update) -> Sequence[AfterCommit]:
        """Act on one update, once."""
        ctx = self.parts.context(tx)
        user = private_user(update)
        if user is None:
            return ()
        person = await self._accept(ctx, update, user)
        if person is None:
            return ()
        visit = Visit(ctx, person, self.parts)
        if update.message:
            visit.message = update.message
            await self._written(visit, update.message)
        elif update.edited_message:
            visit.message = update.edited_message
            await self._edited(visit, update.edited_message)
        elif update.callback_query:
            return await self._pressed(visit, update.callback_query)
        elif update.my_chat_member and update.my_chat_member.new_chat_member.status in _GONE:
            await people.note_blocked(tx, person.id, ctx.now)
            await give_back_cases(ctx, person.id)
        return ()

    async def _accept(self, ctx: Context, update: Update, user: User) -> Person | None:
        """Note an update as handled; returns who sent it, or None if it was handled before."""
        known, seen = await people.find_writer(ctx.tx, user.id, update.update_id)
        if seen or (known is None and await inbox.seen(ctx.tx, update.update_id)):
            return None
        person = await welcome(ctx, known, user.id)
        message_id = update.message.message_id if update.message else None
        inbox.note(ctx.tx, update.update_id, person.id, message_id, ctx.now)
        return person

    async def apologise(self, tx: Transaction, update: Update, reference: str) -> None:
        """Something of ours broke: say so, with the numbers that help meanwhile."""
        ctx = self.parts.context(tx)
        user = private_user(update)
        person = await self._accept(ctx, update, user) if user else None
        if person:
            await ctx.show(person.id, "update-failed", lane=Lane.DANGER, reference=reference)

    async def _written(self, visit: Visit, message: Message) -> None:
        command = command_of(message.text or "", self.bot.username)
        question = await self._question(visit, message) if command is None else None
        if command is not None:
            await self._command(visit, *command)
        elif question is not None:
            await question.run(visit, words_of(message).text)
        elif visit.person.role.in_team:
            await worker_writes(visit)
        else:
            await young_person_writes(visit)

    async def _command(self, visit: Visit, name: str, rest: str) -> None:
        if visit.person.question:
            await people.ask(visit.ctx.tx, visit.person.id, None)
        command = self.registry.commands.get(name)
        # Danger passes every guard, a mistyped command included.
        if rest and not visit.person.role.in_team:
            await show_numbers(visit, self.parts.triage.assess(rest))
        if command is None or visit.person.role not in command.roles:
            await visit.reply("unknown-command")
            return
        await command.run(visit, rest)

    async def _question(self, visit: Visit, message: Message) -> Question | None:
        """The question that a message answers, closed by it; danger answers none."""
        question = self.registry.questions.get(visit.person.question or "")
        if question is None or not (message.text or question.any_kind):
            return None
        await people.ask(visit.ctx.tx, visit.person.id, None)
        if visit.person.role not in question.roles or await self._danger(visit, message):
            return None
        return question

    async def _danger(self, visit: Visit, message: Message) -> bool:
        """Whether somebody's own words sound dangerous: help comes before any answer.

        Words of somebody else, forwarded, get the numbers and the answer both.
        """
        verdict = self.parts.triage.assess(words_of(message).text)
        if visit.person.role.in_team or verdict.danger < Danger.HIGH:
            return False
        if message.forward_origin is not None:
            await show_numbers(visit, verdict)
            return False
        return True

    async def _edited(self, visit: Visit, message: Message) -> None:
        spoken = words_of(message)
        visit.parts.words.remember(visit.person.id, message.message_id, spoken)
        if visit.person.role.in_team:
            await pass_edit(visit.ctx, visit.person.id, message.message_id)
        else:
            await young_person_edits(visit)

    async def _pressed(self, visit: Visit, query: CallbackQuery) -> Sequence[AfterCommit]:
        visit.pressed_in = query.message.message_id if query.message else None
        button, args = self._button(visit.person, visit.ctx.tx, query.data or "")
        if button is None:
            visit.say("toast-stale-button")
        else:
            if visit.person.question:
                # They went on to something else: the next message answers nothing.
                await people.ask(visit.ctx.tx, visit.person.id, None)
            await button.run(visit, args)
        toast = visit.toast

        async def answer() -> None:
            await self.bot.answer_callback_query(query.id, toast)

        return (answer,)

    def _button(
        self, person: Person, tx: Transaction, data: str
    ) -> tuple[Button | None, list[str]]:
        try:
            verb, args = callback_data.unpack(tx.vault, person.id, data)
        except ForgedData:
            return None, []
        button = self.registry.buttons.get(verb)
        if button is None or person.role not in button.roles:
            return None, []
        return button, args
