"""A worker takes a message back, while Telegram allows it: nobody should read it, or any more."""

from datetime import datetime
from enum import StrEnum

from bot.actions.context import Context
from bot.actions.erase_person import DELETABLE_FOR
from bot.domain.cases import Author
from bot.domain.people import PersonId
from bot.store import cases, messages, withdrawals
from bot.store.messages import Copy, Reference, State


class Unsent(StrEnum):
    """What became of a message that was to be taken back."""

    #: It had not arrived, and will not.
    STOPPED = "stopped"
    #: It had arrived: Telegram is asked to delete it there. It may have been read.
    DELETED = "deleted"
    #: Telegram lets a bot delete it no more.
    TOO_OLD = "too-old"
    #: It is nothing that was passed on.
    NOTHING = "nothing"


async def unsend_message(ctx: Context, worker: PersonId, source_id: int) -> Unsent:
    """Take back what a member wrote, whoever has the case by now, open or not.

    Nothing sends it later: no edit of it passes any more.
    """
    known = await messages.by_source(ctx.tx, worker, source_id)
    if known is None or known.author is not Author.WORKER:
        return Unsent.NOTHING
    await cases.lock(ctx.tx, known.case_id)
    message = await messages.get(ctx.tx, known.id)
    if message is None or message.state is State.WITHDRAWN:
        return Unsent.NOTHING
    copies = await messages.copies_of(ctx.tx, message.id)
    if any(_is_too_old(copy, ctx.now) for copy in copies):
        return Unsent.TOO_OLD
    await _withdraw(ctx, message, copies)
    return Unsent.DELETED if copies else Unsent.STOPPED


def _is_too_old(copy: Copy, now: datetime) -> bool:
    return copy.made_at < now - DELETABLE_FOR


async def _withdraw(ctx: Context, message: Reference, copies: list[Copy]) -> None:
    """What is on its way at this moment is taken back once it has arrived."""
    await withdrawals.withdraw_message(ctx.tx, message.id, ctx.now)
    await messages.move(ctx.tx, message.id, State.WITHDRAWN)
    ctx.memory.forget_message(message.author_id, message.source_id)
    for copy in copies:
        await ctx.take_back(copy.reader_id, [copy.copy_id])
        await messages.forget_copy(ctx.tx, copy.reader_id, copy.copy_id)
