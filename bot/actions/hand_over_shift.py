"""The end of a shift: a word for the next one, and cases that go to whoever is there.

The word stays in its author's chat; kept is which message it is. It is copied to whoever comes
next, once, and taken back from their chats while Telegram still lets a bot delete it.
"""

from datetime import timedelta

from bot.actions.context import Context
from bot.actions.give_back_cases import give_back_case
from bot.actions.pass_case import NotThere, offer_case
from bot.actions.screens import HandoverBy
from bot.domain.people import PersonId
from bot.store import alerts, cases, handovers, sent

#: What is older is no news for a shift.
NEWS_FOR = timedelta(hours=20)
#: Copies go before the 48 hours after which no bot can delete them
#: (https://core.telegram.org/bots/api#deletemessage).
KEPT_FOR = timedelta(hours=40)
#: The newest of them: more would not be read.
_MOST = 5
_BATCH = 20


async def keep_handover(ctx: Context, author: PersonId, source_id: int) -> None:
    """Keep a message of the author's chat for whoever opens the next shift."""
    await handovers.add(ctx.tx, author, source_id, ctx.now)


async def show_handovers(ctx: Context, reader: PersonId) -> int:
    """Show what others of the same territories left, once. Returns how many these are."""
    team = {one.id: one for one in await alerts.team(ctx.tx)}
    shown = 0
    for left in await handovers.unread_by(ctx.tx, reader, ctx.now - NEWS_FOR, _MOST):
        author, me = team.get(left.author), team.get(reader)
        if author is None or me is None:
            continue
        if author.territories and not me.works_in(author.territories):
            continue
        if not await handovers.note_read(ctx.tx, left.id, reader):
            continue
        minutes = int((ctx.now - left.made_at).total_seconds() // 60)
        await ctx.show(reader, HandoverBy(left.author, max(minutes, 0)))
        ctx.relay(reader, left.author, left.source, slot=_slot(left.id))
        shown += 1
    return shown


async def forget_handovers(ctx: Context) -> int:
    """Take old ones back from whoever has read them. Returns how many went."""
    old = await handovers.older_than(ctx.tx, ctx.now - KEPT_FOR, _BATCH)
    for one in old:
        for reader in await handovers.readers(ctx.tx, one):
            if copies := await sent.in_slots(ctx.tx, reader, _slot(one)):
                await ctx.take_back(reader, copies)
        await handovers.remove(ctx.tx, one)
    return len(old)


def _slot(handover: int) -> str:
    return f"handover-{handover}"


async def offer_all(ctx: Context, worker: PersonId, to: PersonId) -> int:
    """Offer every case to one colleague, who accepts or refuses each. Returns how many.

    Whoever has them keeps them until then. Raises NotThere if the colleague can be asked nothing.
    """
    mine = await cases.taken_by(ctx.tx, worker)
    asked = 0
    for case in mine:
        if case.person_id != to:
            await offer_case(ctx, worker, case.id, case.epoch, to)
            asked += 1
    if mine and not asked:
        raise NotThere
    return asked


async def leave_all(ctx: Context, worker: PersonId) -> int:
    """Give every case back to the queue. Returns how many."""
    mine = await cases.taken_by(ctx.tx, worker)
    for case in mine:
        await give_back_case(ctx, worker, case.id, case.epoch)
    return len(mine)
