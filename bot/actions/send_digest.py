"""On Mondays coordinators read the figures of the week before, unless they want none."""

from datetime import datetime, time, timedelta

from bot.actions.context import Context
from bot.actions.screens import Digest
from bot.actions.sum_up import close_for
from bot.domain.people import PersonId
from bot.domain.timers import Due
from bot.store import memberships

#: The hours at which it comes, in the structure's time; a day later if the bot did not run.
_FROM, _UNTIL, _LAST_DAY = 9, 19, 1
PERIOD = "7j"


async def send_digest(ctx: Context, due: Due) -> None:
    """Now and then: send the week to every coordinator who did not get it yet."""
    del due
    local = ctx.now.astimezone(ctx.zone)
    if not _is_time(local):
        return
    monday = local.date() - timedelta(days=local.weekday())
    began = datetime.combine(monday, time(), ctx.zone)
    readers = await memberships.digest_readers(ctx.tx, monday, began)
    if not readers:
        return
    sunday = monday - timedelta(days=1)
    await close_for(ctx, PERIOD, sunday)
    for reader in readers:
        await ctx.show(reader, Digest(sunday.isoformat()))


def _is_time(local: datetime) -> bool:
    return local.weekday() <= _LAST_DAY and _FROM <= local.hour < _UNTIL


async def want_digest(ctx: Context, member: PersonId, *, wanted: bool) -> None:
    """Somebody reads it from now on, or no more."""
    await memberships.set_digest(ctx.tx, member, wanted=wanted)
