"""Which question a message answers; the rule is in ``domain/questions.py``."""

from collections.abc import Mapping

from telegram import Message

from bot.actions.ask_question import drop_question
from bot.domain.people import PersonId
from bot.domain.questions import Fate, Quoted, fate
from bot.domain.screens import Notice
from bot.store import cases, messages
from bot.store.vault import Vault
from bot.telegram_ui import callback_data
from bot.telegram_ui.callback_data import ForgedData
from bot.telegram_ui.features import TEAM, Question
from bot.telegram_ui.visits import Visit

QUESTION_OVER = Notice("question-over")
#: The button that every question of the team has.
CANCEL = "question-cancel"


async def answered_question(
    visit: Visit, message: Message, questions: Mapping[str, Question]
) -> Question | None:
    """The question that a message answers, if any. Whatever it is, none is open afterwards."""
    person = visit.person
    question = questions.get(person.question or "")
    quoted = await _quoted(visit, message)
    if question is None:
        return _OVER if person.role.in_team and quoted is Quoted.THE_QUESTION else None
    await drop_question(visit.ctx, person.id)
    if person.role not in question.roles:
        return None
    readable = bool(message.text) or question.any_kind or quoted is Quoted.THE_QUESTION
    if readable and await _fate(visit, quoted) is Fate.ANSWERED:
        return question
    return _OVER if person.role.in_team and quoted is Quoted.THE_QUESTION else None


async def _fate(visit: Visit, quoted: Quoted) -> Fate:
    person = visit.person
    # What young people write during a case is passed on even if it answers something.
    taken = await cases.taken_by(visit.ctx.tx, person.id) if person.role.in_team else []
    return fate(person.question_at, visit.ctx.now, quoted, has_open_case=bool(taken))


async def _quoted(visit: Visit, message: Message) -> Quoted:
    answered = message.reply_to_message
    if answered is None:
        return Quoted.NOTHING
    # Answered before its delivery was noted, a question is known by its button.
    if answered.message_id == visit.person.question_message or _asks(
        answered, visit.ctx.tx.vault, visit.person.id
    ):
        return Quoted.THE_QUESTION
    if not visit.person.question:
        return Quoted.NOTHING
    tx, me = visit.ctx.tx, visit.person.id
    known = await messages.by_copy(tx, me, answered.message_id) or await messages.by_source(
        tx, me, answered.message_id
    )
    return Quoted.A_CONVERSATION if known else Quoted.NOTHING


def _asks(message: Message, vault: Vault, reader: PersonId) -> bool:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return any(_verb(str(b.callback_data), vault, reader) == CANCEL for row in rows for b in row)


def _verb(data: str, vault: Vault, reader: PersonId) -> str | None:
    try:
        return callback_data.unpack(vault, reader, data)[0]
    except ForgedData:
        return None


async def _say_that_it_is_over(visit: Visit, text: str) -> None:
    """A late answer goes nowhere: neither kept nor sent to anybody."""
    del text
    await visit.reply(QUESTION_OVER)


_OVER = Question("over", TEAM, _say_that_it_is_over)
