"""What a delivery changes: copies are linked, marks set, and whoever wrote is told of failures."""

from bot.actions.context import Context, Showing
from bot.actions.erase_person import finish_erasure
from bot.actions.invite_member import give_back_cases
from bot.actions.note_question import note_question_shown
from bot.domain.cases import Author
from bot.domain.figures import Measure
from bot.domain.people import PersonId
from bot.store import messages, outbox, people
from bot.store.messages import State
from bot.store.outbox import Carried, Kind, Lane, Parcel

_WITHDRAWN = "undelivered-withdrawn"


async def record_delivered(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    """Telegram accepted a parcel."""
    await note_question_shown(ctx, parcel, carried)
    if parcel.kind in {Kind.COPY, Kind.REWRITE}:
        await _link_copy(ctx, parcel, carried)
    elif parcel.kind is Kind.DELETE:
        await _count_deletion(ctx, parcel, carried)
    elif erased := _erased(parcel):
        await people.remove(ctx.tx, erased)


async def record_undeliverable(ctx: Context, parcel: Parcel, reason: str, *, blocked: bool) -> None:
    """Telegram will never accept a parcel: tell whoever wrote it."""
    if blocked:
        await people.note_blocked(ctx.tx, parcel.recipient_id, ctx.now)
    if parcel.kind is Kind.COPY:
        await _report_copy(ctx, parcel, reason, blocked=blocked)
    elif parcel.kind is Kind.DELETE:
        ids = parcel.payload.get("messages")
        kept = len(ids) if isinstance(ids, list) else 0
        await _count_deletion(ctx, parcel, Carried(kept=kept))
    elif erased := _erased(parcel):
        await people.remove(ctx.tx, erased)


def _erased(parcel: Parcel) -> PersonId | None:
    """Whose receipt this is: once it is settled, nothing needs their sealed id any more."""
    args = parcel.payload.get("args")
    erased = args.get("erased") if isinstance(args, dict) else None
    return PersonId(int(erased)) if erased else None


async def _link_copy(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    message = await messages.get(ctx.tx, parcel.message_id) if parcel.message_id else None
    if message is None:
        if carried.sent_id is not None:
            await _take_back(ctx, parcel.recipient_id, carried.sent_id)
        return
    if carried.sent_id is not None:
        await messages.add_copy(ctx.tx, message.id, parcel.recipient_id, carried.sent_id, ctx.now)
    if parcel.kind is Kind.COPY:
        await messages.move(ctx.tx, message.id, State.PASSED, came_from=State.LEAVING)
        if message.author is Author.WORKER:
            await ctx.mark_delivered(message.author_id, message.source_id)


async def _take_back(ctx: Context, reader: PersonId, copy_id: int) -> None:
    """It was on its way while its author had everything erased."""
    outbox.enqueue(ctx.tx, reader, Kind.DELETE, {"messages": [copy_id]}, ctx.now)


async def _report_copy(ctx: Context, parcel: Parcel, reason: str, *, blocked: bool) -> None:
    message = await messages.get(ctx.tx, parcel.message_id) if parcel.message_id else None
    if message is None:
        return
    if reason == _WITHDRAWN:
        await messages.move(ctx.tx, message.id, State.WITHDRAWN)
        return
    if message.author is Author.PERSON and blocked:
        # The worker cannot be reached: all that was written waits for the next one.
        await give_back_cases(ctx, parcel.recipient_id)
        return
    await messages.move(ctx.tx, message.id, State.FAILED)
    await ctx.count(Measure.UNDELIVERED)
    notice = Showing("undelivered", {"reason": reason}, reply_to=message.source_id)
    await ctx.show_as(message.author_id, notice, lane=Lane.DANGER, case=message.case_id)


async def _count_deletion(ctx: Context, parcel: Parcel, carried: Carried) -> None:
    erasing = parcel.payload.get("erasing")
    if isinstance(erasing, int):
        await finish_erasure(ctx, PersonId(erasing), carried.deleted, carried.kept)
