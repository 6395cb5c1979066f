"""What becomes of open cases when a territory's file is gone, and when its team goes home."""

from bot.actions.context import Context
from bot.actions.move_case import move_case
from bot.actions.screens import TerritoryGone
from bot.actions.tell_closing import tell_closing
from bot.domain.cases import Status
from bot.domain.timers import Due
from bot.store import alerts, cases, territories

#: Cases that one firing moves at most: the writer is never held for long.
_AT_ONCE = 50


async def mind_territories(ctx: Context, due: Due) -> None:
    """Let the default team answer what is nobody's any more; the rest comes with the next look."""
    del due
    for slug in sorted(await territories.in_use(ctx.tx) - set(ctx.library.served)):
        moved = 0
        for case_id in await territories.open_cases(ctx.tx, slug, _AT_ONCE):
            case = await cases.lock(ctx.tx, case_id)
            if case is None or case.status is Status.CLOSED or case.territory != slug:
                continue
            await move_case(ctx, case, ctx.library.home)
            moved += 1
        # Cases of before there were territories have none: nothing is gone.
        if slug and moved:
            await _tell_coordinators(ctx, slug, moved)
    for territory in ctx.library.served.values():
        await tell_closing(ctx, territory)


async def _tell_coordinators(ctx: Context, slug: str, count: int) -> None:
    for one in await alerts.coordinators(ctx.tx):
        await ctx.show(one.id, TerritoryGone(slug, count))
