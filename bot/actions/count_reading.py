"""Somebody read a card or finished a quiz."""

from bot.actions.context import Context
from bot.domain.figures import Measure
from bot.domain.people import PersonId


async def count_reading(ctx: Context, reader: PersonId, card: str) -> None:
    """Count whoever read a card, once a day; who read it is not noted anywhere."""
    await ctx.count_of(reader, Measure.CARD_READ, card)


async def count_quiz(ctx: Context, player: PersonId, quiz: str) -> None:
    """Count whoever finished a quiz, once a day; who and how well is not noted anywhere."""
    await ctx.count_of(player, Measure.QUIZ, quiz)
