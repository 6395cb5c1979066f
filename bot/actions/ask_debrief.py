"""A worker wants to talk about a hard shift: coordination is told, and nobody else."""

from bot.actions.context import A_MOMENT, Context, Showing
from bot.actions.screens import DebriefWanted
from bot.domain.people import PersonId
from bot.store import alerts


async def ask_debrief(ctx: Context, worker: PersonId) -> int:
    """Tell every other coordinator who can be reached. Returns how many these are."""
    told = await alerts.coordinators(ctx.tx, {worker})
    for one in told:
        # After a moment: a button pressed twice at once asks once.
        await ctx.show_as(
            one.id,
            Showing(DebriefWanted(worker)),
            slot=f"debrief-{worker}",
            due_at=ctx.now + A_MOMENT,
        )
    return len(told)
