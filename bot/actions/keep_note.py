"""A worker notes something for whoever answers after them; the young person never gets it.

The words stay in the worker's own chat: kept is which message it is. It is copied from there when
the case changes hands, and goes when the person is erased.
"""

from bot.actions.context import Context
from bot.actions.pass_message import Written, keep_message, lock_own_case
from bot.domain.cases import Author, Case
from bot.domain.messages import Kind
from bot.domain.people import CaseId, PersonId
from bot.store.messages import State


async def keep_note(ctx: Context, worker: PersonId, case_id: CaseId, source_id: int) -> Case:
    """Keep a message of the worker's chat as a note of a case; once. Raises NoCase."""
    case = await lock_own_case(ctx, worker, case_id)
    await keep_message(ctx, case, Written(source_id, Kind.TEXT), Author.WORKER, State.NOTE)
    return case
