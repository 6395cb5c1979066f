"""Send a message that was kept back: its author, or the worker, said that it may pass."""

from enum import StrEnum

from bot.actions.context import Context, Showing
from bot.actions.pass_message import Written, lock_own_case, pass_from_person, send_to_worker
from bot.actions.screens import IMAGES_ACCEPTED, IMAGES_REFUSED, AskBeforePassing
from bot.domain.cases import Case, ImagesRefused, Status, may_accept_images
from bot.domain.messages import IMAGES, REFUSED, Passing
from bot.domain.people import CaseId, PersonId
from bot.store import cases, inbox, messages
from bot.store.messages import Reference, State


class Released(StrEnum):
    """What became of a message that its author lets go."""

    SENT = "sent"
    #: Nobody was asked for yet: it goes along with the next request.
    FOR_LATER = "for-later"
    NOTHING = "nothing"


#: It left, or will leave: letting it go once more changes nothing.
_ON_ITS_WAY = frozenset({State.WAITING, State.LEAVING, State.PASSED})


async def release_message(ctx: Context, author: PersonId, source_id: int) -> Released:
    """Send what its author was asked about, whether or not somebody was asked for by then."""
    message = await messages.by_source(ctx.tx, author, source_id)
    if message is None:
        return await _release_loose(ctx, author, source_id)
    case = await cases.lock(ctx.tx, message.case_id)
    if case is None:
        return Released.NOTHING
    if message.state in _ON_ITS_WAY or await _let_go(ctx, case, message):
        return Released.SENT
    return Released.NOTHING


async def keep_back_message(ctx: Context, author: PersonId, source_id: int) -> bool:
    """Keep back what its author was asked about. Returns False if it has left already."""
    message = await messages.by_source(ctx.tx, author, source_id)
    if message is None:
        await inbox.mark_loose(ctx.tx, author, source_id, loose=False)
        return True
    await cases.lock(ctx.tx, message.case_id)
    now = await messages.get(ctx.tx, message.id)
    if now is None or now.state not in _ON_ITS_WAY:
        return True
    return await messages.move(ctx.tx, message.id, State.HELD, came_from=State.WAITING)


async def _release_loose(ctx: Context, author: PersonId, source_id: int) -> Released:
    kept = await inbox.loose(ctx.tx, author, source_id)
    if kept is None or kept.kind in IMAGES | REFUSED:
        # Changed since it was asked about: it is judged as what it is now.
        return Released.NOTHING
    case = await cases.lock_open_of(ctx.tx, author)
    if case is None:
        await inbox.mark_loose(ctx.tx, author, source_id)
        return Released.FOR_LATER
    written = Written(source_id, kept.kind, forwarded=kept.forwarded)
    passed = await pass_from_person(ctx, case, written, Passing.PASS)
    return Released.SENT if passed else Released.NOTHING


async def _let_go(ctx: Context, case: Case, message: Reference) -> bool:
    if case.status is Status.CLOSED or message.kind in REFUSED:
        return False
    if message.kind in IMAGES and not case.images_accepted:
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

    One whose words tell who its author is waits for their word too: they are asked now.
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
        if message.tells:
            continue
        if await messages.move(ctx.tx, message.id, State.LEAVING, came_from=State.HELD):
            case = await send_to_worker(ctx, case, message)
    await ctx.show(case.person_id, IMAGES_ACCEPTED, case=case.id)
    asked = [message for message in held if message.tells]
    for message in asked:
        await _ask_first(ctx, case, message)
    return len(held) - len(asked)


async def refuse_images(ctx: Context, worker: PersonId, case_id: CaseId) -> None:
    """Hold images back again; both sides know. Raises NoCase if it is not theirs."""
    case = await lock_own_case(ctx, worker, case_id)
    await cases.accept_images(ctx.tx, case.id, accepted=False)
    await ctx.show(case.person_id, IMAGES_REFUSED, case=case.id)


async def _ask_first(ctx: Context, case: Case, message: Reference) -> None:
    asking = Showing(AskBeforePassing(message.source_id), reply_to=message.source_id)
    await ctx.show_as(case.person_id, asking, case=case.id)
