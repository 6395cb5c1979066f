"""Somebody wants to be asked how they are, once: a timer is all that is known of it."""

from bot.actions.context import Context
from bot.actions.screens import HOW_ARE_YOU
from bot.domain.follow_up import AFTER_HOURS, follow_up_at
from bot.domain.people import Person, PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import cases, people, timers


async def want_follow_up(ctx: Context, person: Person, hours: int) -> bool:
    """Ask them in so many hours, in the place of what they wanted before; False: not offered."""
    if hours not in AFTER_HOURS:
        return False
    zone = ctx.library.territory(person.territory).zone
    due = follow_up_at(ctx.now, hours, zone)
    await timers.set_at(ctx.tx, Kind.FOLLOW_UP, Subject(person=person.id), due, ctx.now)
    return True


async def stop_follow_up(ctx: Context, person: PersonId) -> bool:
    """Ask them nothing; returns whether they would have been."""
    return await timers.cancel(ctx.tx, Kind.FOLLOW_UP, Subject(person=person))


async def ask_how_they_are(ctx: Context, due: Due) -> None:
    """Ask, unless they talk with the team already; nothing of it is kept.

    A bot that did not run, or a clock that jumped, makes nobody's phone ring at night.
    """
    known = await people.get(ctx.tx, due.subject.person) if due.subject.person else None
    if known is None or await cases.open_of(ctx.tx, known.id) is not None:
        return
    decent = follow_up_at(ctx.now, 0, ctx.library.territory(known.territory).zone)
    if decent > ctx.now:
        await timers.set_at(ctx.tx, due.kind, due.subject, decent, ctx.now)
    else:
        await ctx.show(known.id, HOW_ARE_YOU)
