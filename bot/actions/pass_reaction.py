"""A reaction to a message is put on the same message at the other end."""

from bot.actions.context import Context
from bot.domain.cases import Status
from bot.domain.people import PersonId
from bot.store import cases, messages
from bot.store.messages import Reference


async def pass_reaction(ctx: Context, reader: PersonId, message_id: int, emoji: str) -> bool:
    """Put a reaction, or take it away (``emoji`` empty). Returns whether it was about anything.

    Only between the two who talk now: a case that ended, or changed hands, passes nothing on.
    """
    message = await messages.by_copy(ctx.tx, reader, message_id)
    if message is None:
        message = await messages.by_source(ctx.tx, reader, message_id)
    case = await cases.lock(ctx.tx, message.case_id) if message else None
    if message is None or case is None or case.status is not Status.TAKEN:
        return False
    other = {case.person_id: case.worker_id, case.worker_id: case.person_id}.get(reader)
    there = await _stands_at(ctx, message, other) if other else None
    if other is None or there is None:
        return False
    ctx.react(other, there, emoji, case)
    return True


async def _stands_at(ctx: Context, message: Reference, reader: PersonId) -> int | None:
    """The message's id in somebody's chat."""
    if message.author_id == reader:
        return message.source_id
    return await messages.last_copy(ctx.tx, message.id, reader)
