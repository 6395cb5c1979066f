"""Somebody edited a message: what it is now passes the same gate as a new one."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.actions.context import Context
from bot.actions.enquire import change_enquiry
from bot.actions.open_case import open_case
from bot.actions.pass_message import Written, pass_from_person, send_to_person, send_to_worker
from bot.domain.cases import Author, Case, Status
from bot.domain.danger import Verdict
from bot.domain.messages import IMAGES, Passing
from bot.domain.people import Person
from bot.store import cases, inbox, memberships, messages, withdrawals
from bot.store.messages import Reference, State

#: Telegram's moment of an edit is in whole seconds, of its own clock.
_DOUBT = timedelta(seconds=3)


class Changed(StrEnum):
    """What became of an edit."""

    #: Brought to the copy, or it will go along when the message does.
    PASSED = "passed"
    #: Kept back: its author is asked first.
    ASK_FIRST = "ask-first"
    #: Kept back: the message was passed on before, and what it is now tells who they are.
    ASK_ABOUT_EDIT = "ask-about-edit"
    #: Kept back: it is an image now, and images are not accepted.
    IMAGE_HELD = "image-held"
    #: What it is now can be passed to nobody.
    NOT_PASSED = "not-passed"
    #: It is a command now, and no word for anybody.
    COMMAND = "command"
    #: It was never sent, and its author knows; if it is yet, then as it stands.
    UNSENT = "unsent"
    #: The conversation is over, or nobody was there to read it.
    NOWHERE = "nowhere"
    #: The conversation was over, and what it says now is serious: a new request was made.
    ASKED_AGAIN = "asked-again"


#: What becomes of what may not pass by itself.
_KEPT_BACK = {
    Passing.ASK_FIRST: Changed.ASK_FIRST,
    Passing.HOLD_IMAGE: Changed.IMAGE_HELD,
    Passing.REFUSE: Changed.NOT_PASSED,
}


async def change_by_person(
    ctx: Context, person: Person, written: Written, passing: Passing, verdict: Verdict
) -> tuple[Changed, ...]:
    """Judge what a young person made of a message, by kind, images, details and danger."""
    message = await messages.by_source(ctx.tx, person.id, written.source_id)
    if message is None:
        return (await _change_outside(ctx, person, written, passing, verdict),)
    case = await cases.lock(ctx.tx, message.case_id)
    if message.author is not Author.PERSON:
        # They wrote it as a worker, and are not one any more.
        return (Changed.NOWHERE,)
    if case is None or case.status is Status.CLOSED:
        return await _change_after_closing(ctx, person, message, written, passing, verdict)
    await _become(ctx, message, written)
    if passing is Passing.PASS:
        await _pass_change(ctx, case, message, written)
        return (Changed.PASSED,)
    passed = message.state is State.PASSED
    await _hold_change(ctx, case, message, written)
    if passed and passing is Passing.ASK_FIRST:
        return (Changed.ASK_ABOUT_EDIT,)
    return (_KEPT_BACK[passing],)


async def change_by_worker(ctx: Context, worker: Person, written: Written) -> Changed:
    """Bring a worker's edit to the young person while the case is open and theirs."""
    message = await messages.by_source(ctx.tx, worker.id, written.source_id)
    if message is None or message.state is State.WITHDRAWN:
        # What was taken back is never sent again.
        return Changed.UNSENT
    if message.state is State.NOTE:
        # Whoever answers next reads it as it is then.
        return Changed.PASSED
    case = await cases.lock(ctx.tx, message.case_id)
    if case is None or case.status is not Status.TAKEN or case.worker_id != worker.id:
        return Changed.NOWHERE
    if written.command or (written.tells and not message.tells):
        await _stop_change(ctx, case, message, written)
        return Changed.COMMAND if written.command else Changed.NOT_PASSED
    await _become(ctx, message, written)
    await _pass_change(ctx, case, message, written)
    return Changed.PASSED


async def _stop_change(ctx: Context, case: Case, message: Reference, written: Written) -> None:
    """A worker's edit is not to be read: what was there before stays, and nothing else leaves."""
    await withdrawals.withdraw_message(ctx.tx, message.id, ctx.now)
    if message.state is State.PASSED:
        await _take_back_doubtful(ctx, case, message, written.edited_at)
    if await _copy_seen(ctx, case, message) is None:
        await messages.move(ctx.tx, message.id, State.WITHDRAWN)


async def _become(ctx: Context, message: Reference, written: Written) -> None:
    await messages.become(
        ctx.tx,
        message.id,
        written.kind,
        captioned=written.captioned,
        file=written.file,
        tells=written.tells,
    )


async def _change_outside(
    ctx: Context, person: Person, written: Written, passing: Passing, verdict: Verdict
) -> Changed:
    """It is a question to the team, or belongs to no request yet."""
    may_pass = passing is Passing.PASS and not written.command
    if await change_enquiry(
        ctx, person.id, written.source_id, may_pass=may_pass, serious=verdict.serious
    ):
        return Changed.PASSED
    return await _change_loose(ctx, person, written, passing)


