"""Where somebody asks from: by a link, or by their own choice. Only the territory is kept."""

from bot.actions.context import Context
from bot.actions.move_case import move_case
from bot.domain.cases import Status
from bot.domain.people import Person
from bot.store import cases, territories


async def choose_territory(ctx: Context, person: Person, slug: str) -> bool:
    """Note where somebody asks from; a request that waits goes to that team.

    Returns False if no such territory is served (any more). Whoever has their case keeps it.
    """
    territory = ctx.library.served.get(slug)
    if territory is None:
        return False
    if person.territory != slug:
        await territories.set_of_person(ctx.tx, person.id, slug)
    case = await cases.lock_open_of(ctx.tx, person.id)
    if case is not None and case.status is Status.WAITING and case.territory != slug:
        await move_case(ctx.where(territory), case, territory)
    return True
