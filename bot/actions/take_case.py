"""A worker takes a request from the queue: of several at once, exactly one wins."""

from bot.actions.alert_team import withdraw_alerts
from bot.actions.case_topics import open_topic
from bot.actions.context import Context
from bot.actions.expect_wait import note_wait
from bot.actions.mind_lease import start_lease
from bot.actions.own_queue import scopes
from bot.actions.pass_message import send_to_worker
from bot.actions.screens import AlertTaken, CaseHeader, NoteBy, WorkerArrived
from bot.actions.set_case_timers import set_case_timers
from bot.actions.show_waiting import clear_waiting
from bot.domain.cases import AlreadyTaken, Author, Case, NothingWaiting, Status
from bot.domain.figures import Measure, bucket
from bot.domain.people import CaseId, NotInTeam, Person
from bot.domain.screens import Screen
from bot.store import cases, memberships, messages, queue
from bot.store.messages import State


async def take_case(ctx: Context, worker: Person, case_id: CaseId) -> Case:
    """Take one case.

    Raises AlreadyTaken, NothingWaiting if it is closed or gone, or NotInTeam if they were
    revoked since.
    """
    wanted = await cases.lock(ctx.tx, case_id)
    if wanted is not None and wanted.person_id == worker.id:
        # Asked for before they joined the team: somebody else must answer.
        raise NothingWaiting
    if wanted is not None:
        ctx = ctx.where(ctx.of(wanted))
    member = await memberships.lock_member(ctx.tx, worker.id)
    if member is None or not member.role.in_team:
        raise NotInTeam
    if not await cases.take(ctx.tx, case_id, worker.id, ctx.now):
        await _explain(ctx, case_id)
    await set_case_timers(ctx, case_id, Status.TAKEN)
    case = await cases.get(ctx.tx, case_id)
    assert case is not None  # noqa: S101  # taken above, in this transaction
    await _count(ctx, case)
    await note_wait(ctx, case)
    await withdraw_alerts(ctx, case, AlertTaken(case.pseudonym, worker.id), taker=worker.id)
    await clear_waiting(ctx, case)
    await begin(ctx, case, worker, WorkerArrived(worker.id))
    return case


async def _count(ctx: Context, case: Case) -> None:
    """Count a case once, however often it comes back."""
    if not case.returned:
        await ctx.count(Measure.TAKEN)
        waited = (ctx.now - case.opened_at).total_seconds() / 60
        await ctx.count(Measure.WAITING_TIME, bucket(waited))


async def begin(ctx: Context, case: Case, worker: Person, told: Screen) -> None:
    """Whoever has a case from now on is shown what it is about, and all that was written.

    ``told``: what its person reads.
    """
    await start_lease(ctx, case)
    if not worker.charter_accepted:
        # Said when joining: taking a first request is accepting the charter.
        await memberships.accept_charter(ctx.tx, worker.id, ctx.now)
    await memberships.turn_to(ctx.tx, worker.id, case.id)
    open_topic(ctx, case)
    await ctx.show(worker.id, CaseHeader(case.id), resting_on=case)
    await _pass_notes(ctx, case, worker)
    await _pass_what_waits(ctx, case)
    await ctx.show(case.person_id, told, case=case.id)


async def take_next(ctx: Context, worker: Person, pseudonym: str = "") -> Case:
    """Take the next case, or the one of a pseudonym. Raises NothingWaiting, AlreadyTaken."""
    if pseudonym:
        wanted = await queue.named(ctx.tx, pseudonym)
    else:
        wanted = await _next(ctx, worker)
    if wanted is None:
        raise NothingWaiting
    return await take_case(ctx, worker, wanted.id)


async def _next(ctx: Context, worker: Person) -> Case | None:
    """The next case of their own territories; with none there, of the neighbours'."""
    for scope in await scopes(ctx.tx, ctx.library, worker):
        # A member's own request, asked for before they joined, is somebody else's to take.
        first = [c for c in await queue.first(ctx.tx, 2, scope) if c.person_id != worker.id]
        if first:
            return first[0]
    return None


async def _explain(ctx: Context, case_id: CaseId) -> None:
    case = await cases.get(ctx.tx, case_id)
    if case is None or case.status is not Status.TAKEN or case.worker_id is None:
        raise NothingWaiting
    raise AlreadyTaken(case.worker_id)


async def _pass_notes(ctx: Context, case: Case, worker: Person) -> None:
    """What colleagues noted before comes first."""
    for note in await messages.of_case(ctx.tx, case.id, [State.NOTE], Author.WORKER):
        if note.author_id != worker.id:
            await ctx.show(worker.id, NoteBy(note.author_id), resting_on=case)
            await ctx.copy(worker.id, note, case, reply_to=None, protect=True)


async def _pass_what_waits(ctx: Context, case: Case) -> None:
    waiting = await messages.of_case(ctx.tx, case.id, [State.WAITING], Author.PERSON)
    for message in waiting:
        await messages.move(ctx.tx, message.id, State.LEAVING)
        case = await send_to_worker(ctx, case, message)
