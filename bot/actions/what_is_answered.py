"""Which case a reply of a worker belongs to."""

from bot.actions.context import Context
from bot.domain.people import CaseId, PersonId
from bot.store import messages, sent
from bot.store.messages import State


async def what_is_answered(ctx: Context, worker: PersonId, message_id: int) -> CaseId | None:
    """The case that a message of a worker's chat is about, open or not.

    It may be a copy, an own message, or anything that the bot showed about a case: a header, a
    speaker's line, a notice, an alert. None when it is about no case, or that is not known any
    more.
    """
    passed = await messages.by_copy(ctx.tx, worker, message_id) or await messages.by_source(
        ctx.tx, worker, message_id
    )
    if passed is not None:
        # A reply to a note may be meant for the note: whom it is for is asked.
        return None if passed.state is State.NOTE else passed.case_id
    _, case = await sent.case_of(ctx.tx, worker, message_id)
    return case
