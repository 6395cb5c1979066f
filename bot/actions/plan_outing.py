"""An outing is prepared: where, when, with whom, what its posters say, how long its link counts."""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.screens import OutingJoined
from bot.domain.danger import Topic
from bot.domain.outings import AHEAD, LASTING, USUALLY, Ground, Outing, lasts_until, new_code
from bot.domain.people import PersonId
from bot.store import memberships, outings


class NoOuting(Exception):  # noqa: N818  # said as what happened
    """It is not theirs, is over, or gone."""


async def plan_outing(ctx: Context, member: PersonId, territory: str, ground: Ground) -> Outing:
    """Begin an outing of today; whoever is at one already goes on with it.

    Pressed twice, on two phones or with a bad line, it is one all the same.
    """
    await memberships.lock_role(ctx.tx, member)
    going = await outings.open_of(ctx.tx, member)
    if going is not None:
        return going
    there = ctx.where(ctx.library.territory(territory))
    now = ctx.now.astimezone(there.zone)
    code = new_code(ctx.chance)
    until = lasts_until(now.date(), USUALLY, now)
    outing = await outings.add(ctx.tx, code, there.territory, ground, now.date(), until, member)
    return await own_outing(ctx, member, outing)


async def own_outing(ctx: Context, member: PersonId, outing: int) -> Outing:
    """Somebody's outing, held until the commit. Raises NoOuting."""
    found = await outings.lock_of(ctx.tx, outing, member)
    if found is None:
        raise NoOuting
    return found


async def open_outing(ctx: Context, member: PersonId, outing: int) -> Outing:
    """The same, if it is not over. Raises NoOuting."""
    found = await own_outing(ctx, member, outing)
    if found.closed:
        raise NoOuting
    return found


async def choose_topic(ctx: Context, member: PersonId, outing: int, topic: Topic | None) -> None:
    """Say what the posters are about, and where the link leads. Raises NoOuting."""
    await own_outing(ctx, member, outing)
    await outings.set_topic(ctx.tx, outing, topic)


async def choose_day(ctx: Context, member: PersonId, outing: int, ahead: int) -> None:
    """Say in how many days it is. Raises NoOuting, also for a day too far away."""
    found = await open_outing(ctx, member, outing)
    if not 0 <= ahead <= AHEAD:
        raise NoOuting
    now = ctx.now.astimezone(ctx.library.territory(found.territory).zone)
    day = now.date() + timedelta(days=ahead)
    await outings.set_day(ctx.tx, outing, day, lasts_until(day, USUALLY, now))


async def choose_end(ctx: Context, member: PersonId, outing: int, days: int) -> None:
    """Say how many days after the outing's its link counts; 0: no more from now on.

    Raises NoOuting.
    """
    found = await own_outing(ctx, member, outing)
    if days not in (0, *LASTING):
        raise NoOuting
    now = ctx.now.astimezone(ctx.library.territory(found.territory).zone)
    until = lasts_until(found.day, days, now) if days else ctx.now
    await outings.set_end(ctx.tx, outing, until)


async def go_together(ctx: Context, member: PersonId, outing: int, colleague: PersonId) -> bool:
    """A colleague goes too, and is told; or does not after all. Returns whether they go.

    Raises NoOuting, also if the colleague is out already, or is no colleague.
    """
    await open_outing(ctx, member, outing)
    if colleague == member or await memberships.lock_role(ctx.tx, colleague) is None:
        raise NoOuting
    if colleague in await outings.who_goes(ctx.tx, outing):
        await outings.quit_it(ctx.tx, outing, colleague)
        return False
    if await outings.open_of(ctx.tx, colleague) is not None:
        raise NoOuting
    await outings.join(ctx.tx, outing, colleague)
    await ctx.show(colleague, OutingJoined(outing, member))
    return True
