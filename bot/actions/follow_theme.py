"""Somebody wants news of a theme, or no more; what it is, is all that is kept of it."""

from bot.actions.context import Context
from bot.domain.broadcasts import Theme
from bot.domain.figures import Measure
from bot.domain.people import Person, PersonId
from bot.store import subscriptions


async def follow(ctx: Context, person: Person, theme: Theme) -> None:
    """Bring them what is sent on it, from now on."""
    await subscriptions.follow(ctx.tx, person.id, theme)
    there = ctx.where(ctx.library.territory(person.territory))
    await there.count_of(person.id, Measure.SUBSCRIPTION)


async def unfollow(ctx: Context, person: PersonId, theme: Theme | None = None) -> bool:
    """Bring them nothing on it any more, or nothing at all; returns whether they had wanted it."""
    return await subscriptions.unfollow(ctx.tx, person, theme)
