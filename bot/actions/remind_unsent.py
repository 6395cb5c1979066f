"""A message was left where the bot asks whom it is for: its author is reminded, once."""

from datetime import timedelta

from bot.actions.context import Context, Showing
from bot.actions.screens import StillUnsent
from bot.domain.people import PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import listings, people, timers

#: How long a message may wait for its reader before its author is reminded.
AFTER = timedelta(minutes=3)
#: What is older was seen, and is left where it is.
_WITHIN = timedelta(hours=12)


async def remind_later(ctx: Context, worker: PersonId) -> None:
    """The bot asked whom a message is for: look whether that was answered."""
    due = ctx.now + AFTER
    await timers.set_if_none(ctx.tx, Kind.UNSENT, Subject(person=worker), due, ctx.now)


async def remind_unsent(ctx: Context, due: Due) -> None:
    """The timer of a member: say how many messages left for nobody, at the first choice."""
    worker = due.subject.person
    assert worker is not None  # noqa: S101  # such timers are about people
    person = await people.get(ctx.tx, worker)
    if person is None or not person.role.in_team:
        return
    asking = await listings.choices_of(ctx.tx, worker, ctx.now - _WITHIN)
    ripe = [one for one in asking if one.asked_at <= ctx.now - AFTER]
    if ripe:
        await ctx.show_as(worker, Showing(StillUnsent(len(ripe)), reply_to=ripe[0].sent_id))
    younger = [one.asked_at for one in asking if one not in ripe]
    if younger:
        await timers.set_at(ctx.tx, Kind.UNSENT, due.subject, min(younger) + AFTER, ctx.now)
