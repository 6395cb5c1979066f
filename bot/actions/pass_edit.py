"""Somebody edited a message: bring the edit to its copy."""

from bot.actions.context import Context
from bot.domain.cases import Author
from bot.domain.people import PersonId
from bot.store import messages
from bot.store.messages import Reference, State


async def pass_edit(ctx: Context, author: PersonId, source_id: int) -> Reference | None:
    """Pass an edit on. Returns the edited message, or None if it was never passed on.

    A message that still waits needs nothing: it is copied as it stands when the case is taken.
    """
    message = await messages.by_source(ctx.tx, author, source_id)
    if message is None:
        return None
    if message.state in {State.LEAVING, State.PASSED}:
        for copy in (await messages.copies_of(ctx.tx, message.id))[-1:]:
            protect = message.author is Author.PERSON
            await ctx.rewrite(copy.reader_id, message, copy=copy.copy_id, protect=protect)
    return message
