"""Where a member works: their own choice, or a coordinator's."""

from dataclasses import dataclass

from bot.actions.change_places import change_places
from bot.domain.people import PersonId, Role, TeamRefusal
from bot.domain.screens import Screen
from bot.store import memberships, people, territories
from bot.telegram_ui.features import TEAM, Button, Feature, draws
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit


@dataclass(frozen=True, slots=True)
class WorksIn(Screen):
    """The territories, with those that a member works in."""

    member: PersonId


async def places_pressed(visit: Visit, args: list[str]) -> None:
    """Show where somebody works: oneself without a number."""
    member = PersonId(int(args[0])) if args else visit.person.id
    await visit.replace(WorksIn(member))


async def toggled(visit: Visit, args: list[str]) -> None:
    """Work there from now on, or there no more."""
    member = PersonId(int(args[0]))
    try:
        await change_places(visit.ctx, member, args[1], by=visit.person.id)
    except TeamRefusal:
        visit.say("toast-stale-button")
    else:
        await visit.replace(WorksIn(member))


async def _works_in(view: View, screen: WorksIn) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
        own = await territories.of_member(tx, screen.member)
        signature = await memberships.signature(tx, screen.member)
    served = view.library.served
    rows = [
        [
            Press(
                view.label("place-in" if slug in own else "place-out", name=territory.name),
                "in",
                (screen.member, slug),
            )
        ]
        for slug, territory in served.items()
    ]
    if me and me.role is Role.COORDINATOR:
        rows.append([view.press("button-team-back", "team")])
    name = (signature and signature.first_name) or view.label("a-colleague")
    return Page(view.words("works-in", name=name, count=len(own & set(served))), rows)


FEATURE = Feature(
    buttons=(Button("places", TEAM, places_pressed), Button("in", TEAM, toggled)),
    screens=(draws(WorksIn, _works_in),),
)
