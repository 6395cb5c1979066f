"""A case ends: by its worker, or by the young person."""

from bot.actions.alert_team import withdraw_alerts
from bot.actions.context import Context
from bot.domain.cases import Case, Outcome, Status
from bot.domain.figures import Measure, bucket
from bot.domain.people import PersonId
from bot.store import cases, people


async def close_case(ctx: Context, case: Case, outcome: Outcome) -> bool:
    """The worker closes; the young person is told, and asked for one tap of satisfaction.

    Returns False if it was closed already.
    """
    if not await _close(ctx, case, outcome):
        return False
    await ctx.show(case.person_id, "case-closed", case=case.id, case_id=case.id)
    return True


async def end_by_person(ctx: Context, case: Case) -> bool:
    """The young person cancels, or ends the conversation. Returns False if it was closed."""
    waiting = case.status is Status.WAITING
    outcome = Outcome.CANCELLED if waiting else Outcome.ENDED_BY_PERSON
    if not await _close(ctx, case, outcome):
        return False
    if waiting:
        await ctx.count(Measure.CANCELLED)
        await withdraw_alerts(ctx, case, "alert-cancelled", but=None)
    elif case.worker_id is not None:
        await ctx.show(
            case.worker_id, "case-ended-by-person", case=case.id, pseudonym=case.pseudonym
        )
    return True


async def _close(ctx: Context, case: Case, outcome: Outcome) -> bool:
    if not await cases.close(ctx.tx, case.id, outcome, ctx.now):
        return False
    await ctx.count(Measure.OUTCOME, outcome)
    if case.taken_at is not None:
        minutes = (ctx.now - case.taken_at).total_seconds() / 60
        await ctx.count(Measure.HANDLING_TIME, bucket(minutes))
    if case.worker_id is not None:
        await _turn_to_next(ctx, case.worker_id)
    return True


async def _turn_to_next(ctx: Context, worker_id: PersonId) -> None:
    others = await cases.taken_by(ctx.tx, worker_id)
    await people.set_current_case(ctx.tx, worker_id, others[0].id if others else None)
