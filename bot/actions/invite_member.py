"""Inviting into the team, joining it, and leaving it."""

import secrets
from datetime import timedelta

from bot.actions.context import Context
from bot.actions.give_back_cases import give_back_cases
from bot.domain.people import Person, PersonId, Role, Signature
from bot.store import invitations, people

#: How long an invitation can be used.
VALID_FOR = timedelta(hours=72)


async def invite_member(ctx: Context, inviter: PersonId, role: Role) -> str:
    """Make a one-time code that gives a role; only its hash is kept."""
    code = secrets.token_urlsafe(18)
    await invitations.add(ctx.tx, code, role, inviter, ctx.now + VALID_FOR)
    return code


async def join_team(ctx: Context, person: Person, code: str, signature: Signature) -> Role | None:
    """Use an invitation up. Returns the role it gave, or None if it gives none."""
    role = await invitations.use(ctx.tx, code, ctx.now)
    if role is None:
        return None
    await enrol(ctx, person, role, signature)
    return role


async def enrol(ctx: Context, person: Person, role: Role, signature: Signature) -> None:
    """Let somebody into the team, with the menu of their role."""
    await people.make_member(ctx.tx, person.id, role, signature, ctx.now)
    await ctx.set_menu(person.id, role)


async def change_role(ctx: Context, member: PersonId, role: Role) -> None:
    """Change what a member may do, from now on."""
    await people.set_role(ctx.tx, member, role)
    await ctx.set_menu(member, role)
    await ctx.show(member, "role-changed", role=role.value)


async def revoke_member(ctx: Context, member: PersonId) -> int:
    """Take somebody out of the team, at once. Returns how many of their cases wait again."""
    await people.revoke(ctx.tx, member, ctx.now)
    given_back = await give_back_cases(ctx, member)
    await ctx.set_menu(member, Role.YOUNG_PERSON)
    await ctx.show(member, "role-revoked")
    return given_back
