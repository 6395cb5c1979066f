"""Inviting into the team, joining it, and leaving it."""

import secrets
from datetime import timedelta

from bot.actions.alert_team import alert_team
from bot.actions.context import Context
from bot.domain.people import Person, PersonId, Role, Signature
from bot.store import cases, invitations, messages, outbox, people

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
    await ctx.set_menu(member, Role.YOUNG_PERSON)
    await outbox.withdraw_cases_from(ctx.tx, member, ctx.now)
    await ctx.show(member, "role-revoked")
    return await give_back_cases(ctx, member)


async def give_back_cases(ctx: Context, member: PersonId) -> int:
    """Put the cases of somebody who is gone back at their place in the queue.

    They get nothing more of any case, and the next worker reads all that the person wrote.
    """
    given = await cases.taken_by(ctx.tx, member)
    # Only theirs: somebody who has no case may be a young person who blocked the bot, and
    # what the team wrote to them is reported as not delivered, one by one.
    await outbox.withdraw_to(ctx.tx, member, ctx.now, case_ids=[case.id for case in given])
    for case in given:
        await messages.wait_again(ctx.tx, case.id)
        await cases.requeue(ctx.tx, case.id)
        await ctx.show(case.person_id, "worker-left", case=case.id)
        await alert_team(ctx, case, but=member)
    return len(given)
