"""Time passes for a test that runs no loop: what is due fires, as the loop would have it."""

from bot.actions.context import Context
from bot.actions.timers import fire
from bot.domain.timers import Kind
from bot.store import timers

LIMIT = 100


async def fire_due(ctx: Context) -> int:
    """Fire every timer that is due; gives how many there were."""
    due = await timers.lease(ctx.tx, list(Kind), 1, ctx.now, LIMIT)
    for lease in due:
        assert await timers.take(ctx.tx, lease)
        await fire(ctx, lease.due)
    return len(due)
