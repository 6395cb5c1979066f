"""Somebody edited who or where they are into a message: keep it back while that can be done."""

from bot.actions.context import Context
from bot.domain.messages import IMAGES
from bot.domain.people import PersonId
from bot.store import inbox, messages
from bot.store.messages import State


async def hold_back(ctx: Context, author: PersonId, source_id: int) -> bool:
    """Keep an edited message back. Returns whether its author can be asked about it.

    A free text outside a case no longer goes along with the next request; a message that was
    passed on already keeps its old words at the other end.
    """
    message = await messages.by_source(ctx.tx, author, source_id)
    if message is None:
        await inbox.mark_loose(ctx.tx, author, source_id, loose=False)
        return False
    await messages.move(ctx.tx, message.id, State.HELD, came_from=State.WAITING)
    return message.state in {State.WAITING, State.HELD} and message.kind not in IMAGES