async def _change_loose(
    ctx: Context, person: Person, written: Written, passing: Passing
) -> Changed:
    """It belongs to no request yet: to the open one from now on, or to the next.

    Without one, images wait for nobody: they are held in a case only.
    """
    may_pass = passing is not Passing.REFUSE and not written.command
    loose = may_pass and passing is Passing.PASS
    known = await inbox.mark_loose(
        ctx.tx, person.id, written.source_id, kind=written.kind, loose=loose
    )
    if not known or not may_pass:
        return Changed.NOWHERE
    case = await cases.lock_open_of(ctx.tx, person.id)
    if case is not None:
        await inbox.mark_loose(ctx.tx, person.id, written.source_id, loose=False)
        await pass_from_person(ctx, case, written, passing)
        return _KEPT_BACK.get(passing, Changed.PASSED)
    if passing is Passing.HOLD_IMAGE:
        return Changed.NOWHERE
    return _KEPT_BACK.get(passing, Changed.PASSED)


async def _change_after_closing(
    ctx: Context,
    person: Person,
    message: Reference,
    written: Written,
    passing: Passing,
    verdict: Verdict,
) -> tuple[Changed, ...]:
    """Nobody reads it any more, unless it is serious: then it opens, or joins, a request."""
    if not verdict.serious:
        return (Changed.NOWHERE,)
    case, is_new = await open_case(ctx, person, verdict)
    await _become(ctx, message, written)
    state = State.WAITING if case.status is Status.WAITING else State.LEAVING
    if passing is not Passing.PASS:
        state = State.HELD
    await messages.move_to_case(ctx.tx, message.id, case.id, state)
    if state is State.LEAVING:
        now = await messages.get(ctx.tx, message.id)
        assert now is not None  # noqa: S101  # read in this transaction before
        await send_to_worker(ctx, case, now)
    kept_back = _KEPT_BACK.get(passing, Changed.PASSED)
    return (Changed.ASKED_AGAIN, kept_back) if is_new else (kept_back,)


async def _pass_change(ctx: Context, case: Case, message: Reference, written: Written) -> None:
    """Bring it to where the message is by now; what had not arrived is tried once more."""
    now = await messages.get(ctx.tx, message.id)
    assert now is not None  # noqa: S101  # read in this transaction before
    another = _is_another(message, now, written)
    if message.state is State.PASSED:
        await _bring(ctx, case, now, anew=another)
    elif message.state is State.LEAVING and another:
        # Whatever was on its way is not what it is now.
        await withdrawals.withdraw_message(ctx.tx, message.id, ctx.now)
        await _send(ctx, case, now)
    elif message.state is State.LEAVING:
        # It leaves as it stands at Telegram; if it left already, the words follow it.
        await _bring(ctx, case, now, anew=False)
    elif message.state is not State.WAITING:
        await _let_go(ctx, case, now, anew=another)


def _is_another(before: Reference, now: Reference, written: Written) -> bool:
    """Whether an edit replaced what can only be sent anew: a file, or the kind."""
    if now.kind is not before.kind or written.replaced:
        return True
    return now.kind in IMAGES and now.file != before.file


async def _let_go(ctx: Context, case: Case, message: Reference, *, anew: bool) -> None:
    """What it was kept back for, or did not arrive for, may be in it no more."""
    if case.status is not Status.TAKEN:
        await messages.move(ctx.tx, message.id, State.WAITING)
    elif await _copy_seen(ctx, case, message) is not None:
        await messages.move(ctx.tx, message.id, State.PASSED)
        await _bring(ctx, case, message, anew=anew)
    else:
        await messages.move(ctx.tx, message.id, State.LEAVING)
        await _send(ctx, case, message)


async def _send(ctx: Context, case: Case, message: Reference) -> None:
    if message.author is Author.PERSON:
        await send_to_worker(ctx, case, message)
    else:
        await send_to_person(ctx, case, message)


async def _copy_seen(ctx: Context, case: Case, message: Reference) -> int | None:
    """The copy that the other side of today sees; no earlier reader's counts."""
    reader = case.worker_id if message.author is Author.PERSON else case.person_id
    return await messages.last_copy(ctx.tx, message.id, reader) if reader else None


async def _bring(ctx: Context, case: Case, message: Reference, *, anew: bool) -> None:
    """Bring it to the copy that the other side of today sees, and to no earlier reader's."""
    reader = case.worker_id if message.author is Author.PERSON else case.person_id
    if reader is None:
        return
    protect = message.author is Author.PERSON
    copy = await _copy_seen(ctx, case, message)
    if anew:
        await ctx.copy(reader, message, case, reply_to=copy, protect=protect)
    else:
        await ctx.rewrite(reader, message, case, copy=copy, protect=protect)


async def _hold_change(ctx: Context, case: Case, message: Reference, written: Written) -> None:
    """Keep it back, whoever has the case next, and take back a copy that may show it already.

    An earlier edit that is still on its way would bring today's words: it stays here too.
    """
    await withdrawals.withdraw_message(ctx.tx, message.id, ctx.now)
    if message.state is State.PASSED:
        await _take_back_doubtful(ctx, case, message, written.edited_at)
    await messages.move(ctx.tx, message.id, State.HELD)


async def _take_back_doubtful(
    ctx: Context, case: Case, message: Reference, edited_at: datetime | None
) -> None:
    """A copy made after the edit shows what the message is now."""
    since = min(edited_at or ctx.now, ctx.now) - _DOUBT
    doubtful = [c for c in await messages.copies_of(ctx.tx, message.id) if c.made_at >= since]
    for copy in doubtful:
        await ctx.take_back(copy.reader_id, [copy.copy_id])
        await messages.forget_copy(ctx.tx, copy.reader_id, copy.copy_id)
    if doubtful and case.worker_id and len(await cases.taken_by(ctx.tx, case.worker_id)) > 1:
        # A reply to what is gone arrives as a plain message: it must not go to somebody else.
        await memberships.set_current_case(ctx.tx, case.worker_id, None)
