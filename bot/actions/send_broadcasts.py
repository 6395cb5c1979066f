"""An approved alert reaches its readers, a few a second, behind whatever anybody says.

A few readers and how far it came are one transaction: whoever is killed goes on with the next
ones, and nobody gets it twice or is left out.
"""

from datetime import datetime, timedelta

from bot.actions.broadcast import end_early, set_next
from bot.actions.context import Context, Showing
from bot.actions.screens import BroadcastCard, BroadcastMessage
from bot.domain.broadcasts import Broadcast, State, decent
from bot.domain.figures import Measure
from bot.domain.people import Role
from bot.domain.timers import Due
from bot.store import broadcasts, memberships, outbox, subscriptions
from bot.store.parcels import Lane
from bot.store.subscriptions import Reader

#: Readers of one transaction, which holds the writer for a few milliseconds, and the pause after.
BATCH, PAUSE = 10, timedelta(seconds=1)
#: More that have not left, and the next ones wait: Telegram is slow, or everybody talks.
_MOST_WAITING = 2 * BATCH
#: What could not be brought by then is not news any more.
_NEWS_FOR = timedelta(hours=3)


async def send_broadcasts(ctx: Context, due: Due) -> None:
    """Bring the next readers of the alert that is due what it says, and come again."""
    del due
    broadcast = await broadcasts.lock_due(ctx.tx, ctx.now)
    if broadcast is not None:
        await _go_on(ctx, broadcast)
    await set_next(ctx)


async def _go_on(ctx: Context, broadcast: Broadcast) -> None:
    zone = ctx.library.territory(broadcast.territory or None).zone
    again = decent(ctx.now, zone)
    if again > ctx.now:
        await broadcasts.put_off(ctx.tx, broadcast.id, again)
    elif not await _is_backed(ctx, broadcast):
        await end_early(ctx, broadcast, None)
    else:
        if broadcast.state is State.APPROVED:
            count = await subscriptions.count(ctx.tx, broadcast.theme)
            await broadcasts.begin(ctx.tx, broadcast.id, count)
            await ctx.show(broadcast.by, BroadcastCard(broadcast.id))
        await broadcasts.put_off(ctx.tx, broadcast.id, ctx.now + PAUSE)
        if await outbox.count_waiting(ctx.tx, Lane.BROADCAST, _MOST_WAITING) < _MOST_WAITING:
            await _hand_out(ctx, broadcast)


async def _is_backed(ctx: Context, broadcast: Broadcast) -> bool:
    """Whether whoever wrote it and whoever approved it are coordinators still."""
    both = [broadcast.by, broadcast.approved_by]
    roles = [await memberships.lock_role(ctx.tx, one) for one in both if one is not None]
    return roles == [Role.COORDINATOR, Role.COORDINATOR]


async def _hand_out(ctx: Context, broadcast: Broadcast) -> None:
    readers = await subscriptions.next_readers(
        ctx.tx, broadcast.theme, broadcast.after, ctx.now, BATCH
    )
    for reader in readers:
        if not reader.spared and _is_for(ctx, broadcast, reader):
            await _bring(ctx, broadcast, reader, ctx.now + _NEWS_FOR)
    if len(readers) < BATCH:
        await broadcasts.end(ctx.tx, broadcast.id, State.SENT, ctx.now)
        await ctx.show(broadcast.by, BroadcastCard(broadcast.id))
    else:
        reached = broadcast.reached + len(readers)
        await broadcasts.go_on(ctx.tx, broadcast.id, readers[-1].id, reached)


def _is_for(ctx: Context, broadcast: Broadcast, reader: Reader) -> bool:
    theirs = ctx.library.territory(reader.territory).slug
    return broadcast.territory in {"", theirs}


async def _bring(ctx: Context, broadcast: Broadcast, reader: Reader, until: datetime) -> None:
    showing = Showing(BroadcastMessage(broadcast.id))
    await ctx.show_as(reader.id, showing, lane=Lane.BROADCAST, expires_at=until)
    there = ctx.where(ctx.library.territory(reader.territory))
    await there.count_of(reader.id, Measure.BROADCAST)
