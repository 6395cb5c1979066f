"""Understands updates: who it is, what they may do, which feature answers."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import structlog
from telegram import (
    Bot,
    CallbackQuery,
    ChatMember,
    InlineQuery,
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    Update,
    User,
)

from bot.actions.ask_question import drop_question
from bot.actions.context import Context
from bot.actions.end_live_location import end_live_location
from bot.actions.leave import leave
from bot.actions.pass_reaction import pass_reaction
from bot.actions.receive_update import Stranger, receive_update
from bot.actions.where_written import place_of, where_written
from bot.delivery.inbox import AfterCommit
from bot.domain.messages import Kind
from bot.domain.people import Person, Role
from bot.domain.screens import Notice
from bot.domain.start_codes import understood
from bot.store.database import Transaction
from bot.store.parcels import Lane
from bot.telegram_ui import callback_data
from bot.telegram_ui.callback_data import ForgedData
from bot.telegram_ui.features import Button, Command, Question
from bot.telegram_ui.hearing import Ear, Prepared
from bot.telegram_ui.help import COORDINATORS_ONLY, UNKNOWN_COMMAND, UpdateFailed
from bot.telegram_ui.incoming import (
    command_of,
    is_live_tick,
    is_somebody_elses,
    kind_of,
    live_ended,
    private_user,
    topic_of,
    words_of,
)
from bot.telegram_ui.inline import articles, offers
from bot.telegram_ui.questions import answered_question
from bot.telegram_ui.registry import Registry
from bot.telegram_ui.showing import Screens
from bot.telegram_ui.visits import Parts, Visit
from bot.telegram_ui.worker.conversation import worker_edits, worker_writes
from bot.telegram_ui.young_person.discreet import says_the_word
from bot.telegram_ui.young_person.free_text import (
    say_to_whoever_answers,
    says_nothing_else,
    young_person_commands,
    young_person_edits,
    young_person_writes,
)
from bot.telegram_ui.young_person.hearing import hear
from bot.telegram_ui.young_person.word_alone import plain_command

log = structlog.get_logger()

#: Asked of Telegram; anything else would only cost.
ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
]
#: Seconds for which Telegram may give the same results to whoever types the same.
_INLINE_LASTS = 300
_GONE = (ChatMember.BANNED, ChatMember.LEFT)


@dataclass(slots=True)
class Application:
    """The desk that the inbox hands updates to."""

    bot: Bot
    parts: Parts
    registry: Registry
    screens: Screens
    ear: Ear = field(init=False)

    def __post_init__(self) -> None:
        """Make what listens before the transaction."""
        self.ear = Ear(
            self.parts.triage,
            lambda: self.bot.username,
            frozenset(self.registry.commands),
            self.parts.lately,
        )

    def key(self, update: Update) -> Hashable:
        """Updates of one chat are handled in order."""
        return update.effective_chat.id if update.effective_chat else update.update_id

    async def prepare(self, update: Update) -> Prepared:
        """Hear what an update says, before and outside its transaction."""
        if update.inline_query:
            return await self.ear.hear(update.inline_query.query, update.update_id)
        return await self.ear.prepare(update)

    async def handle(
        self, tx: Transaction, update: Update, prepared: Prepared
    ) -> Sequence[AfterCommit]:
        """Act on one update, once."""
        if update.inline_query:
            # Whoever it is: nothing of them is looked up or noted.
            return (self._offer(update.inline_query, prepared),)
        ctx = self.parts.context(tx)
        user = private_user(update)
        if user is None:
            return ()
        try:
            person = await _received(self._arriving(ctx, update), update, user)
        except Stranger:
            return self._turned_away(update)
        if person is None:
            return ()
        # From here on, what happens is counted where they ask from, in its time.
        ctx = ctx.where(ctx.library.territory(person.territory))
        visit = Visit(ctx, person, self.parts, prepared, update.update_id, user.id)
        await _find_place(visit, update)
        if update.message:
            visit.message = update.message
            await self._written(visit, update.message)
        elif update.edited_message:
            visit.message = update.edited_message
            await self._edited(visit, update.edited_message)
        elif update.message_reaction:
            await self._reacted(visit, update.message_reaction)
        elif update.callback_query:
            return await self._pressed(visit, update.callback_query)
        elif update.my_chat_member and update.my_chat_member.new_chat_member.status in _GONE:
            await leave(ctx, person)
        return ()

    async def apologise(self, tx: Transaction, update: Update, reference: str) -> Person | None:
        """Something of ours broke: say so. Returns to whom, or None if it was handled before."""
        ctx = self.parts.context(tx)
        user = private_user(update)
        try:
            person = await _received(self._arriving(ctx, update), update, user) if user else None
        except Stranger:
            return None
        if person:
            thread = topic_of(update.message) if update.message else None
            await where_written(ctx, person, thread)
            await ctx.show(person.id, UpdateFailed(reference), lane=Lane.DANGER)
        return person

    def _arriving(self, ctx: Context, update: Update) -> Context:
        """A first contact by the link of a territory is counted there."""
        text = (update.message and update.message.text) or ""
        command = command_of(text, self.bot.username)
        leads = understood(command[1]) if command and command[0] == "start" else None
        named = leads is not None and leads.territory
        return ctx.where(ctx.library.territory(named)) if named else ctx

    async def _written(self, visit: Visit, message: Message) -> None:
        if kind_of(message) is Kind.SERVICE:
            # A pin, a timer, a background: Telegram's own notice is never answered.
            if not visit.person.role.in_team:
                await hear(visit)
            return
        command = command_of(message.text or "", self.bot.username)
        known = self._command(visit.person, command)
        if await says_the_word(visit, message.text or ""):
            return
        if not visit.person.role.in_team:
            # Danger passes every guard: before commands, questions and buttons are understood.
            await hear(visit)
        if command is not None:
            await self._commanded(visit, command, known)
        elif (word := self._word_alone(visit, message)) is not None:
            await self._commanded(visit, (word.name, ""), word, said=True)
        elif (question := await self._question(visit, message)) is not None:
            await question.run(visit, words_of(message).text)
        elif visit.person.role.in_team:
            await worker_writes(visit)
        else:
            await young_person_writes(visit)

    def _word_alone(self, visit: Visit, message: Message) -> Command | None:
        """The command that a young person means by one word: *urgence*, *stop*, *menu*."""
        if visit.person.role.in_team or not message.text or is_somebody_elses(message):
            return None
        name = plain_command(visit.parts.library().strings, message.text)
        return self._command(visit.person, (name, "")) if name else None

    def _command(self, person: Person, given: tuple[str, str] | None) -> Command | None:
        command = self.registry.commands.get(given[0]) if given else None
        return command if command and person.role in command.roles else None

    def _refusal(self, name: str) -> Notice:
        """What the team reads of a command that is not theirs."""
        command = self.registry.commands.get(name)
        theirs = command is not None and Role.COORDINATOR in command.roles
        return COORDINATORS_ONLY if theirs else UNKNOWN_COMMAND

    async def _commanded(
        self,
        visit: Visit,
        given: tuple[str, str],
        command: Command | None,
        *,
        said: bool = False,
    ) -> None:
        """Do what a command says. ``said``: by its word alone, which somebody else may read."""
        if visit.person.question:
            await drop_question(visit.ctx, visit.person.id)
        if visit.person.role.in_team:
            refused = self._refusal(given[0])
            await (command.run(visit, given[1]) if command else visit.reply(refused))
        else:
            if said:
                await say_to_whoever_answers(visit)
            await young_person_commands(visit, command, given[1])

    async def _question(self, visit: Visit, message: Message) -> Question | None:
        """The question that a message answers, closed by it; danger answers none."""
        question = await answered_question(visit, message, self.registry.questions)
        hearing = visit.hearing
        # Words of somebody else, forwarded, get the numbers and the answer both.
        serious = hearing is not None and hearing.verdict.serious and not is_somebody_elses(message)
        return None if serious else question

    async def _edited(self, visit: Visit, message: Message) -> None:
        if is_live_tick(message):
            # Nobody wrote this: they only moved.
            return
        if live_ended(message):
            await end_live_location(visit.ctx, visit.person.id, message.message_id)
            return
        said = words_of(message)
        before = visit.parts.words.remember(
            visit.person.id, message.message_id, said, visit.update_id
        )
        if before == said:
            # Telegram says so at times of what nobody changed: a preview came, somebody voted.
            return
        replaced = said.file is not None and (before is None or before.file != said.file)
        given = command_of(message.text or "", self.bot.username)
        command = self._command(visit.person, given)
        in_team = visit.person.role.in_team
        if not in_team:
            await hear(visit)
        if command is not None and command.name == "urgence":
            await command.run(visit, "")
        if in_team:
            await worker_edits(visit, command=command is not None, replaced=replaced)
        else:
            nothing = given is not None and says_nothing_else(visit, command, given[1])
            await young_person_edits(visit, command=nothing, replaced=replaced)

    async def _reacted(self, visit: Visit, reaction: MessageReactionUpdated) -> None:
        felt = [one.emoji for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji)]
        if felt or not reaction.new_reaction:
            emoji = felt[-1] if felt else ""
            await pass_reaction(visit.ctx, visit.person.id, reaction.message_id, emoji)

    async def _pressed(self, visit: Visit, query: CallbackQuery) -> Sequence[AfterCommit]:
        visit.pressed_in = query.message.message_id if query.message else None
        button, args = self._button(visit.person, visit.ctx.tx, query.data or "")
        if button is None:
            visit.say("toast-stale-button")
        else:
            if visit.person.question:
                # They went on to something else: the next message answers nothing.
                await drop_question(visit.ctx, visit.person.id)
            await button.run(visit, args)
        return (self._answer(query, visit.toast),)

    def _turned_away(self, update: Update) -> Sequence[AfterCommit]:
        """Somebody whom we do not know, or not any more, and who wrote nothing."""
        if update.callback_query is None:
            return ()
        toast = self.parts.library().strings.label("toast-stale-button")
        return (self._answer(update.callback_query, toast),)

    def _answer(self, query: CallbackQuery, toast: str | None) -> AfterCommit:
        async def answer() -> None:
            await self.bot.answer_callback_query(query.id, toast)

        return answer

    def _offer(self, query: InlineQuery, prepared: Prepared) -> AfterCommit:
        async def offer() -> None:
            library, verdict = self.parts.library(), self.parts.triage.judge(prepared.heard)
            now = self.parts.clock().astimezone(library.home.zone)
            made = offers(library, query.query, verdict, now, self.bot.username)
            await self.bot.answer_inline_query(
                query.id, articles(made), cache_time=_INLINE_LASTS, is_personal=False
            )

        return offer

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


async def _find_place(visit: Visit, update: Update) -> None:
    """See in which topic of the chat something was written or pressed."""
    query = update.callback_query
    pressed_in = query.message if query and isinstance(query.message, Message) else None
    if message := update.message or pressed_in:
        visit.thread = topic_of(message)
    if update.message:
        visit.place = await where_written(visit.ctx, visit.person, visit.thread)
    elif visit.thread is not None:
        visit.place = await place_of(visit.ctx, visit.person, visit.thread)


async def _received(ctx: Context, update: Update, user: User) -> Person | None:
    """Note an update as handled; returns who sent it, or None if it was handled before."""
    message = update.message
    return await receive_update(
        ctx,
        update.update_id,
        user.id,
        message.message_id if message else None,
        meets=bool(message or update.edited_message),
    )
