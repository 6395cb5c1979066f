"""What happens on an outing is noted: numbers by hand, words as references to one's own message."""

from bot.actions.context import Context
from bot.actions.plan_outing import NoOuting, open_outing
from bot.domain.outings import Tally
from bot.domain.people import PersonId
from bot.store import outings
from bot.store.outings import Note


async def tally_outing(
    ctx: Context, member: PersonId, outing: int, what: Tally, *, back: bool = False
) -> None:
    """Note one more, or take one back. Raises NoOuting, also where there is none to take back.

    It enters the figures when the outing is closed: until then it can be put right.
    """
    await open_outing(ctx, member, outing)
    if not await outings.tally(ctx.tx, outing, what, -1 if back else 1):
        raise NoOuting


async def note_outing(ctx: Context, member: PersonId, source_id: int) -> bool:
    """Keep a message of somebody's chat as a note of their outing; False if they are at none."""
    going = await outings.open_of(ctx.tx, member)
    if going is None:
        return False
    await outings.add_note(ctx.tx, going.id, Note(member, source_id))
    return True
