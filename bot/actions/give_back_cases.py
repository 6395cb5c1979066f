"""A case goes back to the queue, with all that was written: nobody is left without an answer."""

from bot.actions.alert_team import alert_or_say_so
from bot.actions.case_topics import end_topic
from bot.actions.close_case import leave_undecided, report_unread, turn_to_only_other
from bot.actions.context import Context
from bot.actions.pass_message import lock_own_case
from bot.actions.promise_opening import promise_opening
from bot.actions.screens import WORKER_LEFT, WaitsAgain
from bot.actions.set_case_timers import set_case_timers
from bot.actions.show_waiting import show_waiting
from bot.domain.alerts import Step
from bot.domain.cases import Case, NoCase, Status
from bot.domain.danger import Danger
from bot.domain.people import CaseId, PersonId
from bot.domain.screens import Screen
from bot.store import cases, memberships, messages, withdrawals


async def give_back_cases(ctx: Context, member: PersonId) -> int:
    """Somebody can no longer answer: their cases wait again. Returns how many.

    They get nothing more of any case, and the next worker reads all that the person wrote.
    """
    given = await cases.lock_taken_by(ctx.tx, member)
    await withdrawals.withdraw_cases_from(ctx.tx, member, ctx.now)
    await memberships.set_current_case(ctx.tx, member, None)
    for case in given:
        await give_back(ctx, case, member, WORKER_LEFT)
    return len(given)


async def give_back_case(ctx: Context, member: PersonId, case_id: CaseId, epoch: int) -> Case:
    """A member gives one case back. Raises NoCase if it is not theirs, or changed hands since."""
    case = await lock_own_case(ctx, member, case_id)
    if case.epoch != epoch:
        raise NoCase
    await give_back(ctx, case, member, WORKER_LEFT)
    await turn_to_only_other(ctx, member)
    return case


async def give_back(
    ctx: Context, case: Case, member: PersonId, told: Screen, *, at_least: Step = Step.TEAM
) -> None:
    """Let a locked case wait again, and tell its person so; in danger it is first in its level."""
    ctx = ctx.where(ctx.of(case))
    await cases.requeue(ctx.tx, case)
    await set_case_timers(ctx, case.id, Status.WAITING)
    waiting = await cases.get(ctx.tx, case.id)
    assert waiting is not None  # noqa: S101  # locked in this transaction
    waiting = await promise_opening(ctx, waiting)
    await let_go(ctx, waiting)
    await end_topic(ctx, waiting, member)
    if told is WORKER_LEFT:
        # It tells who has gone, and stays.
        await ctx.show(case.person_id, told, case=case.id)
    else:
        await show_waiting(ctx, waiting, told)
    await alert_or_say_so(ctx, waiting, but=member, at_least=at_least)


async def let_go(ctx: Context, case: Case) -> None:
    """What was on its way to whoever had a case does not arrive; the next one reads it all.

    ``case`` is as it stands since it left them.
    """
    await messages.wait_again(ctx.tx, case.id)
    for gone in await withdrawals.withdraw_about(
        ctx.tx, [case.id], ctx.now, before_epoch=case.epoch
    ):
        if gone.unread is not None:
            await report_unread(ctx, gone.unread)


async def give_back_unanswered(ctx: Context, case: Case, member: PersonId) -> None:
    """Whoever has a case did not answer: somebody else must; in danger coordinators know at once.

    ``case`` is locked, and ``member`` has it.
    """
    grave = case.danger >= Danger.HIGH
    at_least = Step.COORDINATORS if grave else Step.TEAM
    await give_back(ctx, case, member, WaitsAgain(case.id), at_least=at_least)
    await leave_undecided(ctx, member)
