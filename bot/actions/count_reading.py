"""Somebody read a card."""

from bot.actions.context import Context
from bot.domain.figures import Measure


async def count_reading(ctx: Context, card: str) -> None:
    """Count it; who read it is not noted anywhere."""
    await ctx.count(Measure.CARD_READ, card)
