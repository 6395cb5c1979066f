"""Out of hours, somebody who waits is promised that they will be told when the team is there."""

from bot.actions.context import Context
from bot.domain.cases import Case, Promise
from bot.domain.timers import Kind, Subject
from bot.store import cases, leases, timers


async def promise_opening(ctx: Context, case: Case) -> Case:
    """Promise it, if the team is away and it is known when it comes back; ``case`` is locked.

    Returns the case as it is now. What was kept is promised anew on the next evening. It is the
    timer of alerts that keeps it: it looks at opening at the latest.
    """
    opening = ctx.library.opening(ctx.of(case), ctx.now)
    if not opening.is_closed or opening.changes_at is None or case.promise is Promise.MADE:
        return case
    await leases.set_promise(ctx.tx, case.id, Promise.MADE)
    subject = Subject(case=case.id)
    due = (await timers.of(ctx.tx, subject)).get(Kind.ALERT)
    if due is None or due > opening.changes_at:
        await timers.set_at(ctx.tx, Kind.ALERT, subject, opening.changes_at, ctx.now)
    promised = await cases.get(ctx.tx, case.id)
    assert promised is not None  # noqa: S101  # locked in this transaction
    return promised
