"""Discreet mode begins and ends: deletes, waits, and says so to whoever answers."""

from bot.actions.context import Context
from bot.actions.erase_person import delete_from_chat
from bot.actions.screens import BACK_FROM_HIDING, NOTHING_NEW, PersonHides, PersonIsBack
from bot.domain.people import PersonId
from bot.store import cases, discretion
from bot.store.parcels import Lane


async def hide(ctx: Context, person: PersonId, word: str) -> None:
    """Delete what can be deleted in their chat, show that nothing is new, and be quiet.

    ``word``: what ends it, as it is compared.
    """
    await delete_from_chat(ctx, person)
    await discretion.hide(ctx.tx, person, word)
    # In the lane of danger: nothing of before stands in front of it.
    await ctx.show(person, NOTHING_NEW, lane=Lane.DANGER)
    case = await cases.lock_open_of(ctx.tx, person)
    if case is not None and case.worker_id is not None:
        await ctx.show(case.worker_id, PersonHides(case.pseudonym), resting_on=case)


async def come_out(ctx: Context, person: PersonId, word: str) -> bool:
    """End it, if this is the word; what waited arrives. Returns whether it was."""
    if not await discretion.is_word(ctx.tx, person, word):
        return False
    await discretion.come_out(ctx.tx, person)
    await ctx.show(person, BACK_FROM_HIDING)
    case = await cases.lock_open_of(ctx.tx, person)
    if case is not None and case.worker_id is not None:
        await ctx.show(case.worker_id, PersonIsBack(case.pseudonym), resting_on=case)
    return True
