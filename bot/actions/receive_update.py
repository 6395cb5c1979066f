"""An update is taken in: once, however often Telegram repeats it."""

from bot.actions.context import Context
from bot.actions.meet_person import welcome
from bot.domain.people import Person
from bot.store import inbox, people


class Stranger(Exception):  # noqa: N818  # nothing is wrong with it
    """Somebody who is not known did something that makes nobody known."""


async def receive_update(
    ctx: Context,
    update_id: int,
    telegram_id: int,
    message_id: int | None = None,
    *,
    meets: bool = True,
) -> Person | None:
    """Note an update as handled; returns who sent it, or None if it was handled before.

    ``message_id`` names a message that its author may have erased later.

    ``meets``: whoever wrote is made known. A press, a reaction, a block make nobody known, least
    of all somebody who has just had everything erased: it is noted as nobody's, and Stranger
    raised.
    """
    known, seen = await people.find_writer(ctx.tx, telegram_id, update_id)
    if seen or (known is None and await inbox.seen(ctx.tx, update_id)):
        return None
    if known is None and not meets:
        inbox.note(ctx.tx, update_id, None, None, ctx.now)
        raise Stranger
    person = await welcome(ctx, known, telegram_id)
    inbox.note(ctx.tx, update_id, person.id, message_id, ctx.now)
    return person


async def receive_from_nobody(ctx: Context, update_id: int) -> bool:
    """Note an update of which nobody knows whose it is. Returns whether it is new."""
    if await inbox.seen(ctx.tx, update_id):
        return False
    inbox.note(ctx.tx, update_id, None, None, ctx.now)
    return True
