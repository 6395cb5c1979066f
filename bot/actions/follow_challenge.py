"""A challenge over days: begin, add a moment, stop, and send what is due."""

from bot.actions.context import Context
from bot.actions.screens import ChallengeDay, ChallengeEnd
from bot.domain.challenges import next_slot, too_late
from bot.domain.figures import Measure
from bot.domain.people import PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import challenges, people, timers
from bot.store.challenges import Entry


async def begin(ctx: Context, person: PersonId, challenge: str, variant: str, hour: int) -> None:
    """Take part from the next time it is that hour, in the place of any other challenge."""
    await _wait_for(ctx, person, hour)
    await challenges.join(ctx.tx, Entry(person, challenge, variant, hour, 1, answered=True))
    await ctx.count_of(person, Measure.CHALLENGE_JOINED, challenge)


async def add_moment(ctx: Context, person: PersonId, challenge: str) -> None:
    """One moment more on the counter of everybody."""
    await challenges.note_moment(ctx.tx, person)
    await ctx.count(Measure.CHALLENGE_MOMENT, challenge)


async def stop(ctx: Context, person: PersonId) -> str | None:
    """Stop; gives the challenge that was stopped."""
    await timers.cancel(ctx.tx, Kind.CHALLENGE_DAY, Subject(person=person))
    entry = await challenges.of(ctx.tx, person)
    if entry is None or not await challenges.leave(ctx.tx, person):
        return None
    return entry.challenge


async def send_day(ctx: Context, due: Due) -> None:
    """Send the day that is due and set what comes next."""
    person = due.subject.person
    assert person is not None  # noqa: S101  # somebody takes part
    entry = await challenges.of(ctx.tx, person)
    if entry is None:
        return
    challenge = ctx.library.challenges.get(entry.challenge)
    if challenge is None or entry.variant not in challenge.variants:
        # Gone from the content: it ends without a word rather than with a broken one.
        await challenges.leave(ctx.tx, person)
    elif ctx.now < due.due_at or too_late(due.due_at, ctx.now):
        # The clock went back, or the bot did not run: it comes at the hour that was chosen.
        await _wait_for(ctx, person, entry.hour)
    elif entry.day > len(challenge.days):
        await challenges.leave(ctx.tx, person)
        await ctx.show(person, ChallengeEnd(entry.challenge))
    else:
        await _send(ctx, entry)


async def _send(ctx: Context, entry: Entry) -> None:
    await challenges.advance(ctx.tx, entry.person_id)
    await _wait_for(ctx, entry.person_id, entry.hour)
    missed = int(not entry.answered)
    day = ChallengeDay(entry.challenge, entry.variant, entry.day, missed)
    await ctx.show(entry.person_id, day)


async def _wait_for(ctx: Context, person: PersonId, hour: int) -> None:
    known = await people.get(ctx.tx, person)
    zone = ctx.library.territory(known.territory if known else None).zone
    slot = next_slot(ctx.now, hour, zone)
    await timers.set_at(ctx.tx, Kind.CHALLENGE_DAY, Subject(person=person), slot, ctx.now)
