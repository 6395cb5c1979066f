"""A young person asks the team something that is answered later, also when they are gone.

The words stay in their chat: kept is which message it is. It is copied from there to whoever of
the team looks at it, and taken back when it is withdrawn or erased.
"""

from enum import StrEnum

from bot.actions.block_person import refuse_if_blocked
from bot.actions.context import Context, Showing
from bot.actions.screens import ENQUIRY_DROPPED, ENQUIRY_WAITS, EnquiryCard
from bot.domain.danger import Verdict
from bot.domain.enquiries import MOST_WAITING, Enquiry
from bot.domain.figures import Measure
from bot.domain.messages import Kind
from bot.domain.people import Person, PersonId
from bot.store import alerts, enquiries, inbox, sent, withdrawals


class Asked(StrEnum):
    """What became of a question."""

    NOTED = "noted"
    #: It waits, or was answered.
    KNOWN = "known"
    #: Too many of theirs wait.
    FULL = "full"
    #: It has no words that can be passed on.
    NO_WORDS = "no-words"


async def enquire(
    ctx: Context, person: Person, source_id: int, verdict: Verdict
) -> tuple[Asked, int]:
    """Ask the team of where somebody is what a message of theirs says. Gives the question's id.

    The id is 0 if there is none. Raises Blocked.
    """
    known = await enquiries.by_source(ctx.tx, person.id, source_id)
    if known is not None:
        return Asked.KNOWN, known.id
    ctx = ctx.where(ctx.library.territory(person.territory))
    await refuse_if_blocked(ctx, person.id, verdict)
    kept = await inbox.loose(ctx.tx, person.id, source_id)
    if kept is None or kept.kind is not Kind.TEXT:
        return Asked.NO_WORDS, 0
    if await enquiries.count_of(ctx.tx, person.id) >= MOST_WAITING:
        return Asked.FULL, 0
    # It is no part of a later request.
    await inbox.mark_loose(ctx.tx, person.id, source_id, loose=False)
    new = await enquiries.add(ctx.tx, person.id, source_id, ctx.territory, ctx.now)
    if new is None:
        return Asked.KNOWN, 0
    await ctx.count_of(person.id, Measure.ENQUIRY)
    if await enquiries.count_waiting(ctx.tx, {ctx.territory}) == 1:
        await _tell_team(ctx)
    return Asked.NOTED, new


async def _tell_team(ctx: Context) -> None:
    """One quiet line to whoever is there, for the first one that waits."""
    for one in await alerts.team(ctx.tx):
        if one.available and one.reachable and one.works_in({ctx.territory}):
            await ctx.show(one.id, ENQUIRY_WAITS, slot=ENQUIRY_WAITS.name)


async def withdraw_enquiry(ctx: Context, person: PersonId, enquiry_id: int) -> bool:
    """Somebody takes their question back. Returns False if it does not wait any more."""
    enquiry = await enquiries.lock(ctx.tx, enquiry_id)
    if enquiry is None or enquiry.person != person or not enquiry.waits:
        return False
    await _forget(ctx, enquiry)
    return True


async def change_enquiry(
    ctx: Context, person: PersonId, source_id: int, *, may_pass: bool, serious: bool
) -> bool:
    """The message that a waiting question is was edited. Returns False if it is none (any more).

    What it says now goes to whoever was shown it. If it may not pass it is no question any more,
    nor if it sounds dangerous: then it goes where danger goes.
    """
    enquiry = await enquiries.by_source(ctx.tx, person, source_id)
    if enquiry is None or not enquiry.waits:
        return False
    if may_pass and not serious:
        await enquiries.revise(ctx.tx, enquiry.id)
        for reader in await enquiries.readers(ctx.tx, enquiry.id):
            await _take_back_from(ctx, reader, enquiry.id)
            await show_to(ctx, reader, enquiry)
        return True
    await _forget(ctx, enquiry)
    await ctx.show_as(person, Showing(ENQUIRY_DROPPED, reply_to=source_id))
    return not serious


async def show_to(ctx: Context, reader: PersonId, enquiry: Enquiry) -> None:
    """Copy a question to somebody of the team, with what can be done about it."""
    ctx.relay(reader, enquiry.person, enquiry.source_id, slot=_slot(enquiry.id))
    await ctx.show(reader, EnquiryCard(enquiry.id), slot=_card_slot(enquiry.id))


async def _forget(ctx: Context, enquiry: Enquiry) -> None:
    await take_back(ctx, enquiry.id)
    await enquiries.remove(ctx.tx, [enquiry.id])


async def take_back(ctx: Context, enquiry_id: int, but: PersonId | None = None) -> None:
    """Take a question back from whoever of the team was shown it."""
    for reader in await enquiries.readers(ctx.tx, enquiry_id):
        if reader != but:
            await _take_back_from(ctx, reader, enquiry_id)


async def _take_back_from(ctx: Context, reader: PersonId, enquiry_id: int) -> None:
    slots = _slots(enquiry_id)
    await withdrawals.withdraw_slots(ctx.tx, reader, slots, ctx.now)
    if copies := await sent.in_slots(ctx.tx, reader, *slots):
        await ctx.take_back(reader, copies)


async def erase_enquiries(ctx: Context, person: PersonId) -> list[tuple[PersonId, int]]:
    """Forget all that somebody asked. Gives where copies of it stand: (chat, message).

    What is on its way to the team is taken back when it arrives; the receipt waits for it.
    """
    found = list(await enquiries.of_person(ctx.tx, person))
    copies: list[tuple[PersonId, int]] = []
    for one in found:
        for reader in await enquiries.readers(ctx.tx, one):
            await withdrawals.withdraw_slots(ctx.tx, reader, _slots(one), ctx.now, erasing=person)
            copies += [(reader, at) for at in await sent.in_slots(ctx.tx, reader, *_slots(one))]
    await enquiries.remove(ctx.tx, found)
    return copies


def _slots(enquiry_id: int) -> tuple[str, str]:
    return _slot(enquiry_id), _card_slot(enquiry_id)


def _slot(enquiry_id: int) -> str:
    return f"enquiry-{enquiry_id}"


def _card_slot(enquiry_id: int) -> str:
    return f"enquiry-card-{enquiry_id}"
