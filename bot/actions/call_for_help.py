"""A worker says that a case is dangerous: its level rises, and coordination is called at once."""

from dataclasses import replace

from bot.actions.case_topics import rename_topic
from bot.actions.context import Context
from bot.actions.mind_lease import start_lease
from bot.actions.pass_case import hand_over
from bot.actions.pass_message import lock_own_case
from bot.actions.screens import WorkerCalls
from bot.domain.cases import REASONS_KEPT, Case, NoCase, Status
from bot.domain.danger import Danger
from bot.domain.people import CaseId, Person, PersonId, Role
from bot.store import alerts, cases, memberships
from bot.store.parcels import Lane

#: The reason that stands with the case from then on.
BY_WORKER = "by-worker"


async def call_for_help(
    ctx: Context, worker: PersonId, case_id: CaseId, epoch: int, danger: Danger
) -> tuple[Case, int]:
    """Raise a case to a level, and call every coordinator; nobody's level is ever lowered.

    Returns the case as it is now, and how many are called. Raises NoCase.
    """
    case = await lock_own_case(ctx, worker, case_id)
    if case.epoch != epoch:
        raise NoCase
    why = (BY_WORKER, *(reason for reason in case.why if reason != BY_WORKER))
    worse = replace(case, danger=max(case.danger, danger), why=why[:REASONS_KEPT])
    await cases.set_urgency(ctx.tx, worse)
    if worse.danger != case.danger:
        rename_topic(ctx, worse)
    if case.danger < Danger.HIGH:
        await start_lease(ctx, worse)
    called = await alerts.coordinators(ctx.tx, {worker, case.person_id})
    for one in called:
        await ctx.show(
            one.id,
            WorkerCalls(case.id, worker),
            lane=Lane.DANGER,
            resting_on=worse,
            slot=f"help-{case.id}",
        )
    return worse, len(called)


async def take_over(ctx: Context, member: Person, case_id: CaseId, epoch: int) -> Case:
    """A coordinator who was called takes the case of whoever called. Raises NoCase."""
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is not Status.TAKEN or case.epoch != epoch:
        raise NoCase
    known = await memberships.lock_member(ctx.tx, member.id)
    if known is None or known.role is not Role.COORDINATOR:
        raise NoCase
    if member.id in {case.person_id, case.worker_id}:
        raise NoCase
    return await hand_over(ctx, case, known)
