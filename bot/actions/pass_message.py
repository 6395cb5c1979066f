"""Pass a message to the other side of a conversation, or keep it until somebody takes the case."""

from dataclasses import dataclass

from bot.actions.context import Context, Showing
from bot.domain.cases import Author, Case, Status
from bot.domain.messages import Kind, Passing
from bot.domain.people import PersonId
from bot.store import cases, messages, people
from bot.store.messages import Reference, State


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it came in; its words are not here."""

    source_id: int
    kind: Kind
    reply_to: int | None = None
    captioned: bool = False
    file: str | None = None


async def keep_message(
    ctx: Context, case: Case, written: Written, author: Author, state: State
) -> Reference | None:
    """Keep a reference to a message. Returns None if it is known already."""
    author_id = case.person_id if author is Author.PERSON else case.worker_id
    assert author_id is not None  # noqa: S101  # only whoever took a case writes in it
    return await messages.add(
        ctx.tx,
        case.id,
        author,
        author_id,
        written.source_id,
        written.kind,
        state,
        ctx.now,
        reply_to=written.reply_to,
        captioned=written.captioned,
        file=written.file,
    )


async def pass_from_person(
    ctx: Context, case: Case, written: Written, passing: Passing
) -> Reference | None:
    """Take in what a young person wrote in their case."""
    state = State.WAITING if case.status is Status.WAITING else State.LEAVING
    if passing is not Passing.PASS:
        state = State.HELD
    message = await keep_message(ctx, case, written, Author.PERSON, state)
    if message is not None and state is State.LEAVING:
        await send_to_worker(ctx, case, message)
    return message


async def pass_from_worker(ctx: Context, case: Case, written: Written) -> None:
    """Take a worker's answer to the young person."""
    message = await keep_message(ctx, case, written, Author.WORKER, State.LEAVING)
    if message is None:
        return
    if case.speaker is not Author.WORKER:
        assert case.worker_id is not None  # noqa: S101  # a worker writes in a taken case
        line = Showing("speaker-worker", {"worker": case.worker_id}, once=True)
        await ctx.show_as(case.person_id, line, case=case.id)
        await cases.set_speaker(ctx.tx, case.id, Author.WORKER)
    reply_to = await _seen_by(ctx, case.person_id, message)
    await ctx.copy(case.person_id, message, reply_to=reply_to, protect=False)


async def send_to_worker(ctx: Context, case: Case, message: Reference) -> None:
    """Send a kept message on to whoever took the case."""
    assert case.worker_id is not None  # noqa: S101  # called for taken cases only
    worker = await people.get(ctx.tx, case.worker_id)
    heard = worker.heard_case if worker else None
    # The case in hand may be older than what this transaction already changed.
    fresh = await cases.get(ctx.tx, case.id)
    if fresh is None or fresh.speaker is not Author.PERSON or heard != case.id:
        line = Showing("speaker-person", {"pseudonym": case.pseudonym}, once=True)
        await ctx.show_as(case.worker_id, line, case=case.id)
        await cases.set_speaker(ctx.tx, case.id, Author.PERSON)
        await people.set_heard_case(ctx.tx, case.worker_id, case.id)
    reply_to = await _seen_by(ctx, case.worker_id, message)
    await ctx.copy(case.worker_id, message, reply_to=reply_to, protect=True)


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
