"""What a delivery changes: copies are linked, marks set, and whoever wrote is told of failures.

Every message ends as delivered or as told, and every receipt of an erasure waits for what was
on its way.
"""

from datetime import datetime

from bot.actions.alert_team import pass_alert_on
from bot.actions.case_topics import note_lost_topic, note_topic
from bot.actions.close_case import count_undelivered
from bot.actions.context import Context, Showing
from bot.actions.erase_person import finish_erasure
from bot.actions.give_back_cases import give_back_cases
from bot.actions.note_question import note_question_shown
from bot.actions.screens import (
    PERHAPS_UNDELIVERED,
    SCREEN_BROKEN,
    Alert,
    AnswerUndelivered,
    DangerNumbers,
    EnquiryAnswered,
    EraseReceipt,
    Undelivered,
)
from bot.domain.cases import Author, Status
from bot.domain.people import PersonId
from bot.store import alerts, cases, enquiries, messages, outbox, people
from bot.store.cargo import Cargo, Delete, Kind, Show, Topic, Unreadable
from bot.store.messages import Reference, State
from bot.store.parcels import Carried, Lane, Parcel

_WITHDRAWN = "undelivered-withdrawn"
_CASE_OVER = "undelivered-case-over"
_FAULT = "undelivered-fault"


async def record_delivered(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """Telegram accepted a parcel."""
    await note_lost_topic(ctx, parcel.recipient_id, parcel.case_id, carried)
    if isinstance(parcel.cargo, Topic) and parcel.cargo.opens is not None:
        await note_topic(ctx, parcel, carried, parcel.cargo.opens)
    await note_question_shown(ctx, parcel, carried)
    if parcel.kind is Kind.REWRITE or parcel.brings_message:
        await _link_copy(ctx, parcel, carried)
    elif erased := _erased(parcel):
        await people.remove(ctx.tx, erased)
        return
    await _note_alert(ctx, parcel, carried)
    await _progress(ctx, parcel, carried)


async def record_undeliverable(
    ctx: Context, parcel: Parcel, reason: str, *, blocked: datetime | None
) -> None:
    """Telegram will never accept a parcel: tell whoever wrote it, or alert somebody else.

    ``blocked``: when it was tried, if its reader had blocked the bot then.
    """
    if blocked and await people.note_blocked(ctx.tx, parcel.recipient_id, blocked, ctx.now):
        await _give_back(ctx, parcel.recipient_id)
    await _miss(ctx, parcel)
    if parcel.message_id is not None:
        await _report(ctx, parcel, reason)
    elif erased := _erased(parcel):
        await people.remove(ctx.tx, erased)
        return
    await _progress(ctx, parcel, _nothing_deleted(parcel))


async def record_unsure(ctx: Context, parcel: Parcel) -> None:
    """A parcel was sent several times and no answer came: it may have arrived."""
    await _miss(ctx, parcel)
    message = await _message(ctx, parcel)
    if parcel.brings_message and message is not None:
        if await messages.move(ctx.tx, message.id, State.PASSED, came_from=State.LEAVING):
            await _tell(ctx, message, Showing(PERHAPS_UNDELIVERED, reply_to=message.source_id))
    elif erased := _erased(parcel):
        await people.remove(ctx.tx, erased)
        return
    # It may stand on a phone, and nobody knows under which id.
    await _progress(ctx, parcel, Carried(kept=int(parcel.erasing is not None)))


async def record_broken(ctx: Context, parcel: Parcel) -> None:
    """A defect of ours kept a parcel from being sent: say so once, with the way to help."""
    await record_undeliverable(ctx, parcel, _FAULT, blocked=None)
    if _is_missed(parcel.cargo):
        # In a slot, so that several broken screens are one apology.
        await ctx.show(
            parcel.recipient_id, SCREEN_BROKEN, lane=parcel.lane, slot=SCREEN_BROKEN.name
        )


def _is_missed(cargo: Cargo) -> bool:
    """Whether somebody waits for it; not for a receipt, a line that announces, an apology."""
    if isinstance(cargo, Unreadable):
        return cargo.of == Kind.SHOW
    if not isinstance(cargo, Show):
        return cargo.kind is Kind.SHOW
    announces = cargo.once or cargo.screen == SCREEN_BROKEN
    return not announces and not isinstance(cargo.screen, EraseReceipt)


async def record_overtaken(ctx: Context, parcel: Parcel) -> None:
    """A parcel's case changed hands or ended before it was sent: tell whoever wrote it."""
    message = await _message(ctx, parcel)
    if message is not None:
        if parcel.kind is Kind.REWRITE:
            await _tell_case_over(ctx, message)
        elif message.state is State.LEAVING and not await _goes_on(ctx, message):
            await messages.move(ctx.tx, message.id, State.FAILED)
            await count_undelivered(ctx, message.case_id)
            await _tell_case_over(ctx, message)
    await _progress(ctx, parcel, _nothing_deleted(parcel))


async def record_held_back(ctx: Context, parcel: Parcel) -> None:
    """A parcel's message may not pass now: it is kept, as at first sight, and nobody is told."""
    if parcel.kind is Kind.COPY and parcel.message_id is not None:
        await messages.move(ctx.tx, parcel.message_id, State.HELD, came_from=State.LEAVING)
    await _progress(ctx, parcel, _nothing_deleted(parcel))


async def record_late(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """A parcel arrived after it was withdrawn: take it back, and let the receipt wait for that."""
    # What stood there before it was edited is somebody else's to change. An alert that was
    # replaced is nobody's: what it says now is not true any more, or not for them to know.
    edited = isinstance(parcel.cargo, Show) and parcel.cargo.edit
    if carried.sent_id is not None and (parcel.erasing is not None or not edited):
        await _take_back(ctx, parcel.recipient_id, carried.sent_id, parcel.erasing)
    if carried.thread is not None:
        ctx.delete_topic(parcel.recipient_id, carried.thread, parcel.erasing)
    if parcel.erasing is not None:
        await finish_erasure(ctx, parcel.erasing, 0, 0)


async def record_recalled(ctx: Context, erasing: PersonId, kept: int) -> None:
    """A row that an erasure waited for is settled."""
    await finish_erasure(ctx, erasing, 0, kept)


def _erased(parcel: Parcel) -> PersonId | None:
    """Whose receipt this is: once it is settled, nothing needs their sealed id any more."""
    shown = parcel.cargo.screen if isinstance(parcel.cargo, Show) else None
    return shown.erased if isinstance(shown, EraseReceipt) else None


async def _message(ctx: Context, parcel: Parcel) -> Reference | None:
    return await messages.get(ctx.tx, parcel.message_id) if parcel.message_id else None


async def _link_copy(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    if carried.sent_id is None:
        return
    look = messages.arrived if parcel.brings_message else messages.get
    message = await look(ctx.tx, parcel.message_id) if parcel.message_id else None
    if message is None:
        await _take_back(ctx, parcel.recipient_id, carried.sent_id, parcel.erasing)
        return
    messages.add_copy(ctx.tx, message.id, parcel.recipient_id, carried.sent_id, ctx.now)
    if parcel.brings_message and message.author is Author.WORKER:
        await ctx.mark_delivered(message.author_id, message.source_id)


async def _take_back(
    ctx: Context, reader: PersonId, sent_id: int, erasing: PersonId | None
) -> None:
    """It was on its way while it was withdrawn, or its author had everything erased."""
    if await people.known_since(ctx.tx, reader) is not None:
        outbox.enqueue(ctx.tx, reader, Delete((sent_id,)), ctx.now, erasing=erasing)


async def _give_back(ctx: Context, recipient: PersonId) -> None:
    """A worker who cannot be reached has no case: all that was written waits for the next one."""
    person = await people.get(ctx.tx, recipient)
    if person is not None and person.role.in_team:
        await give_back_cases(ctx, recipient)


async def _miss(ctx: Context, parcel: Parcel) -> None:
    """What nobody saw: numbers are shown again next time, an alert goes to somebody else."""
    shown = parcel.cargo.screen if isinstance(parcel.cargo, Show) else None
    if isinstance(shown, DangerNumbers):
        ctx.moods.numbers_lost(parcel.recipient_id)
    elif isinstance(shown, Alert) and not _is_edit(parcel):
        await pass_alert_on(ctx, shown.case_id, parcel.epoch, parcel.recipient_id)
    elif isinstance(shown, EnquiryAnswered):
        await _tell_answerer(ctx, shown.enquiry)


async def _tell_answerer(ctx: Context, enquiry_id: int) -> None:
    enquiry = await enquiries.get(ctx.tx, enquiry_id)
    if enquiry is not None and enquiry.worker is not None:
        await ctx.show(enquiry.worker, AnswerUndelivered(enquiry.id))


def _is_edit(parcel: Parcel) -> bool:
    """Whether it only changes what somebody saw already, and may have deleted since."""
    return isinstance(parcel.cargo, Show) and parcel.cargo.edit is not None


async def _note_alert(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """An alert stands in somebody's chat: it can be taken back, or say who took the request."""
    shown = parcel.cargo.screen if isinstance(parcel.cargo, Show) else None
    if isinstance(shown, Alert) and carried.sent_id and parcel.epoch is not None:
        await alerts.note_sent(
            ctx.tx, shown.case_id, parcel.recipient_id, parcel.epoch, carried.sent_id
        )


async def _report(ctx: Context, parcel: Parcel, reason: str) -> None:
    """A message, or an edit of it, does not arrive."""
    message = await _message(ctx, parcel)
    if message is None:
        return
    if reason == _WITHDRAWN:
        await messages.move(ctx.tx, message.id, State.WITHDRAWN)
        return
    if message.state is not State.PASSED:
        if not await messages.move(ctx.tx, message.id, State.FAILED, came_from=State.LEAVING):
            # It waits for the next worker, or its author knows already.
            return
        await count_undelivered(ctx, message.case_id)
    await _tell(ctx, message, _undelivered(message, reason))


async def _goes_on(ctx: Context, message: Reference) -> bool:
    """Whether a message that was overtaken still reaches whoever takes, or took, the case."""
    case = await cases.get(ctx.tx, message.case_id)
    if case is None or message.author is Author.WORKER or case.status is Status.CLOSED:
        return False
    if case.status is Status.WAITING:
        await messages.move(ctx.tx, message.id, State.WAITING)
    # Taken: by a new owner, who was sent all that waited, this message included.
    return True


async def _tell_case_over(ctx: Context, message: Reference) -> None:
    await _tell(ctx, message, _undelivered(message, _CASE_OVER))


def _undelivered(message: Reference, reason: str) -> Showing:
    return Showing(Undelivered(reason), reply_to=message.source_id)


async def _tell(ctx: Context, message: Reference, notice: Showing) -> None:
    await ctx.show_as(message.author_id, notice, lane=Lane.DANGER, case=message.case_id)


def _nothing_deleted(parcel: Parcel) -> Carried:
    if not isinstance(parcel.cargo, Delete):
        return Carried()
    return Carried(kept=len(parcel.cargo.messages) + (parcel.cargo.topic is not None))


async def _progress(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """Tell the erasures that waited for this row, whoever's they are, that it is settled."""
    # Rows of an earlier version name it in what they hold.
    erasing = parcel.erasing or (parcel.cargo.erasing if isinstance(parcel.cargo, Delete) else None)
    if erasing is not None:
        await finish_erasure(ctx, erasing, carried.deleted, carried.kept)
    if parcel.kind is Kind.DELETE and parcel.recipient_id != erasing:
        # Their own erasure waits for what somebody else's still deletes in their chat.
        await finish_erasure(ctx, parcel.recipient_id, 0, 0)
