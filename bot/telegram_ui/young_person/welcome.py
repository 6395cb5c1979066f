"""/start: who is behind this, what stays unknown and what does not, and the way on."""

from dataclasses import dataclass

from bot.actions.choose_audience import choose_audience
from bot.actions.choose_territory import choose_territory, named_by
from bot.actions.invite_member import join_team
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.domain.screens import Notice, Screen
from bot.domain.voices import Address
from bot.store import invitations
from bot.telegram_ui.features import EVERYBODY, YOUNG, Button, Command, Feature, draws, notice
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import ask_signature, is_unsigned
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.desk import DESK
from bot.telegram_ui.worker.join import (
    INVITATION_FOR_SOMEBODY_ELSE,
    INVITATION_USED,
    LINK_UNKNOWN,
    TeamJoined,
)

MENU = Notice("menu")


@dataclass(frozen=True, slots=True)
class Welcome(Screen):
    """Who is behind this, what stays unknown and what does not, and the way on."""

    pseudonym: str


async def start(visit: Visit, code: str) -> None:
    """Welcome somebody; an invitation makes them a member of the team."""
    if code and visit.person.role.in_team and await _is_good(visit, code):
        # Whoever made the link tries it: it stays good for the person it was made for.
        await visit.show(INVITATION_FOR_SOMEBODY_ELSE)
        return
    if code and not visit.person.role.in_team and await _joined(visit, code):
        return
    if (territory := named_by(code)) is not None:
        await _comes_from(visit, territory)
    elif code:
        used = await invitations.exists(visit.ctx.tx, code)
        await visit.show(INVITATION_USED if used else LINK_UNKNOWN)
    if visit.person.role.in_team:
        await visit.show(DESK)
        if await is_unsigned(visit):
            await ask_signature(visit)
    else:
        await visit.show(Welcome(visit.person.pseudonym))


async def _comes_from(visit: Visit, territory: str) -> None:
    """A link or a QR code of a territory: whoever follows it is that team's."""
    if visit.person.role.in_team:
        return
    if not await choose_territory(visit.ctx, visit.person, territory):
        await visit.show(LINK_UNKNOWN)


async def _is_good(visit: Visit, code: str) -> bool:
    return await invitations.is_good(visit.ctx.tx, code, visit.ctx.now)


async def _joined(visit: Visit, code: str) -> bool:
    role = await join_team(visit.ctx, visit.person, code)
    if role is None:
        return False
    await visit.show(TeamJoined(role))
    if await is_unsigned(visit):
        await ask_signature(visit)
    return True


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
    commands=(Command("start", EVERYBODY, start),),
    buttons=(Button("menu", YOUNG, menu), Button("young", YOUNG, young)),
    screens=(draws(Welcome, _welcome), notice(MENU, _menu)),
)
