"""Somebody has a case and does not answer: they are reminded, then it goes back to the queue."""

from bot.actions.context import Context
from bot.actions.give_back_cases import give_back_unanswered
from bot.actions.pass_message import lock_own_case
from bot.actions.screens import CaseReturned, Nudge
from bot.domain.cases import Case, NoCase, Status
from bot.domain.danger import Danger
from bot.domain.leases import Delays, Turn, look
from bot.domain.people import CaseId, PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import cases, leases, timers
from bot.store.parcels import Lane


async def mind_lease(ctx: Context, due: Due) -> None:
    """The timer of a taken case: what is to be done now, and when to look again."""
    assert due.subject.case is not None  # noqa: S101  # such timers are about cases
    case = await cases.lock(ctx.tx, due.subject.case)
    if case is None or case.status is not Status.TAKEN or case.worker_id is None:
        return
    worker = case.worker_id
    if case.owed_since is not None and max(case.owed_since, case.nudged_at or ctx.now) > ctx.now:
        # The clock went back: what was noted before it did would hold everything up.
        case = await _from_now_on(ctx, case)
    judged = look(case.owed_since, case.nudged_at, case.danger, _delays(ctx, case), ctx.now)
    if judged.turn is Turn.GIVE_BACK:
        await give_back_unanswered(ctx, case, worker)
        await ctx.show(worker, CaseReturned(case.pseudonym), case=case.id)
        return
    if judged.turn is Turn.NUDGE:
        assert case.owed_since is not None  # noqa: S101  # else nothing is owed
        await leases.set_owed(ctx.tx, case.id, case.owed_since, nudged_at=ctx.now)
        await _nudge(ctx, case, worker)
    await timers.set_at(ctx.tx, Kind.UNANSWERED, due.subject, judged.again_at, ctx.now)


async def start_lease(ctx: Context, case: Case) -> None:
    """A case was taken, or sounds worse than before: look as soon as its level asks for it."""
    at = ctx.now + _delays(ctx, case).unanswered(case.danger)
    await timers.set_at(ctx.tx, Kind.UNANSWERED, Subject(case=case.id), at, ctx.now)


async def stay_on(ctx: Context, member: PersonId, case_id: CaseId, epoch: int) -> Case:
    """Whoever was reminded is at it: the time to answer begins anew. Raises NoCase."""
    case = await lock_own_case(ctx, member, case_id)
    if case.epoch != epoch:
        raise NoCase
    if case.owed_since is not None:
        await leases.set_owed(ctx.tx, case.id, ctx.now, nudged_at=None)
        await start_lease(ctx, case)
    return case


async def _from_now_on(ctx: Context, case: Case) -> Case:
    nudged_at = None if case.nudged_at is None else ctx.now
    await leases.set_owed(ctx.tx, case.id, ctx.now, nudged_at)
    again = await cases.get(ctx.tx, case.id)
    return again or case


async def _nudge(ctx: Context, case: Case, worker: PersonId) -> None:
    lane = Lane.DANGER if case.danger >= Danger.HIGH else Lane.NORMAL
    await ctx.show(worker, Nudge(case.id), lane=lane, resting_on=case, slot=f"nudge-{case.id}")


def _delays(ctx: Context, case: Case) -> Delays:
    return ctx.of(case).waiting.delays
