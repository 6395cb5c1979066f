"""A coordinator writes a prevention alert, another one approves it; anybody of them stops it.

It cannot be changed: whoever wants other words withdraws it, and the new ones are approved anew.
"""

from bot.actions.context import Context
from bot.actions.screens import BroadcastCard
from bot.domain.audit import Act
from bot.domain.broadcasts import (
    Broadcast,
    NobodyElse,
    NoBroadcast,
    State,
    Theme,
    Unfit,
    UnfitBroadcast,
    When,
    leaves_at,
    tidy,
)
from bot.domain.messages import tells_who_else
from bot.domain.people import NotCoordinator, PersonId, Role
from bot.domain.timers import BOT, Kind
from bot.store import alerts, audit, broadcasts, memberships, timers


def fit(ctx: Context, text: str) -> str:
    """The words of an alert, as they will be read. Raises UnfitBroadcast."""
    words = tidy(text)
    if tells_who_else(words, ctx.library.service_numbers):
        raise UnfitBroadcast(Unfit.TELLS_WHO)
    return words


async def propose(
    ctx: Context, member: PersonId, theme: Theme, territory: str, words: str, when: When
) -> int:
    """Ask the other coordinators; ``territory``: empty for all. Returns its id.

    Raises NotCoordinator, NobodyElse.
    """
    await _only_coordinators(ctx, member)
    others = await alerts.coordinators(ctx.tx, but=[member])
    if not others:
        raise NobodyElse
    zone = ctx.library.territory(territory or None).zone
    send_at = leaves_at(when, ctx.now, zone)
    new = await broadcasts.add(ctx.tx, theme, territory, words, member, ctx.now, send_at)
    await _note(ctx, Act.BROADCAST_PROPOSED, member, new, theme)
    for one in others:
        await ctx.show(one.id, BroadcastCard(new))
    return new


async def approve(ctx: Context, member: PersonId, broadcast: int) -> None:
    """Let it leave when it is to. Raises NotCoordinator; NoBroadcast: it is one's own, or over."""
    found = await _proposed(ctx, member, broadcast)
    if found.by == member:
        raise NoBroadcast
    await broadcasts.approve(ctx.tx, found.id, member)
    await _note(ctx, Act.BROADCAST_APPROVED, member, found.id, found.theme)
    await set_next(ctx)
    await ctx.show(found.by, BroadcastCard(found.id))


async def refuse(ctx: Context, member: PersonId, broadcast: int) -> None:
    """Send it to nobody: another coordinator refuses, or its author takes it back.

    Raises NotCoordinator, NoBroadcast.
    """
    found = await _proposed(ctx, member, broadcast)
    await broadcasts.end(ctx.tx, found.id, State.REFUSED, ctx.now)
    await _note(ctx, Act.BROADCAST_REFUSED, member, found.id, found.theme)
    if found.by != member:
        await ctx.show(found.by, BroadcastCard(found.id))


async def stop(ctx: Context, member: PersonId, broadcast: int) -> None:
    """Send it to nobody else. Raises NotCoordinator, NoBroadcast."""
    await _only_coordinators(ctx, member)
    found = await broadcasts.lock(ctx.tx, broadcast)
    if found is None or found.state not in {State.APPROVED, State.SENDING}:
        raise NoBroadcast
    await end_early(ctx, found, member)


async def end_early(ctx: Context, broadcast: Broadcast, by: PersonId | None) -> None:
    """Send no more of it; without ``by``, of the bot's own accord, which its people are told."""
    await broadcasts.end(ctx.tx, broadcast.id, State.STOPPED, ctx.now)
    act = Act.BROADCAST_STOPPED if by else Act.BROADCAST_LAPSED
    await _note(ctx, act, by, broadcast.id, broadcast.theme)
    for one in await alerts.coordinators(ctx.tx, but=[by]):
        if by is None or one.id in {broadcast.by, broadcast.approved_by}:
            await ctx.show(one.id, BroadcastCard(broadcast.id))


async def set_next(ctx: Context) -> None:
    """See to it that the next part of what is approved leaves in time."""
    due = await broadcasts.next_due(ctx.tx)
    if due is not None:
        await timers.set_at(ctx.tx, Kind.BROADCAST, BOT, max(due, ctx.now), ctx.now)


async def _proposed(ctx: Context, member: PersonId, broadcast: int) -> Broadcast:
    await _only_coordinators(ctx, member)
    found = await broadcasts.lock(ctx.tx, broadcast)
    if found is None or found.state is not State.PROPOSED:
        raise NoBroadcast
    return found


async def _only_coordinators(ctx: Context, member: PersonId) -> None:
    if await memberships.lock_role(ctx.tx, member) is not Role.COORDINATOR:
        raise NotCoordinator


async def _note(
    ctx: Context, act: Act, member: PersonId | None, broadcast: int, theme: Theme
) -> None:
    await audit.add(ctx.tx, ctx.now, act, member, detail=f"{broadcast}:{theme}")
