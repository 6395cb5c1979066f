"""A case ends: by its worker, or by the young person."""

from bot.actions.alert_team import withdraw_alerts
from bot.actions.case_topics import end_topic
from bot.actions.context import Context, Showing
from bot.actions.screens import AlertCancelled, CaseClosed, CaseEndedByPerson, Undelivered
from bot.actions.set_case_timers import set_case_timers
from bot.actions.show_waiting import clear_waiting
from bot.domain.cases import Author, Case, NoCase, Outcome, Status
from bot.domain.figures import Measure, bucket
from bot.domain.people import CaseId, PersonId
from bot.domain.screens import Screen
from bot.store import cases, memberships, messages, people, withdrawals
from bot.store.messages import State
from bot.store.parcels import Lane


async def close_case(
    ctx: Context,
    worker: PersonId,
    case_id: CaseId,
    outcome: Outcome,
    *,
    told: Screen | None = None,
) -> Case:
    """The worker closes; the young person is told, and asked for one tap of satisfaction.

    ``told``: what they read in its place. Returns the case. Raises NoCase if it is not theirs, or
    closed already.
    """
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is not Status.TAKEN or case.worker_id != worker:
        raise NoCase
    ctx = ctx.where(ctx.of(case))
    await _close(ctx, case, outcome, by=Author.WORKER)
    await turn_to_only_other(ctx, worker)
    await ctx.show(case.person_id, told or CaseClosed(case.id), case=case.id)
    return case


async def end_by_person(ctx: Context, case_id: CaseId) -> Case | None:
    """The young person cancels, or ends the conversation.

    Returns the case as it was, or None if it was closed already.
    """
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is Status.CLOSED:
        return None
    ctx = ctx.where(ctx.of(case))
    waiting = case.status is Status.WAITING
    outcome = Outcome.CANCELLED if waiting else Outcome.ENDED_BY_PERSON
    closed = await _close(ctx, case, outcome, by=Author.PERSON)
    if waiting:
        if await ctx.begins(case.person_id, Measure.CANCELLED):
            await ctx.count(Measure.CANCELLED)
        await clear_waiting(ctx, closed)
        await withdraw_alerts(ctx, closed, AlertCancelled(case.pseudonym))
    elif case.worker_id is not None:
        await leave_undecided(ctx, case.worker_id)
        await ctx.show(case.worker_id, CaseEndedByPerson(case.pseudonym), case=case.id)
    return case


async def leave_undecided(ctx: Context, worker: PersonId) -> None:
    """A case left a worker by no act of theirs: nothing goes out until they have chosen.

    What they type now may be meant for whoever has just gone, whoever they wrote to last: of a
    reply to a message that is erased, Telegram tells no more than that it is a message.
    """
    await memberships.set_current_case(ctx.tx, worker, None)


async def turn_to_only_other(ctx: Context, worker: PersonId) -> None:
    """A worker ended a case themselves: the one they still have, if it is one, comes next."""
    others = await cases.taken_by(ctx.tx, worker)
    await memberships.set_current_case(ctx.tx, worker, others[0].id if len(others) == 1 else None)


async def _close(ctx: Context, case: Case, outcome: Outcome, *, by: Author) -> Case:
    await cases.close(ctx.tx, case.id, outcome, ctx.now)
    await set_case_timers(ctx, case.id, Status.CLOSED)
    await count_outcome(ctx, case, outcome)
    if case.taken_at is not None:
        minutes = (ctx.now - case.taken_at).total_seconds() / 60
        await ctx.count(Measure.HANDLING_TIME, bucket(minutes))
    closed = await cases.get(ctx.tx, case.id)
    assert closed is not None  # noqa: S101  # locked in this transaction
    await _let_last_words_go(ctx, closed, by)
    if closed.worker_id is not None:
        await end_topic(ctx, closed, closed.worker_id)
    return closed


async def count_outcome(ctx: Context, case: Case, outcome: Outcome) -> None:
    """Count how a case ended; asked, cancelled and asked again, it ends once."""
    waiting = case.status is Status.WAITING
    if not waiting or await ctx.begins(case.person_id, Measure.OUTCOME):
        await ctx.count(Measure.OUTCOME, outcome)


async def _let_last_words_go(ctx: Context, case: Case, by: Author) -> None:
    """What whoever ends it wrote before still arrives; what the other side wrote does not."""
    if case.worker_id is None:
        return
    listening, ending = (
        (case.person_id, case.worker_id)
        if by is Author.WORKER
        else (case.worker_id, case.person_id)
    )
    await withdrawals.keep_up(ctx.tx, case.id, listening, case.epoch)
    for gone in await withdrawals.withdraw_about(
        ctx.tx, [case.id], ctx.now, recipient=ending, before_epoch=case.epoch
    ):
        if gone.unread is not None:
            await report_unread(ctx, gone.unread)


async def report_unread(ctx: Context, message_id: int) -> None:
    """Tell whoever wrote that nobody read it: the conversation was over before it arrived."""
    message = await messages.get(ctx.tx, message_id)
    if message is None or not await messages.move(
        ctx.tx, message.id, State.FAILED, came_from=State.LEAVING
    ):
        return
    if message.author is Author.WORKER and not await _in_team(ctx, message.author_id):
        return
    await count_undelivered(ctx, message.case_id)
    notice = Showing(Undelivered("undelivered-case-over"), reply_to=message.source_id)
    await ctx.show_as(message.author_id, notice, lane=Lane.DANGER, case=message.case_id)


async def count_undelivered(ctx: Context, case_id: CaseId) -> None:
    """Something of a case reached nobody: counted where it is answered, once a day."""
    case = await cases.get(ctx.tx, case_id)
    if case is None:
        await ctx.count(Measure.UNDELIVERED)
    else:
        await ctx.where(ctx.of(case)).count_of(case.person_id, Measure.UNDELIVERED)


async def _in_team(ctx: Context, member: PersonId) -> bool:
    person = await people.get(ctx.tx, member)
    return person is not None and person.role.in_team
