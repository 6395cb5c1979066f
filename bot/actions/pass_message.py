"""Pass a message to the other side of a conversation, or keep it until somebody takes the case."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions.context import A_MOMENT, Context, Showing
from bot.actions.screens import (
    LIVE_LOCATION,
    ImageHeldWorker,
    NoteBy,
    SpeakerForward,
    SpeakerPerson,
    SpeakerWorker,
)
from bot.domain.cases import Author, Case, NoCase, Speaker, Status
from bot.domain.messages import Kind, Passing
from bot.domain.people import CaseId, Person, PersonId
from bot.domain.screens import Screen
from bot.store import cases, inbox, memberships, messages
from bot.store.messages import NewReference, Reference, State

#: The line that announces whose words follow.
_LINES = {Speaker.PERSON: SpeakerPerson, Speaker.FORWARD: SpeakerForward}
LINES = (SpeakerPerson, SpeakerForward, NoteBy)


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it came in; its words are not here."""

    source_id: int
    kind: Kind
    reply_to: int | None = None
    captioned: bool = False
    file: str | None = None
    #: Somebody else's words, or one's own from elsewhere.
    forwarded: bool = False
    #: It seems to tell who or where its author is.
    tells: bool = False
    #: It is a command, and says nothing else.
    command: bool = False
    #: Another file stands in the place of the one it came with.
    replaced: bool = False
    #: When it was edited, by Telegram's clock.
    edited_at: datetime | None = None


def line_before(message: Reference, pseudonym: str) -> Screen:
    """The line that says whose words a message is, for one of the team."""
    if message.author is Author.WORKER:
        return NoteBy(message.author_id)
    return _LINES[Speaker.FORWARD if message.forwarded else Speaker.PERSON](pseudonym)


async def keep_message(
    ctx: Context, case: Case, written: Written, author: Author, state: State
) -> Reference | None:
    """Keep a reference to a message. Returns None if it is known already."""
    author_id = case.person_id if author is Author.PERSON else case.worker_id
    assert author_id is not None  # noqa: S101  # only whoever took a case writes in it
    message = NewReference(
        case_id=case.id,
        author=author,
        author_id=author_id,
        source_id=written.source_id,
        kind=written.kind,
        state=state,
        reply_to=written.reply_to,
        captioned=written.captioned,
        file=written.file,
        forwarded=written.forwarded,
        tells=written.tells,
    )
    return await messages.add(ctx.tx, message, ctx.now)


async def pass_from_person(
    ctx: Context, case: Case, written: Written, passing: Passing
) -> Reference | None:
    """Take in what a young person wrote in their case.

    Returns None if it is known already, or the case was closed meanwhile: it then goes along
    with the next request.
    """
    current = await cases.lock(ctx.tx, case.id)
    if current is None or current.status is Status.CLOSED:
        await inbox.mark_loose(
            ctx.tx,
            case.person_id,
            written.source_id,
            kind=written.kind,
            loose=passing is Passing.PASS,
            forwarded=written.forwarded,
        )
        return None
    state = State.WAITING if current.status is Status.WAITING else State.LEAVING
    if passing is not Passing.PASS:
        state = State.HELD
    message = await keep_message(ctx, current, written, Author.PERSON, state)
    if message is not None and state is State.LEAVING:
        await send_to_worker(ctx, current, message)
    elif message is not None and passing is Passing.HOLD_IMAGE and current.worker_id is not None:
        await _tell_of_image(ctx, current, current.worker_id)
    return message


async def _tell_of_image(ctx: Context, case: Case, worker: PersonId) -> None:
    """Whoever answers knows that an image waits: several in one go are told once."""
    held = ImageHeldWorker(case.id)
    slot = f"{held.name}-{case.id}"
    due_at = ctx.now + A_MOMENT
    await ctx.show_as(worker, Showing(held), resting_on=case, slot=slot, due_at=due_at)


async def pass_from_worker(ctx: Context, worker: Person, case_id: CaseId, written: Written) -> Case:
    """Take a worker's answer to the young person; the case becomes the one they write to.

    Raises NoCase if it is not theirs, or not open, at this very moment. What was sent already
    is sent once: its case is given.
    """
    case = await lock_own_case(ctx, worker.id, case_id)
    message = await keep_message(ctx, case, written, Author.WORKER, State.LEAVING)
    if message is None:
        return await _went_to(ctx, worker.id, written, case)
    if (worker.current_case, worker.heard_case) != (case.id, case.id):
        await memberships.turn_to(ctx.tx, worker.id, case.id)
    await send_to_person(ctx, case, message)
    return case


