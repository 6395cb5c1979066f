"""Send a message that was kept back: its author, or the worker, said that it may pass."""

from enum import StrEnum

from bot.actions.context import Context
from bot.actions.pass_message import Written, lock_own_case, pass_from_person, send_to_worker
from bot.domain.cases import Case, ImagesRefused, Status, may_accept_images
from bot.domain.messages import IMAGES, Kind, Passing
from bot.domain.people import CaseId, PersonId
from bot.store import cases, inbox, messages
from bot.store.messages import Reference, State


class Released(StrEnum):
    """What became of a message that its author lets go."""

    SENT = "sent"
    #: Nobody was asked for yet: it goes along with the next request.
    FOR_LATER = "for-later"
    NOTHING = "nothing"


async def release_message(ctx: Context, author: PersonId, source_id: int) -> Released:
    """Send what its author was asked about, whether or not somebody was asked for by then."""
    message = await messages.by_source(ctx.tx, author, source_id)
    if message is None:
        return await _release_loose(ctx, author, source_id)
    case = await cases.lock(ctx.tx, message.case_id)
    if case is None or not await _let_go(ctx, case, message):
        return Released.NOTHING
    return Released.SENT


async def _release_loose(ctx: Context, author: PersonId, source_id: int) -> Released:
    case = await cases.lock_open_of(ctx.tx, author)
    if case is None:
        known = await inbox.mark_loose(ctx.tx, author, source_id)
        return Released.FOR_LATER if known else Released.NOTHING
    kept = await pass_from_person(ctx, case, Written(source_id, Kind.TEXT), Passing.PASS)
    return Released.SENT if kept else Released.NOTHING


async def _let_go(ctx: Context, case: Case, message: Reference) -> bool:
    if case.status is Status.CLOSED or (message.kind in IMAGES and not case.images_accepted):
        # Images pass by the worker's word, never by this one.
        return False
    waiting = case.status is Status.WAITING
    state = State.WAITING if waiting else State.LEAVING
    if not await messages.move(ctx.tx, message.id, state, came_from=State.HELD):
        return False
    if not waiting:
        await send_to_worker(ctx, case, message)
    return True


async def accept_images(ctx: Context, worker: PersonId, case_id: CaseId) -> int:
    """Let images through in a case, the ones kept back first. Returns how many those are.

    Raises ImagesRefused on topics where images never pass, NoCase if it is not theirs.
    """
    case = await lock_own_case(ctx, worker, case_id)
    if not may_accept_images(case):
        raise ImagesRefused
    await cases.accept_images(ctx.tx, case.id)
    held = [
        message
        for message in await messages.of_case(ctx.tx, case.id, [State.HELD])
        if message.kind in IMAGES
    ]
    for message in held:
        if await messages.move(ctx.tx, message.id, State.LEAVING, came_from=State.HELD):
            case = await send_to_worker(ctx, case, message)
    await ctx.show(case.person_id, "images-accepted", case=case.id)
    return len(held)
