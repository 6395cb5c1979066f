"""What nobody needs any more is forgotten, a few hundred rows at a time."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.erase_person import REMEMBERED_FOR
from bot.domain.timers import BOT, Due
from bot.store import inbox, invitations, outbox, timers

#: How long after its end whoever opens an invitation is told that it is over, and whom to ask.
_EXPLAINED_FOR = timedelta(days=30)


async def forget_updates(ctx: Context, due: Due) -> None:
    """Forget updates that Telegram repeats no more, and messages no bot can delete any more."""
    gone = await inbox.purge(ctx.tx, ctx.now - REMEMBERED_FOR, inbox.BATCH)
    await _go_on(ctx, due, gone)


async def forget_deliveries(ctx: Context, due: Due) -> None:
    """Forget what was sent so long ago that no bot can delete it any more."""
    await _go_on(ctx, due, await outbox.purge(ctx.tx, ctx.now - REMEMBERED_FOR))


async def forget_invitations(ctx: Context, due: Due) -> None:
    """Forget invitations that are long over, and who made them."""
    del due
    await invitations.purge(ctx.tx, ctx.now - _EXPLAINED_FOR)


async def _go_on(ctx: Context, due: Due, gone: int) -> None:
    """There may be more: it is for a transaction of its own, which lets others go first."""
    if gone:
        await timers.set_at(ctx.tx, due.kind, BOT, ctx.now, ctx.now)
