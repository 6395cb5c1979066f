"""Somebody blocked the bot, or left it: nothing more reaches them until they come back."""

from bot.actions.context import Context
from bot.actions.give_back_cases import give_back_cases
from bot.domain.people import Person
from bot.store import people


async def leave(ctx: Context, person: Person) -> None:
    """Note it; a worker's cases wait again.

    What was still to be sent to a young person is refused when its turn comes, so that whoever
    wrote it is told.
    """
    await people.note_blocked(ctx.tx, person.id, ctx.now, ctx.now)
    if person.role.in_team:
        await give_back_cases(ctx, person.id)