async def share_page(
    ctx: Context,
    worker: Person,
    case_id: CaseId,
    source_id: int,
    make: Callable[[Case, Reference], Awaitable[Screen]],
) -> Case:
    """Send a page that the bot draws to the young person, as a message of the worker's.

    ``source_id``: the message in the worker's chat that showed it; of one, it is sent once.
    ``make`` is given the case and what is kept of the message. Raises NoCase if the case is not
    theirs, or not open.
    """
    case = await lock_own_case(ctx, worker.id, case_id)
    shown = Written(source_id, Kind.TEXT)
    message = await keep_message(ctx, case, shown, Author.WORKER, State.LEAVING)
    if message is None:
        return await _went_to(ctx, worker.id, shown, case)
    await memberships.turn_to(ctx.tx, worker.id, case.id)
    await _announce(ctx, case, worker.id)
    page = Showing(await make(case, message))
    await ctx.show_as(case.person_id, page, resting_on=case, message=message)
    return case


async def _went_to(ctx: Context, worker: PersonId, written: Written, case: Case) -> Case:
    known = await messages.by_source(ctx.tx, worker, written.source_id)
    went_to = await cases.get(ctx.tx, known.case_id) if known else None
    return went_to or case


async def send_to_person(ctx: Context, case: Case, message: Reference) -> None:
    """Send what a worker wrote on to the young person, announced by name at each turn."""
    await _announce(ctx, case, message.author_id)
    reply_to = await _seen_by(ctx, case.person_id, message)
    await ctx.copy(case.person_id, message, case, reply_to=reply_to, protect=False)


async def _announce(ctx: Context, case: Case, worker: PersonId) -> None:
    """Say who speaks, at each turn."""
    if case.speaker is not Speaker.WORKER:
        line = Showing(SpeakerWorker(worker), once=True)
        await ctx.show_as(case.person_id, line, resting_on=case)
        await cases.set_speaker(ctx.tx, case.id, Speaker.WORKER, ctx.now)


async def lock_own_case(ctx: Context, worker: PersonId, case_id: CaseId) -> Case:
    """A case that this worker has now. Raises NoCase."""
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is not Status.TAKEN or case.worker_id != worker:
        raise NoCase
    return case


async def send_to_worker(ctx: Context, case: Case, message: Reference) -> Case:
    """Send a kept message on to whoever took the case; returns the case, whose speaker it is."""
    assert case.worker_id is not None  # noqa: S101  # called for taken cases only
    heard = await memberships.heard_case(ctx.tx, case.worker_id)
    speaker = Speaker.FORWARD if message.forwarded else Speaker.PERSON
    if case.speaker is not speaker or heard != case.id:
        line = Showing(_LINES[speaker](case.pseudonym), once=True)
        await ctx.show_as(case.worker_id, line, resting_on=case)
        await cases.set_speaker(ctx.tx, case.id, speaker, ctx.now)
        await memberships.hear_case(ctx.tx, case.worker_id, case.id)
    if message.kind is Kind.LIVE_LOCATION:
        await ctx.show(case.worker_id, LIVE_LOCATION, resting_on=case)
    reply_to = await _seen_by(ctx, case.worker_id, message)
    await ctx.copy(case.worker_id, message, case, reply_to=reply_to, protect=True)
    return replace(case, speaker=speaker)


async def _seen_by(ctx: Context, reader: PersonId, message: Reference) -> int | None:
    """The id, in the reader's chat, of the message that this one answers."""
    if message.reply_to is None:
        return None
    own = await messages.by_source(ctx.tx, message.author_id, message.reply_to)
    answered = own or await messages.by_copy(ctx.tx, message.author_id, message.reply_to)
    if answered is None or answered.case_id != message.case_id:
        return None
    if answered.author_id == reader:
        return answered.source_id
    mine = [
        c.copy_id for c in await messages.copies_of(ctx.tx, answered.id) if c.reader_id == reader
    ]
    return mine[-1] if mine else None
