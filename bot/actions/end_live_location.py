"""Somebody stopped sharing where they are: whoever reads along is told, once."""

from bot.actions.context import Context
from bot.actions.screens import LiveLocationEnded
from bot.domain.cases import Status
from bot.domain.messages import Kind
from bot.domain.people import PersonId
from bot.store import cases, inbox, messages
from bot.store.messages import State


async def end_live_location(ctx: Context, author: PersonId, source_id: int) -> None:
    """Tell the worker, if the location was passed on to them and they still have the case."""
    message = await messages.by_source(ctx.tx, author, source_id)
    if message is None:
        await _end_loose(ctx, author, source_id)
        return
    if message.kind is not Kind.LIVE_LOCATION:
        return
    await messages.become(ctx.tx, message.id, Kind.LOCATION, captioned=False, file=None)
    case = await cases.lock(ctx.tx, message.case_id)
    passed = message.state in {State.LEAVING, State.PASSED}
    if case is None or not passed or case.status is not Status.TAKEN or case.worker_id is None:
        return
    await ctx.show(case.worker_id, LiveLocationEnded(case.pseudonym), resting_on=case)


async def _end_loose(ctx: Context, author: PersonId, source_id: int) -> None:
    """It belongs to no request yet: with the next one goes a place, and no more."""
    kept = await inbox.loose(ctx.tx, author, source_id)
    if kept is not None and kept.kind is Kind.LIVE_LOCATION:
        await inbox.become(ctx.tx, author, source_id, Kind.LOCATION)
