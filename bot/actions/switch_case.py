"""A worker turns to another of their cases."""

from bot.actions.context import Context
from bot.actions.pass_message import lock_own_case
from bot.domain.cases import Case
from bot.domain.people import CaseId, Person
from bot.store import memberships


async def switch_case(ctx: Context, worker: Person, case_id: CaseId) -> Case:
    """Make a case the one that plain messages go to. Raises NoCase if it is not theirs."""
    case = await lock_own_case(ctx, worker.id, case_id)
    await memberships.turn_to(ctx.tx, worker.id, case.id)
    return case
