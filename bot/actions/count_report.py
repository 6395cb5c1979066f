"""A report to child protection was drafted: that is counted, and nothing else is known of it."""

from bot.actions.context import Context
from bot.content.kinds.territory import Territory
from bot.domain.figures import Measure


async def count_report(ctx: Context, territory: Territory) -> None:
    """Count one where whoever drafted it works."""
    await ctx.where(territory).count(Measure.CHILD_REPORT)
