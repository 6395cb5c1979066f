"""The welcome: who is behind this, what stays unknown and what does not, and the way on."""

from dataclasses import dataclass

from bot.actions.choose_audience import choose_audience
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.domain.screens import Notice, Screen
from bot.domain.voices import Address
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, notice
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit

MENU = Notice("menu")


@dataclass(frozen=True, slots=True)
class Welcome(Screen):
    """Who is behind this, what stays unknown and what does not, and the way on."""

    pseudonym: str


async def menu(visit: Visit, args: list[str]) -> None:
    """Back to the menu, in place."""
    del args
    await visit.replace(MENU)


async def young(visit: Visit, args: list[str]) -> None:
    """Whoever looked around among parents' pages is young after all."""
    del args
    await choose_audience(visit.ctx, visit.person, Audience.YOUNG)
    await visit.replace(MENU)


async def _welcome(view: View, screen: Welcome) -> Page:
    text = view.words(
        "welcome",
        structure=view.structure,
        hours=view.team_hours,
        pseudonym=screen.pseudonym,
    )
    return Page(text, menu_buttons(view))


async def _menu(view: View) -> Page:
    return Page(view.words("menu"), menu_buttons(view))


def menu_buttons(view: View) -> list[list[Press]]:
    """The first choices: a human is one tap away, and so are the emergency numbers."""
    formal = view.voice.address is Address.VOUS
    return [
        [view.press("button-talk", "talk")],
        [view.press("button-topics", "topics"), view.press("button-emergency", "emergency")],
        [_spot(view, "button-verify", Where.VERIFY), _spot(view, "button-games", Where.GAMES)],
        [_spot(view, "button-parents", Where.TOPIC, Topic.PARENTS)],
        [_spot(view, "button-professionals", Where.PROFESSIONALS)],
        [view.press("button-about", "about")],
        *([[view.press("button-young", "young")]] if formal else []),
    ]


def _spot(view: View, key: str, where: Where, name: str = "") -> Press:
    return view.press(key, "go", *Trail(Spot.of(where, name)).parts)


FEATURE = Feature(
    buttons=(Button("menu", YOUNG, menu), Button("young", YOUNG, young)),
    screens=(draws(Welcome, _welcome), notice(MENU, _menu)),
)
