"""Two people lift the seal on an identity: asked with a ground, agreed by a second, hidden again.

Nobody does it alone. The identity itself is never written anywhere: it is opened at the moment at
which it is shown, in two chats, and taken back from them after a while.
"""

from collections.abc import Collection
from datetime import datetime

from bot.actions.context import A_MOMENT, Context
from bot.actions.screens import IdentityShown, LiftAnswered, LiftAsked, SealLifted
from bot.domain.audit import Act
from bot.domain.cases import Case, NoCase, Status
from bot.domain.lifting import ASKED_FOR, LEAST_WRITTEN, SHOWN_FOR, Lifting, LiftingOver, State
from bot.domain.people import CaseId, PersonId, Role
from bot.domain.timers import Due, Kind, Subject
from bot.store import alerts, audit, cases, liftings, memberships, sent, timers
from bot.store.parcels import Lane

_ACTS = {
    State.AGREED: Act.LIFT_AGREED,
    State.REFUSED: Act.LIFT_REFUSED,
    State.WITHDRAWN: Act.LIFT_WITHDRAWN,
    State.EXPIRED: Act.LIFT_EXPIRED,
    State.HIDDEN: Act.LIFT_HIDDEN,
}


class TooShort(Exception):  # noqa: N818  # an expected refusal, not a fault
    """What happened is not said."""


async def begin_lifting(
    ctx: Context, member: PersonId, case_id: CaseId, ground: str, *, tells: bool
) -> None:
    """Note who asks, for whom, and on which ground. Raises NoCase."""
    case = await cases.get(ctx.tx, case_id)
    if case is None or case.person_id == member:
        raise NoCase
    await liftings.begin(ctx.tx, case_id, member, ground, ctx.now, tells=tells)


async def ask_lifting(
    ctx: Context, member: PersonId, source_id: int, text: str
) -> tuple[Lifting, int]:
    """Ask every other coordinator, and whoever has the case, what they think of it.

    ``source_id``: the message that says what happened; it is copied to them from its author's
    chat, and kept nowhere. Returns the lifting, and how many are asked. Raises LiftingOver,
    TooShort.
    """
    begun = await liftings.begun_by(ctx.tx, member)
    case = await cases.get(ctx.tx, begun.case_id) if begun else None
    if begun is None or case is None:
        raise LiftingOver
    if len(text.strip()) < LEAST_WRITTEN:
        raise TooShort
    await liftings.ask(ctx.tx, begun.id, source_id, ctx.now)
    await audit.add(ctx.tx, ctx.now, Act.LIFT_ASKED, member, case.id, begun.ground)
    asked = await _others(ctx, case, member)
    for one in asked:
        await ctx.show(one, LiftAsked(begun.id), lane=Lane.DANGER, case=case.id)
        ctx.relay(one, member, source_id, case=case.id, lane=Lane.DANGER)
    due = ctx.now + ASKED_FOR
    await timers.set_at(ctx.tx, Kind.LIFT_EXPIRES, Subject(case=case.id), due, ctx.now)
    return begun, len(asked)


async def answer_lifting(ctx: Context, member: PersonId, lifting_id: int, *, agrees: bool) -> Case:
    """A second person agrees, and both see who it is; or refuses. Raises LiftingOver.

    All others who were asked read it; they themselves where they pressed.
    """
    lifting, case = await _waiting(ctx, lifting_id)
    if member not in await _others(ctx, case, lifting.asked_by):
        raise LiftingOver
    await _settle(ctx, lifting, State.AGREED if agrees else State.REFUSED, member)
    if agrees:
        await _show(ctx, lifting, case, member)
    for one in await _others(ctx, case, member):
        await ctx.show(one, LiftAnswered(lifting.id), case=case.id)
    return case


async def withdraw_lifting(ctx: Context, member: PersonId, lifting_id: int) -> Case:
    """Whoever asked needs it no more. Raises LiftingOver."""
    lifting, case = await _waiting(ctx, lifting_id)
    if member != lifting.asked_by:
        raise LiftingOver
    await _settle(ctx, lifting, State.WITHDRAWN, None)
    for one in await _others(ctx, case, member):
        await ctx.show(one, LiftAnswered(lifting.id), case=case.id)
    return case


