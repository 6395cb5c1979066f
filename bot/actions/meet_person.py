"""Somebody writes for the first time: give them a pseudonym."""

from bot.actions.context import Context
from bot.domain.figures import Measure
from bot.domain.people import Person
from bot.domain.pseudonyms import candidates
from bot.store import people

#: Seen again after a whole day: counted as coming back.
_RETURNS_AFTER_DAYS = 1


async def meet_person(ctx: Context, telegram_id: int, *, counted: bool = True) -> Person:
    """Find somebody by their Telegram id, or make them known under a fresh pseudonym.

    ``counted``: a first contact counts in the figures; it does not for the team.
    """
    return await welcome(ctx, await people.find(ctx.tx, telegram_id), telegram_id, counted=counted)


async def welcome(
    ctx: Context, person: Person | None, telegram_id: int, *, counted: bool = True
) -> Person:
    """The same for somebody who was looked up already, and found or not."""
    if person is None:
        wanted = candidates(ctx.names, ctx.chance)
        person = await people.add(ctx.tx, telegram_id, wanted, ctx.now)
        if counted:
            await ctx.count_of(person.id, Measure.FIRST_CONTACT)
        return person
    absent = person.last_seen is None or (ctx.now - person.last_seen).days >= _RETURNS_AFTER_DAYS
    if absent or person.unreachable:
        await people.note_seen(ctx.tx, person.id, ctx.now)
    if absent and not person.role.in_team:
        await ctx.count_of(person.id, Measure.RETURNING_CONTACT)
    return person
