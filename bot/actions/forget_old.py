"""What nobody needs any more is forgotten, a few hundred rows at a time."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.actions.context import Context
from bot.actions.erase_person import REMEMBERED_FOR
from bot.actions.hand_over_shift import forget_handovers
from bot.domain.broadcasts import ANSWERED_IN, KEPT_FOR
from bot.domain.retention import BELIEVED
from bot.domain.timers import BOT, Due, Kind
from bot.domain.waiting import RECENT
from bot.store import blocks, broadcasts, inbox, invitations, outbox, retention, timers, waits

#: How long after its end whoever opens an invitation is told that it is over, and whom to ask.
EXPLAINED_FOR = timedelta(days=30)

#: Forgets a batch; gives how many rows went, none if there are no more.
Forget = Callable[[Context], Awaitable[int]]


async def _updates(ctx: Context) -> int:
    """Updates that Telegram repeats no more, and messages no bot can delete any more."""
    return await inbox.purge(ctx.tx, ctx.now - REMEMBERED_FOR, inbox.BATCH)


async def _deliveries(ctx: Context) -> int:
    """What was sent, or cancelled, so long ago that no bot can delete it any more."""
    return await outbox.purge(ctx.tx, ctx.now - REMEMBERED_FOR)


async def _invitations(ctx: Context) -> int:
    """Invitations that are long over, and who made them."""
    return await invitations.purge(ctx.tx, ctx.now - EXPLAINED_FOR)


async def _contacts(ctx: Context) -> int:
    """Closed requests, with the references to what was written on both sides, then contacts."""
    kept = ctx.library.home.kept
    if gone := await retention.purge_cases(ctx.tx, ctx.now - kept.requests):
        return gone
    looked = await retention.purge_contacts(ctx.tx, ctx.now - kept.contacts)
    for person in looked.gone:
        ctx.memory.forget(person)
        ctx.moods.forget(person)
    return len(looked.gone) + looked.needed


async def _waits(ctx: Context) -> int:
    """How long people waited, too long ago to tell anything of today."""
    return await waits.purge(ctx.tx, (ctx.now - 2 * RECENT).date())


async def _blocks(ctx: Context) -> int:
    """Blocks that are over."""
    return await blocks.purge(ctx.tx, ctx.now)


async def _broadcasts(ctx: Context) -> int:
    """Alerts that are long over, and those that nobody approved."""
    return await broadcasts.purge(ctx.tx, ctx.now - KEPT_FOR, ctx.now - ANSWERED_IN)


FORGETTING: Mapping[Kind, Forget] = {
    Kind.OLD_UPDATES: _updates,
    Kind.OLD_DELIVERIES: _deliveries,
    Kind.OLD_INVITATIONS: _invitations,
    Kind.OLD_CONTACTS: _contacts,
    Kind.OLD_WAITS: _waits,
    Kind.OLD_BLOCKS: _blocks,
    Kind.OLD_BROADCASTS: _broadcasts,
    Kind.OLD_HANDOVERS: forget_handovers,
}


async def forget_old(ctx: Context, due: Due) -> None:
    """Forget one batch of what a timer is for. What may be left is for another transaction."""
    if due.kind is Kind.OLD_CONTACTS and ctx.now - due.due_at > BELIEVED:
        return
    if await FORGETTING[due.kind](ctx):
        await timers.set_at(ctx.tx, due.kind, BOT, ctx.now, ctx.now)
