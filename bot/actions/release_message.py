"""Send a message that was kept back: its author, or the worker, said that it may pass."""

from bot.actions.context import Context
from bot.actions.pass_message import send_to_worker
from bot.domain.cases import Case, ImagesRefused, Status, may_accept_images
from bot.domain.messages import IMAGES
from bot.domain.people import PersonId
from bot.store import cases, messages
from bot.store.messages import State


async def release_message(ctx: Context, author: PersonId, source_id: int) -> bool:
    """Send what its author was asked about. Returns False if there is nothing to send."""
    message = await messages.by_source(ctx.tx, author, source_id)
    case = await cases.get(ctx.tx, message.case_id) if message else None
    if message is None or case is None or case.status is Status.CLOSED:
        return False
    if message.kind in IMAGES and not case.images_accepted:
        return False
    waiting = case.status is Status.WAITING
    state = State.WAITING if waiting else State.LEAVING
    if not await messages.move(ctx.tx, message.id, state, came_from=State.HELD):
        return False
    if not waiting:
        await send_to_worker(ctx, case, message)
    return True


async def accept_images(ctx: Context, case: Case) -> int:
    """Let images through in a case, the ones kept back first. Returns how many those are.

    Raises ImagesRefused on topics where images never pass.
    """
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
            await send_to_worker(ctx, case, message)
    await ctx.show(case.person_id, "images-accepted", case=case.id)
    return len(held)
