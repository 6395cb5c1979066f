"""Somebody can no longer answer: their cases wait again, with all that was written."""

from bot.actions.alert_team import alert_or_say_so
from bot.actions.close_case import report_unread
from bot.actions.context import Context
from bot.actions.screens import WORKER_LEFT
from bot.actions.set_case_timers import set_case_timers
from bot.domain.cases import Case, Status
from bot.domain.people import PersonId
from bot.store import cases, memberships, messages, withdrawals
from bot.store.cargo import Kind


async def give_back_cases(ctx: Context, member: PersonId) -> int:
    """Put the cases of somebody who is gone back at their place in the queue.

    They get nothing more of any case, and the next worker reads all that the person wrote.
    """
    given = await cases.lock_taken_by(ctx.tx, member)
    await withdrawals.withdraw_cases_from(ctx.tx, member, ctx.now)
    await memberships.set_current_case(ctx.tx, member, None)
    for case in given:
        await _give_back(ctx, case, member)
    return len(given)


async def _give_back(ctx: Context, case: Case, member: PersonId) -> None:
    await cases.requeue(ctx.tx, case.id)
    await set_case_timers(ctx, case.id, Status.WAITING)
    waiting = await cases.get(ctx.tx, case.id)
    assert waiting is not None  # noqa: S101  # locked in this transaction
    await messages.wait_again(ctx.tx, case.id)
    for gone in await withdrawals.withdraw_about(
        ctx.tx, [case.id], ctx.now, before_epoch=waiting.epoch
    ):
        if gone.kind is Kind.COPY and gone.message_id is not None:
            await report_unread(ctx, gone.message_id)
    await ctx.show(case.person_id, WORKER_LEFT, case=case.id)
    await alert_or_say_so(ctx, waiting, but=member)
