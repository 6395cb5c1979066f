"""Somebody read a card or finished a quiz."""

from bot.actions.context import Context
from bot.domain.figures import Measure


async def count_reading(ctx: Context, card: str) -> None:
    """Count a card; who read it is not noted anywhere."""
    await ctx.count(Measure.CARD_READ, card)


async def count_quiz(ctx: Context, quiz: str) -> None:
    """Count a finished quiz; who played and how well is not noted anywhere."""
    await ctx.count(Measure.QUIZ, quiz)
