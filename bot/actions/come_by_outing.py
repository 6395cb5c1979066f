"""Somebody comes by the link of an outing: each is counted once, as long as the link counts."""

from bot.actions.context import Context
from bot.domain.figures import Measure
from bot.domain.outings import Outing
from bot.domain.people import Person
from bot.store import outings


async def come_by_outing(ctx: Context, person: Person, code: str) -> Outing | None:
    """Note who came; None if the link is unknown or over."""
    outing = await outings.by_code(ctx.tx, code)
    if outing is None or not outing.counts(ctx.now):
        return None
    if await outings.came(ctx.tx, outing.id, person.id):
        await ctx.where(ctx.library.territory(outing.territory)).count(Measure.OUTING_ARRIVAL)
    return outing
