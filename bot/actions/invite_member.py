"""Inviting into the team, joining it, and leaving it.

Whoever changes the team is looked at again here, behind a lock: on PostgreSQL what the desk
read of them may be over by now. Coordinators are locked first, in one order, so that two who
act on each other at the same moment come one after the other.
"""

import secrets
from datetime import timedelta

from bot.actions.close_case import end_by_person
from bot.actions.context import Context
from bot.actions.give_back_cases import give_back_cases
from bot.domain.people import (
    LastCoordinator,
    NotCoordinator,
    NotInTeam,
    Person,
    PersonId,
    Role,
    Signature,
)
from bot.store import cases, invitations, people

#: How long an invitation can be used.
VALID_FOR = timedelta(hours=72)
_UNSIGNED = Signature("")


async def invite_member(ctx: Context, inviter: PersonId, role: Role) -> str:
    """Make a one-time code that gives a role; only its hash is kept. Raises NotCoordinator."""
    if await people.lock_role(ctx.tx, inviter) is not Role.COORDINATOR:
        raise NotCoordinator
    code = secrets.token_urlsafe(18)
    await invitations.add(ctx.tx, code, role, inviter, ctx.now + VALID_FOR)
    return code


async def join_team(ctx: Context, person: Person, code: str) -> Role | None:
    """Use an invitation up. Returns the role it gave, or None if it gives none.

    It is good for as long as whoever made it is a coordinator.
    """
    inviter = await invitations.inviter(ctx.tx, code)
    if inviter is None or await people.lock_role(ctx.tx, inviter) is not Role.COORDINATOR:
        return None
    role = await invitations.use(ctx.tx, code, ctx.now)
    if role is not None:
        await enrol(ctx, person, role)
    return role


async def enrol(ctx: Context, person: Person, role: Role, signature: Signature = _UNSIGNED) -> None:
    """Let somebody into the team, with the menu of their role.

    They sign with no name before they said which; who is in the team keeps theirs. A request of
    their own ends: from the desk they could neither read what is answered nor stop it.
    """
    own = await cases.lock_open_of(ctx.tx, person.id)
    if own is not None:
        await end_by_person(ctx, own.id)
    await people.make_member(ctx.tx, person.id, role, signature, ctx.now)
    await ctx.set_menu(person.id, role)


async def change_role(
    ctx: Context, member: PersonId, role: Role, by: PersonId | None = None
) -> None:
    """Change what a member may do, from now on. Raises LastCoordinator, NotCoordinator, NotInTeam.

    ``by``: the coordinator who asks for it.
    """
    await _may_change(ctx, member, by, leaves_coordination=role is not Role.COORDINATOR)
    await people.set_role(ctx.tx, member, role)
    if role is not Role.COORDINATOR:
        await invitations.withdraw(ctx.tx, member, ctx.now)
    await ctx.set_menu(member, role)
    await ctx.show(member, "role-changed", role=role.value)


async def revoke_member(ctx: Context, member: PersonId, by: PersonId | None = None) -> int:
    """Take somebody out of the team, at once. Returns how many of their cases wait again.

    ``by``: the coordinator who asks for it. Raises LastCoordinator, NotCoordinator, NotInTeam.
    """
    await _may_change(ctx, member, by, leaves_coordination=True)
    await people.revoke(ctx.tx, member, ctx.now)
    await invitations.withdraw(ctx.tx, member, ctx.now)
    given_back = await give_back_cases(ctx, member)
    await ctx.set_menu(member, Role.YOUNG_PERSON)
    await ctx.show(member, "role-revoked")
    return given_back


async def _may_change(
    ctx: Context, member: PersonId, by: PersonId | None, *, leaves_coordination: bool
) -> None:
    coordinators = await people.lock_coordinators(ctx.tx)
    if by is not None and by not in coordinators:
        raise NotCoordinator
    if await people.lock_role(ctx.tx, member) is None:
        raise NotInTeam
    if leaves_coordination and coordinators == [member]:
        raise LastCoordinator
