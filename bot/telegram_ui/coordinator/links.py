"""Links and QR codes of the territories: whoever follows one asks that team."""

from dataclasses import dataclass

from bot.content.rich import Rich
from bot.domain.screens import Notice, Screen
from bot.domain.start_codes import StartCode
from bot.telegram_ui.coordinator.squares import square
from bot.telegram_ui.features import COORDINATION, Button, Feature, draws, notice
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

TERRITORY_LINKS = Notice("territory-links")


@dataclass(frozen=True, slots=True)
class TerritoryCode(Screen):
    """The link of one territory as a picture to scan."""

    territory: str


async def links_pressed(visit: Visit, args: list[str]) -> None:
    """Show the link of each territory, or the picture of one."""
    if not args:
        await visit.show(TERRITORY_LINKS)
    elif args[0] in visit.ctx.library.served:
        await visit.show(TerritoryCode(args[0]))
    else:
        visit.say("toast-stale-button")


async def _links(view: View) -> Page:
    lines = [
        view.label("territory-link", name=one.name, link=_link(view, slug))
        for slug, one in view.library.served.items()
    ]
    rows = [
        [Press(view.label("button-territory-code", name=one.name), "links", (slug,))]
        for slug, one in view.library.served.items()
    ]
    rows.append([view.press("button-team-back", "team")])
    return Page(view.words("territory-links").then(Rich("\n".join(lines))), rows)


async def _code(view: View, screen: TerritoryCode) -> Page:
    name = view.library.territory(screen.territory).name
    return Page(
        view.words("territory-code", name=name), photo=square(_link(view, screen.territory))
    )


def _link(view: View, slug: str) -> str:
    return f"https://t.me/{view.bot_username}?start={StartCode(territory=slug)}"


FEATURE = Feature(
    buttons=(Button("links", COORDINATION, links_pressed),),
    screens=(notice(TERRITORY_LINKS, _links), draws(TerritoryCode, _code)),
)
