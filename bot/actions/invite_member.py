"""Inviting into the team, and joining it.

Whoever invites is looked at again here, behind a lock: on PostgreSQL what the desk read of them
may be over by now.
"""

import secrets
from collections.abc import Collection
from datetime import timedelta

from bot.actions.close_case import end_by_person
from bot.actions.context import Context
from bot.actions.own_queue import work_in
from bot.actions.screens import MemberJoined
from bot.domain.audit import Act
from bot.domain.people import NotCoordinator, Person, PersonId, Role, Signature
from bot.store import audit, cases, invitations, memberships

#: How long an invitation can be used.
VALID_FOR = timedelta(hours=72)
_UNSIGNED = Signature("")


async def invite_member(
    ctx: Context, inviter: PersonId, role: Role, territories: Collection[str] = ()
) -> str:
    """Make a one-time code that gives a role, in these territories or everywhere.

    Only its hash is kept. Raises NotCoordinator.
    """
    if await memberships.lock_role(ctx.tx, inviter) is not Role.COORDINATOR:
        raise NotCoordinator
    code = secrets.token_urlsafe(18)
    expires = ctx.now + VALID_FOR
    await invitations.add(ctx.tx, code, role, inviter, expires, territories=territories)
    return code


async def withdraw_invitation(ctx: Context, by: PersonId, invitation: int) -> bool:
    """An invitation lets nobody in any more; False if it was used. Raises NotCoordinator."""
    if await memberships.lock_role(ctx.tx, by) is not Role.COORDINATOR:
        raise NotCoordinator
    return await invitations.withdraw_one(ctx.tx, invitation, ctx.now)


async def join_team(ctx: Context, person: Person, code: str) -> Role | None:
    """Use an invitation up. Returns the role it gave, or None if it gives none.

    It is good for as long as whoever made it is a coordinator.
    """
    inviter = await invitations.inviter(ctx.tx, code)
    if inviter is None or await memberships.lock_role(ctx.tx, inviter) is not Role.COORDINATOR:
        return None
    role = await invitations.use(ctx.tx, code, ctx.now)
    if role is not None:
        await enrol(ctx, person, role)
        await work_in(ctx, person, await invitations.territories_of(ctx.tx, code))
        joined = f"{person.id}:{role}"
        await audit.add(ctx.tx, ctx.now, Act.MEMBER_JOINED, inviter, detail=joined)
        await ctx.show(inviter, MemberJoined(person.id, role))
    return role


async def enrol(ctx: Context, person: Person, role: Role, signature: Signature = _UNSIGNED) -> None:
    """Let somebody into the team, with the menu of their role.

    They sign with no name before they said which; who is in the team keeps theirs. A request of
    their own ends: from the desk they could neither read what is answered nor stop it.
    """
    own = await cases.lock_open_of(ctx.tx, person.id)
    if own is not None:
        await end_by_person(ctx, own.id)
    await memberships.make_member(ctx.tx, person.id, role, signature, ctx.now)
    await ctx.set_menu(person.id, role)
