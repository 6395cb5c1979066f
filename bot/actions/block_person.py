"""A worker blocks somebody for a while; coordinators look at it. Danger passes all the same."""

from datetime import timedelta

from bot.actions.close_case import close_case
from bot.actions.context import Context
from bot.actions.pass_message import lock_own_case
from bot.actions.screens import BlockEnded, BlockToReview, PersonBlocked
from bot.domain.audit import Act
from bot.domain.blocks import DAYS, Block, Blocked, InDanger, Why
from bot.domain.cases import Case, NoCase, Outcome
from bot.domain.danger import Danger, Verdict
from bot.domain.people import CaseId, NotCoordinator, PersonId, Role
from bot.store import alerts, audit, blocks, memberships


async def block_person(
    ctx: Context, worker: PersonId, case_id: CaseId, epoch: int, why: Why, days: int
) -> Case:
    """End a conversation and block whoever it was with, for so many days.

    Raises NoCase, InDanger.
    """
    case = await lock_own_case(ctx, worker, case_id)
    if case.epoch != epoch or days not in DAYS:
        raise NoCase
    if case.danger >= Danger.HIGH:
        raise InDanger
    until = ctx.now + timedelta(days=days)
    await blocks.put(ctx.tx, case.person_id, why, until, worker)
    await audit.add(ctx.tx, ctx.now, Act.BLOCKED, worker, case.id, f"{why}:{days}")
    told = PersonBlocked(case.person_id)
    await close_case(ctx, worker, case_id, Outcome.BLOCKED, told=told)
    for one in await alerts.coordinators(ctx.tx, {worker, case.person_id}):
        await ctx.show(one.id, BlockToReview(case.person_id), case=case.id)
    return case


async def refuse_if_blocked(ctx: Context, person: PersonId, verdict: Verdict) -> None:
    """Raises Blocked if nobody is called for them now. What sounds dangerous is never refused."""
    block = await blocks.of(ctx.tx, person, ctx.now)
    if block is None:
        return
    said = (verdict, *ctx.moods.recent(person, ctx.now))
    if max(one.danger for one in said) < Danger.HIGH:
        raise Blocked(block.until)


async def review_block(ctx: Context, member: PersonId, person: PersonId, *, lifts: bool) -> Block:
    """A coordinator lets a block stand, or ends it, which its person is told.

    Raises NotCoordinator, or NoCase if there is none any more.
    """
    if await memberships.lock_role(ctx.tx, member) is not Role.COORDINATOR:
        raise NotCoordinator
    block = await blocks.of(ctx.tx, person, ctx.now)
    if block is None or not await (blocks.lift if lifts else blocks.review)(ctx.tx, person):
        raise NoCase
    act = Act.BLOCK_LIFTED if lifts else Act.BLOCK_REVIEWED
    await audit.add(ctx.tx, ctx.now, act, member, detail=block.why)
    if lifts:
        await ctx.show(person, BlockEnded(person))
    return block
