"""The bot asks something and waits for the answer, or waits no more; the answer is never kept."""

from bot.actions.context import Context
from bot.domain.people import PersonId
from bot.store import people


async def ask_question(ctx: Context, person: PersonId, question: str) -> None:
    """Wait for an answer from now on, in the place of any other question."""
    await people.ask(ctx.tx, person, question, ctx.now)


async def drop_question(ctx: Context, person: PersonId) -> None:
    """Wait no more: it was answered, or they went on to something else."""
    await people.ask(ctx.tx, person, None)
