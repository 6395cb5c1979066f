"""A member's role changes, or they leave the team.

Whoever changes the team is looked at again here, behind a lock: on PostgreSQL what the desk
read of them may be over by now. Coordinators are locked first, in one order, so that two who
act on each other at the same moment come one after the other.
"""

from bot.actions.context import Context
from bot.actions.give_back_cases import give_back_cases
from bot.actions.screens import ROLE_REVOKED, RoleChanged
from bot.domain.audit import Act
from bot.domain.people import LastCoordinator, NotCoordinator, NotInTeam, PersonId, Role
from bot.store import audit, invitations, memberships


async def change_role(
    ctx: Context, member: PersonId, role: Role, by: PersonId | None = None
) -> None:
    """Change what a member may do, from now on. Raises LastCoordinator, NotCoordinator, NotInTeam.

    ``by``: the coordinator who asks for it.
    """
    await _may_change(ctx, member, by, leaves_coordination=role is not Role.COORDINATOR)
    await memberships.set_role(ctx.tx, member, role)
    if role is not Role.COORDINATOR:
        await invitations.withdraw(ctx.tx, member, ctx.now)
    await audit.add(ctx.tx, ctx.now, Act.ROLE_CHANGED, by, detail=f"{member}:{role}")
    await ctx.set_menu(member, role)
    await ctx.show(member, RoleChanged(role))


async def revoke_member(ctx: Context, member: PersonId, by: PersonId | None = None) -> int:
    """Take somebody out of the team, at once. Returns how many of their cases wait again.

    ``by``: the coordinator who asks for it. Raises LastCoordinator, NotCoordinator, NotInTeam.
    """
    await _may_change(ctx, member, by, leaves_coordination=True)
    await memberships.revoke(ctx.tx, member, ctx.now)
    await invitations.withdraw(ctx.tx, member, ctx.now)
    given_back = await give_back_cases(ctx, member)
    # After the cases, as wherever a case and the trail are locked together.
    await audit.add(ctx.tx, ctx.now, Act.MEMBER_REVOKED, by, detail=str(member))
    await ctx.set_menu(member, Role.YOUNG_PERSON)
    await ctx.show(member, ROLE_REVOKED)
    return given_back


async def _may_change(
    ctx: Context, member: PersonId, by: PersonId | None, *, leaves_coordination: bool
) -> None:
    coordinators = await memberships.lock_coordinators(ctx.tx)
    if by is not None and by not in coordinators:
        raise NotCoordinator
    if await memberships.lock_role(ctx.tx, member) is None:
        raise NotInTeam
    if leaves_coordination and coordinators == [member]:
        raise LastCoordinator