async def lifting_expires(ctx: Context, due: Due) -> None:
    """Nobody answered in time: nothing is shown any more on that ground."""
    for lifting in await _of_case(ctx, due, State.ASKED):
        if lifting.waits(ctx.now + A_MOMENT):
            await _again(ctx, due, lifting.since + ASKED_FOR)
            continue
        await _settle(ctx, lifting, State.EXPIRED, None)
        if lifting.asked_by in {one.id for one in await alerts.team(ctx.tx)}:
            await ctx.show(lifting.asked_by, LiftAnswered(lifting.id), case=lifting.case_id)


async def identity_hides(ctx: Context, due: Due) -> None:
    """What two people were shown is taken back from their chats."""
    for lifting in await _of_case(ctx, due, State.AGREED):
        if lifting.shows(lifting.asked_by, ctx.now + A_MOMENT):
            await _again(ctx, due, lifting.since + SHOWN_FOR)
            continue
        for reader in lifting.readers:
            # Of whoever erased everything nothing is left to be found.
            if shown := await sent.in_slots(ctx.tx, reader, _slot(lifting)):
                await ctx.take_back(reader, shown)
        await _settle(ctx, lifting, State.HIDDEN, lifting.second)


async def _of_case(ctx: Context, due: Due, state: State) -> list[Lifting]:
    """The liftings of the timer's case in a state, locked."""
    assert due.subject.case is not None  # noqa: S101  # set for a case
    found = await liftings.of_case(ctx.tx, due.subject.case, state)
    locked = [await liftings.lock(ctx.tx, one.id) for one in found]
    return [one for one in locked if one is not None and one.state is state]


async def _again(ctx: Context, due: Due, at: datetime) -> None:
    """A later one of the same case waits still."""
    await timers.set_at(ctx.tx, due.kind, due.subject, at, ctx.now)


def _slot(lifting: Lifting) -> str:
    return f"identity-{lifting.id}"


async def _waiting(ctx: Context, lifting_id: int) -> tuple[Lifting, Case]:
    """A lifting that may be answered, locked, with its case. Raises LiftingOver."""
    lifting = await liftings.lock(ctx.tx, lifting_id)
    if lifting is None or not lifting.waits(ctx.now):
        raise LiftingOver
    asking = await memberships.lock_role(ctx.tx, lifting.asked_by)
    case = await cases.get(ctx.tx, lifting.case_id)
    if case is None or asking is not Role.COORDINATOR:
        raise LiftingOver
    return lifting, case


async def _others(ctx: Context, case: Case, but: PersonId | None) -> Collection[PersonId]:
    """Who may be the second: coordinators, and whoever answers the case; never the person."""
    team = await alerts.team(ctx.tx, {but, case.person_id})
    worker = case.worker_id if case.status is Status.TAKEN else None
    return [
        one.id
        for one in team
        if one.reachable and (one.role is Role.COORDINATOR or one.id == worker)
    ]


async def _settle(ctx: Context, lifting: Lifting, state: State, second: PersonId | None) -> None:
    await liftings.settle(ctx.tx, lifting.id, state, second, ctx.now)
    asked_by = lifting.asked_by if state is State.WITHDRAWN else None
    by = second if state in {State.AGREED, State.REFUSED} else asked_by
    await audit.add(ctx.tx, ctx.now, _ACTS[state], by, lifting.case_id, lifting.ground)


async def _show(ctx: Context, lifting: Lifting, case: Case, second: PersonId) -> None:
    for reader in (lifting.asked_by, second):
        identity, slot = IdentityShown(lifting.id), _slot(lifting)
        await ctx.show(reader, identity, lane=Lane.DANGER, case=case.id, slot=slot)
    about, hidden = Subject(case=case.id), ctx.now + SHOWN_FOR
    await timers.set_if_none(ctx.tx, Kind.IDENTITY_HIDES, about, hidden, ctx.now)
    if lifting.tells:
        await ctx.show(case.person_id, SealLifted(lifting.ground), case=case.id)
