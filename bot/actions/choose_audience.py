"""Whose texts somebody reads, by what they chose: from then on they are spoken to so."""

from bot.actions.context import Context
from bot.domain.people import Audience, Person
from bot.store import people


async def choose_audience(ctx: Context, person: Person, audience: Audience) -> None:
    """Speak to somebody as to a young person, a parent or a professional."""
    if audience is person.audience:
        return
    await people.set_audience(ctx.tx, person.id, audience)
    # The menu of commands says *tu* or *vous* too.
    await ctx.set_menu(person.id, person.role, audience)
