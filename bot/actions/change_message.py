"""Somebody edited a message: what it is now passes the same gate as a new one."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.actions.context import Context
from bot.actions.open_case import open_case
from bot.actions.pass_message import Written, send_to_worker
from bot.domain.cases import Author, Case, Status
from bot.domain.danger import Verdict
from bot.domain.messages import IMAGES, Passing
from bot.domain.people import Person
from bot.store import cases, inbox, messages, outbox
from bot.store.messages import Reference, State

#: Telegram's moment of an edit is in whole seconds, of its own clock.
_DOUBT = timedelta(seconds=3)


class Changed(StrEnum):
    """What became of an edit."""

    #: Brought to the copy, or it will go along when the message does.
    PASSED = "passed"
    #: Kept back: its author is asked first.
    ASK_FIRST = "ask-first"
    #: Kept back: it is an image now, and images are not accepted.
    IMAGE_HELD = "image-held"
    #: The message was passed on before; what it is now is not.
    NOT_PASSED = "not-passed"
    #: The conversation is over, or nobody was there to read it.
    NOWHERE = "nowhere"
    #: The conversation was over, and what it says now is serious: a new request was made.
    ASKED_AGAIN = "asked-again"


async def change_by_person(
    ctx: Context, person: Person, written: Written, passing: Passing, verdict: Verdict
) -> Changed:
    """Judge what a young person made of a message, by kind, images, details and danger."""
    message = await messages.by_source(ctx.tx, person.id, written.source_id)
    if message is None:
        return await _change_loose(ctx, person, written, passing)
    case = await cases.lock(ctx.tx, message.case_id)
    if message.author is not Author.PERSON:
        # They wrote it as a worker, and are not one any more.
        return Changed.NOWHERE
    if case is None or case.status is Status.CLOSED:
        return await _change_after_closing(ctx, person, message, passing, verdict)
    await messages.become(
        ctx.tx, message.id, written.kind, captioned=written.captioned, file=written.file
    )
    if passing is Passing.PASS:
        return await _pass_change(ctx, case, message)
    return await _hold_change(ctx, message, written, passing)


async def change_by_worker(ctx: Context, worker: Person, written: Written) -> Changed:
    """Bring a worker's edit to the young person while the case is open and theirs."""
    message = await messages.by_source(ctx.tx, worker.id, written.source_id)
    case = await cases.lock(ctx.tx, message.case_id) if message else None
    if message is None or case is None or message.state in {State.FAILED, State.WITHDRAWN}:
        return Changed.NOWHERE
    if case.status is not Status.TAKEN or case.worker_id != worker.id:
        return Changed.NOWHERE
    await messages.become(
        ctx.tx, message.id, written.kind, captioned=written.captioned, file=written.file
    )
    return await _pass_change(ctx, case, message)


async def _change_loose(
    ctx: Context, person: Person, written: Written, passing: Passing
) -> Changed:
    """It belongs to no request yet: only free text that tells nobody's name goes with the next."""
    loose = passing is Passing.PASS and written.kind not in IMAGES and not written.command
    known = await inbox.mark_loose(ctx.tx, person.id, written.source_id, loose=loose)
    if loose and known:
        return Changed.PASSED
    if passing is Passing.ASK_FIRST and known:
        return Changed.ASK_FIRST
    return Changed.NOWHERE


async def _change_after_closing(
    ctx: Context, person: Person, message: Reference, passing: Passing, verdict: Verdict
) -> Changed:
    if not verdict.serious or passing is Passing.HOLD_IMAGE:
        return Changed.NOWHERE
    case, _ = await open_case(ctx, person, verdict)
    waiting = case.status is Status.WAITING
    state = State.WAITING if waiting else State.LEAVING
    if passing is not Passing.PASS:
        state = State.HELD
    await messages.move_to_case(ctx.tx, message.id, case.id, state)
    if state is State.LEAVING:
        await send_to_worker(ctx, case, message)
    return Changed.ASKED_AGAIN if waiting else Changed.PASSED


async def _pass_change(ctx: Context, case: Case, message: Reference) -> Changed:
    now = await messages.get(ctx.tx, message.id)
    assert now is not None  # noqa: S101  # read in this transaction before
    if message.state is State.HELD and message.author is Author.PERSON:
        await _let_go(ctx, case, now)
    elif message.state is State.PASSED:
        await _bring(ctx, case, now, anew=_is_another(message, now))
    elif message.state is State.LEAVING:
        # It leaves as it stands at Telegram; if it left already, the words follow it.
        await _bring(ctx, case, now, anew=False)
    return Changed.PASSED


def _is_another(before: Reference, now: Reference) -> bool:
    """Whether an edit replaced what can only be sent anew: an image, or the kind."""
    return now.kind is not before.kind or (now.kind in IMAGES and now.file != before.file)


async def _let_go(ctx: Context, case: Case, message: Reference) -> None:
    """What it was kept back for is no longer in it."""
    if case.status is Status.TAKEN:
        await messages.move(ctx.tx, message.id, State.LEAVING, came_from=State.HELD)
        await send_to_worker(ctx, case, message)
    else:
        await messages.move(ctx.tx, message.id, State.WAITING, came_from=State.HELD)


async def _bring(ctx: Context, case: Case, message: Reference, *, anew: bool) -> None:
    """Bring it to the copy that the other side of today sees, and to no earlier reader's."""
    reader = case.worker_id if message.author is Author.PERSON else case.person_id
    if reader is None:
        return
    protect = message.author is Author.PERSON
    copy = await messages.last_copy(ctx.tx, message.id, reader)
    if anew:
        await ctx.copy(reader, message, case, reply_to=copy, protect=protect)
    else:
        await ctx.rewrite(reader, message, case, copy=copy, protect=protect)


async def _hold_change(
    ctx: Context, message: Reference, written: Written, passing: Passing
) -> Changed:
    """Keep it back, and take back a copy that may show already what it is now."""
    gone = message.state is State.PASSED
    if message.state in {State.LEAVING, State.WAITING}:
        await outbox.withdraw_message(ctx.tx, message.id, ctx.now)
        await messages.move(ctx.tx, message.id, State.HELD)
    elif gone and passing is Passing.HOLD_IMAGE:
        gone = not await _take_back_doubtful(ctx, message, written.edited_at)
    if passing is Passing.HOLD_IMAGE:
        return Changed.IMAGE_HELD
    if gone or passing is Passing.REFUSE:
        return Changed.NOT_PASSED
    return Changed.ASK_FIRST


async def _take_back_doubtful(ctx: Context, message: Reference, edited_at: datetime | None) -> bool:
    """A copy made after the edit shows what the message is now. Returns whether one was."""
    since = min(edited_at or ctx.now, ctx.now) - _DOUBT
    doubtful = [c for c in await messages.copies_of(ctx.tx, message.id) if c.made_at >= since]
    for copy in doubtful:
        await ctx.take_back(copy.reader_id, [copy.copy_id])
        await messages.forget_copy(ctx.tx, copy.reader_id, copy.copy_id)
    if doubtful:
        await messages.move(ctx.tx, message.id, State.HELD)
    return bool(doubtful)
