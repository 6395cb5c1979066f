"""Lists that showed somebody who had everything erased are shown anew, without them.

A list is what a worker asked for; and whom a message is for is a choice that must not vanish
with the screen that asks: the message would go nowhere, and nobody would be told.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.context import Context, Showing
from bot.actions.screens import AskWhom
from bot.domain.people import PersonId
from bot.store import listings, outbox, people
from bot.store.cargo import Show
from bot.store.listings import Listing

_CHOICE = "whom"


def choice(
    source_id: int, kind: int, *, tells: bool = False, case_id: int = 0
) -> tuple[str, Showing]:
    """The screen that asks whom a message is for, and the slot that tells how to show it anew."""
    screen = AskWhom(source_id, kind, tells, case_id)
    asking = Showing(screen, reply_to=source_id, listing=True)
    return f"{_CHOICE}-{source_id}-{kind}-{int(tells)}-{case_id}", asking


async def recall_lists(ctx: Context, erased: PersonId, since: datetime) -> Sequence[Listing]:
    """Take back the lists on their way; returns what must be shown anew once all is forgotten."""
    waiting = await listings.asking_since(ctx.tx, since)
    return [*await listings.recall(ctx.tx, ctx.now, erased), *waiting]


async def renew_lists(ctx: Context, lists: Sequence[Listing]) -> None:
    """Show lists anew to whoever may still see them."""
    for one in lists:
        reader = await people.get(ctx.tx, one.recipient_id)
        if reader is None or not reader.role.in_team:
            continue
        list_ = one.shown or _asked_again(one.slot)
        if list_ is not None:
            outbox.enqueue(ctx.tx, reader.id, list_, ctx.now, slot=one.slot, listing=True)


def _asked_again(slot: str | None) -> Show | None:
    name, *numbers = (slot or "").split("-")
    if name != _CHOICE:
        return None
    # Slots of an earlier version hold the first two only.
    source, kind, tells, case_id = [*(int(number) for number in numbers), 0, 0][:4]
    return choice(source, kind, tells=bool(tells), case_id=case_id)[1].cargo
