"""Where a member works changes: by their own choice, or by a coordinator's."""

from bot.actions.context import Context
from bot.actions.own_queue import work_in
from bot.domain.people import NotCoordinator, NotInTeam, PersonId
from bot.store import memberships, territories


async def change_places(ctx: Context, member: PersonId, slug: str, by: PersonId) -> None:
    """Work in a territory from now on, or there no more. Raises NotCoordinator, NotInTeam.

    Coordinators are locked first, as by everybody who changes the team.
    """
    coordinators = await memberships.lock_coordinators(ctx.tx)
    if by != member and by not in coordinators:
        raise NotCoordinator
    found = await memberships.lock_member(ctx.tx, member)
    if found is None or not found.role.in_team:
        raise NotInTeam
    own = await territories.of_member(ctx.tx, member)
    await work_in(ctx, found, own ^ {slug})
