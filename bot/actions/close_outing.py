"""An outing ends: it is counted, summed up for whoever went, and forgotten some time later."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.plan_outing import own_outing
from bot.actions.screens import OutingSum
from bot.domain.figures import Measure
from bot.domain.outings import Outing
from bot.domain.people import PersonId
from bot.domain.timers import BOT, Due
from bot.store import outings, timers

#: How long after the end of its link an outing is known.
KNOWN_FOR = timedelta(days=30)


async def close_outing(ctx: Context, member: PersonId, outing: int) -> None:
    """End somebody's outing; closed by two at once, it is counted once. Raises NoOuting.

    The others who went read the sum; whoever ends it reads it where they pressed.
    """
    await _close(ctx, await own_outing(ctx, member, outing), member)


async def mind_outings(ctx: Context, due: Due) -> None:
    """What nobody closed by the end of the next day is closed; what is long over is forgotten."""
    today = ctx.now.astimezone(ctx.library.home.zone).date()
    left = await outings.left_open(ctx.tx, today - timedelta(days=1))
    for outing in left:
        await _close(ctx, outing)
    await outings.forget_arrivals(ctx.tx, ctx.now)
    await outings.purge(ctx.tx, ctx.now - KNOWN_FOR)
    if len(left) == outings.BATCH:
        await timers.set_at(ctx.tx, due.kind, BOT, ctx.now, ctx.now)


async def _close(ctx: Context, outing: Outing, by: PersonId | None = None) -> None:
    if not await outings.close(ctx.tx, outing.id):
        return
    there = ctx.where(ctx.library.territory(outing.territory))
    await there.count(Measure.OUTING)
    if outing.talked:
        await there.count(Measure.OUTING_TALK, by=outing.talked)
    if outing.referred:
        await there.count(Measure.OUTING_REFERRAL, by=outing.referred)
    await _sum_up(ctx, outing, by)


async def _sum_up(ctx: Context, outing: Outing, by: PersonId | None) -> None:
    """Whoever went reads the sum, and what the others noted."""
    notes = await outings.notes_of(ctx.tx, outing.id)
    for member in await outings.who_goes(ctx.tx, outing.id):
        if member != by:
            await ctx.show(member, OutingSum(outing.id))
        for note in notes:
            if note.author != member:
                ctx.relay(member, note.author, note.source_id)
