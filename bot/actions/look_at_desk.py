"""How it stands at the desk now: what `/file` shows, without names, and how many answer.

Not a figure: it is of this moment, for the team, and goes into no file and no report.
"""

from bot.actions.context import Context
from bot.actions.own_queue import in_sight, scopes
from bot.domain.at_desk import AtDesk, Waits
from bot.domain.people import PersonId
from bot.store import memberships, people, queue
from bot.store.cases import MANY


async def look_at_desk(ctx: Context, member: PersonId) -> AtDesk:
    """How it stands for a member of the team. Raises LookupError for somebody who is gone."""
    me = await people.get(ctx.tx, member)
    if me is None:
        raise LookupError
    seen = await in_sight(ctx.tx, ctx.library, me)
    mine, *_ = await scopes(ctx.tx, ctx.library, me)
    team = await memberships.team(ctx.tx)
    return AtDesk(
        tuple(Waits(case.danger, ctx.now - case.opened_at) for case in seen.first),
        seen.total,
        seen.total >= MANY,
        seen.elsewhere,
        sum(one.available for one in team),
        await queue.under_way(ctx.tx, mine),
    )
