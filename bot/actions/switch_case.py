"""A worker turns to another of their cases."""

from bot.actions.context import Context
from bot.domain.cases import Case, NoCase, Status
from bot.domain.people import CaseId, Person
from bot.store import cases, people


async def switch_case(ctx: Context, worker: Person, case_id: CaseId) -> Case:
    """Make a case the one that plain messages go to. Raises NoCase if it is not theirs."""
    case = await cases.get(ctx.tx, case_id)
    if case is None or case.status is not Status.TAKEN or case.worker_id != worker.id:
        raise NoCase
    await people.set_current_case(ctx.tx, worker.id, case.id)
    await people.set_heard_case(ctx.tx, worker.id, case.id)
    return case
