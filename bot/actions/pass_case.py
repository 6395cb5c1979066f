"""A worker passes a case on: offered to one colleague, or left to a team.

Whoever has it keeps it until the colleague accepts, so that somebody always answers. An offer
rests on the case as it stands: once it has another owner or status, the offer is over.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.actions.alert_team import team_but
from bot.actions.case_topics import end_topic
from bot.actions.close_case import turn_to_only_other
from bot.actions.context import Context, Showing
from bot.actions.give_back_cases import give_back, let_go
from bot.actions.move_case import move_case
from bot.actions.pass_message import lock_own_case
from bot.actions.screens import (
    HandedOn,
    OfferOver,
    PassedToTeam,
    TransferAnswered,
    TransferOffered,
    WorkerTakesOver,
)
from bot.actions.take_case import begin
from bot.content.kinds.territory import Territory
from bot.domain.alerts import Around, Colleague
from bot.domain.cases import Case, NoCase, OfferEnd, Status
from bot.domain.danger import Danger
from bot.domain.people import CaseId, Person, PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import cases, memberships, timers, withdrawals
from bot.store.parcels import Lane

#: How long a colleague has to answer; less when somebody is in danger.
OFFER_LASTS, OFFER_LASTS_IN_DANGER = timedelta(minutes=5), timedelta(minutes=2)


class NotThere(Exception):  # noqa: N818  # said as what happened
    """The colleague cannot be asked now: they pause, blocked the bot, or left the team."""


def there(team: Iterable[Colleague], around: Around) -> list[Colleague]:
    """Whom a case can be offered to: those who are there, the nearest and least busy first."""
    answering = (one for one in team if one.available and one.reachable)
    return sorted(
        answering, key=lambda one: (not one.works_in(around.near), not one.has_room, one.load)
    )


async def offer_case(
    ctx: Context, worker: PersonId, case_id: CaseId, epoch: int, to: PersonId
) -> Case:
    """Ask a colleague whether they take a case. Raises NoCase, NotThere."""
    case = await _own(ctx, worker, case_id, epoch)
    team = await team_but(ctx, case, worker)
    if to not in {one.id for one in there(team, ctx.of(case).around)}:
        raise NotThere
    if case.offered_to not in {None, to}:
        await _tell_that_it_is_over(ctx, case, OfferEnd.WITHDRAWN)
    await cases.set_offered(ctx.tx, case.id, to)
    grave = case.danger >= Danger.HIGH
    lasts = OFFER_LASTS_IN_DANGER if grave else OFFER_LASTS
    await timers.set_at(ctx.tx, Kind.OFFER, Subject(case=case.id), ctx.now + lasts, ctx.now)
    await ctx.show(
        to,
        TransferOffered(case.id, worker),
        lane=Lane.DANGER if grave else Lane.NORMAL,
        resting_on=case,
        slot=f"offer-{case.id}",
    )
    return replace(case, offered_to=to)


async def accept_offer(ctx: Context, member: Person, case_id: CaseId, epoch: int) -> Case:
    """Take a case that a colleague offered, with all that was written. Raises NoCase."""
    case = await _offered(ctx, member.id, case_id, epoch)
    known = await memberships.lock_member(ctx.tx, member.id)
    if known is None or not known.role.in_team:
        raise NoCase
    return await hand_over(ctx, case, known)


async def hand_over(ctx: Context, case: Case, member: Person) -> Case:
    """Give a locked case that somebody has to another member, with all that was written."""
    assert case.worker_id is not None  # noqa: S101  # somebody has it
    before = case.worker_id
    await timers.cancel(ctx.tx, Kind.OFFER, Subject(case=case.id))
    await cases.hand_over(ctx.tx, case.id, member.id, ctx.now)
    taken = await cases.get(ctx.tx, case.id)
    assert taken is not None  # noqa: S101  # locked in this transaction
    # What the colleague wrote last still arrives.
    await withdrawals.keep_up(ctx.tx, case.id, case.person_id, taken.epoch)
    await let_go(ctx, taken)
    await end_topic(ctx, taken, before)
    await turn_to_only_other(ctx, before)
    await begin(ctx, taken, member, WorkerTakesOver(member.id))
    await ctx.show(before, HandedOn(taken.pseudonym, member.id), case=case.id)
    return taken


async def refuse_offer(ctx: Context, member: PersonId, case_id: CaseId, epoch: int) -> Case:
    """Not now: the case stays where it is, and whoever has it knows. Raises NoCase."""
    case = await _offered(ctx, member, case_id, epoch)
    await _end(ctx, case, OfferEnd.REFUSED)
    return case


async def withdraw_offer(ctx: Context, worker: PersonId, case_id: CaseId, epoch: int) -> Case:
    """Whoever has it keeps it after all. Raises NoCase if it was not offered any more."""
    case = await _own(ctx, worker, case_id, epoch)
    if case.offered_to is None:
        raise NoCase
    await _tell_that_it_is_over(ctx, case, OfferEnd.WITHDRAWN)
    await _forget(ctx, case)
    return case


async def offer_expires(ctx: Context, due: Due) -> None:
    """The colleague did not answer: both know that the case stays where it is."""
    assert due.subject.case is not None  # noqa: S101  # such timers are about cases
    case = await cases.lock(ctx.tx, due.subject.case)
    if case is None or case.status is not Status.TAKEN or case.offered_to is None:
        return
    await _tell_that_it_is_over(ctx, case, OfferEnd.EXPIRED)
    await _end(ctx, case, OfferEnd.EXPIRED)


async def pass_to_team(
    ctx: Context, worker: PersonId, case_id: CaseId, epoch: int, territory: Territory | None
) -> Case:
    """Leave a case to a territory's team, or to one's own: it waits again. Raises NoCase."""
    case = await _own(ctx, worker, case_id, epoch)
    if case.offered_to is not None:
        await _tell_that_it_is_over(ctx, case, OfferEnd.WITHDRAWN)
    if territory is not None and territory.slug != ctx.of(case).slug:
        case = await move_case(ctx, case, territory)
    await give_back(ctx, case, worker, PassedToTeam(case.id))
    await turn_to_only_other(ctx, worker)
    return case


async def _own(ctx: Context, worker: PersonId, case_id: CaseId, epoch: int) -> Case:
    case = await lock_own_case(ctx, worker, case_id)
    if case.epoch != epoch:
        raise NoCase
    return case


async def _offered(ctx: Context, member: PersonId, case_id: CaseId, epoch: int) -> Case:
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is not Status.TAKEN or case.epoch != epoch:
        raise NoCase
    if case.offered_to != member or case.person_id == member:
        raise NoCase
    return case


async def _end(ctx: Context, case: Case, how: OfferEnd) -> None:
    assert case.worker_id is not None and case.offered_to is not None  # noqa: S101, PT018  # offered
    await _forget(ctx, case)
    answered = TransferAnswered(case.id, case.offered_to, how)
    lane = Lane.DANGER if case.danger >= Danger.HIGH else Lane.NORMAL
    await ctx.show(case.worker_id, answered, lane=lane, resting_on=case)


async def _forget(ctx: Context, case: Case) -> None:
    await cases.set_offered(ctx.tx, case.id, None)
    await timers.cancel(ctx.tx, Kind.OFFER, Subject(case=case.id))


async def _tell_that_it_is_over(ctx: Context, case: Case, how: OfferEnd) -> None:
    """In the place of the offer; where something newer is about the case, below it."""
    assert case.offered_to is not None  # noqa: S101  # offered
    over = Showing(OfferOver(case.pseudonym, how), edit_last=True)
    await ctx.show_as(case.offered_to, over, case=case.id, slot=f"offer-{case.id}")
