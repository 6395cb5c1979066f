"""The team goes home: whoever waits or talks is told so, with when it is back."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.promise_opening import promise_opening
from bot.actions.screens import TeamLeft, TeamLeftTalking
from bot.actions.show_waiting import show_waiting
from bot.content.kinds.territory import Territory
from bot.domain.cases import Case, Promise, Status
from bot.domain.danger import Danger
from bot.store import cases, leases, territories

#: Looked for so long after closing: a bot that did not run at that minute is late, not silent.
_LATE = timedelta(minutes=10)
#: Cases told in one transaction at most: the writer is never held for long.
_AT_ONCE = 50


async def tell_closing(ctx: Context, territory: Territory) -> None:
    """Tell those whose team has just gone, each once. In danger nothing is said of mornings."""
    closed = ctx.library.opening(territory, ctx.now).is_closed
    if not closed or not ctx.library.opening(territory, ctx.now - _LATE).is_open:
        return
    for case_id in await territories.untold_cases(ctx.tx, territory.slug, Danger.HIGH, _AT_ONCE):
        case = await cases.lock(ctx.tx, case_id)
        if case is not None and case.promise is not Promise.MADE and case.danger < Danger.HIGH:
            await _tell(ctx, case)


async def _tell(ctx: Context, case: Case) -> None:
    if case.status is Status.WAITING:
        promised = await promise_opening(ctx, case)
        if promised.promise is Promise.MADE:
            await show_waiting(ctx, promised, TeamLeft(case.id))
    elif case.status is Status.TAKEN and case.worker_id is not None:
        # Noted like a promise: should the case wait again tonight, they know already.
        await leases.set_promise(ctx.tx, case.id, Promise.MADE)
        await ctx.show(case.person_id, TeamLeftTalking(case.id), resting_on=case)
