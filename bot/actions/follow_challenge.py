"""A challenge over days: begin, add a moment, stop, and send what is due."""

from collections.abc import Mapping

from bot.actions.context import Context
from bot.content.kinds.challenge import Challenge
from bot.domain.challenges import next_slot, too_late
from bot.domain.figures import Measure
from bot.domain.people import PersonId
from bot.store import challenges
from bot.store.challenges import Entry

#: Messages enqueued in one transaction: enough for a class, small enough to stay quick.
AT_ONCE = 100


async def begin(ctx: Context, person: PersonId, challenge: str, variant: str, hour: int) -> None:
    """Take part from the next time it is that hour."""
    first = next_slot(ctx.now, hour, ctx.zone)
    await challenges.join(ctx.tx, Entry(person, challenge, variant, hour, 1, first, answered=True))
    await ctx.count(Measure.CHALLENGE_JOINED, challenge)


async def add_moment(ctx: Context, person: PersonId, challenge: str) -> None:
    """One moment more on the counter of everybody."""
    await challenges.note_moment(ctx.tx, person)
    await ctx.count(Measure.CHALLENGE_MOMENT, challenge)


async def stop(ctx: Context, person: PersonId) -> str | None:
    """Stop; gives the challenge that was stopped."""
    entry = await challenges.of(ctx.tx, person)
    if entry is None or not await challenges.leave(ctx.tx, person):
        return None
    return entry.challenge


async def send_due(ctx: Context, known: Mapping[str, Challenge]) -> int:
    """Enqueue what is due and set what comes next, together; gives how many were due."""
    entries = await challenges.due(ctx.tx, ctx.now, AT_ONCE)
    for entry in entries:
        await _send(ctx, entry, known.get(entry.challenge))
    return len(entries)


async def _send(ctx: Context, entry: Entry, challenge: Challenge | None) -> None:
    if challenge is None or entry.variant not in challenge.variants:
        # Gone from the content: it ends without a word rather than with a broken one.
        await challenges.leave(ctx.tx, entry.person_id)
        return
    after = next_slot(ctx.now, entry.hour, ctx.zone)
    if too_late(entry.next_at, ctx.now):
        await challenges.advance(ctx.tx, entry, entry.day, after)
    elif entry.day > len(challenge.days):
        if await challenges.leave(ctx.tx, entry.person_id):
            await ctx.show(entry.person_id, "challenge-end", challenge=entry.challenge)
    elif await challenges.advance(ctx.tx, entry, entry.day + 1, after):
        await ctx.show(
            entry.person_id,
            "challenge-day",
            challenge=entry.challenge,
            variant=entry.variant,
            day=entry.day,
            missed=int(not entry.answered),
            ticked=0,
        )
