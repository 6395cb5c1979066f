"""Questions that nobody answers are not forgotten in silence; those that are over are forgotten."""

from collections.abc import Sequence

from bot.actions.answer_enquiry import leave_unanswered
from bot.actions.context import Context
from bot.actions.screens import ENQUIRIES_LATE
from bot.domain.enquiries import KNOWN_FOR, LATE_AFTER, WAITS_FOR, Enquiry
from bot.domain.retention import BELIEVED
from bot.domain.timers import BOT, Due
from bot.store import alerts, enquiries, team_answers, timers


async def mind_enquiries(ctx: Context, due: Due) -> None:
    """Tell coordinators of late ones and askers of those given up; forget a batch of the old."""
    if ctx.now - due.due_at > BELIEVED:
        return
    await enquiries.move_home(ctx.tx, list(ctx.library.served), ctx.library.home.slug)
    given_up = await enquiries.unanswered(ctx.tx, ctx.now - WAITS_FOR)
    for enquiry in given_up:
        await leave_unanswered(ctx, enquiry)
    late = await enquiries.late(ctx.tx, ctx.now - LATE_AFTER)
    await _tell_coordinators(ctx, late)
    over = await enquiries.over(ctx.tx, ctx.now - KNOWN_FOR)
    await enquiries.remove(ctx.tx, over)
    gone = await team_answers.purge(ctx.tx, ctx.now)
    if enquiries.BATCH in {len(given_up), len(late), len(over), gone}:
        await timers.set_at(ctx.tx, due.kind, BOT, ctx.now, ctx.now)


async def _tell_coordinators(ctx: Context, late: Sequence[Enquiry]) -> None:
    where = {enquiry.territory for enquiry in late}
    for one in await alerts.coordinators(ctx.tx) if where else ():
        if one.works_in(where):
            await ctx.show(one.id, ENQUIRIES_LATE, slot=ENQUIRIES_LATE.name)
