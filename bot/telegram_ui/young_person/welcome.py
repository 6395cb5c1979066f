"""/start: who is behind this, what stays unknown and what does not, and the way on."""

from bot.actions.invite_member import join_team
from bot.domain.danger import Topic
from bot.store import invitations
from bot.telegram_ui.features import EVERYBODY, YOUNG, Button, Command, Feature
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import ask_signature, is_unsigned
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit


async def start(visit: Visit, code: str) -> None:
    """Welcome somebody; an invitation makes them a member of the team."""
    if code and visit.person.role.in_team and await _is_good(visit, code):
        # Whoever made the link tries it: it stays good for the person it was made for.
        await visit.show("invitation-for-somebody-else")
        return
    if code and not visit.person.role.in_team and await _joined(visit, code):
        return
    if code:
        used = await invitations.exists(visit.ctx.tx, code)
        await visit.show("invitation-used" if used else "link-unknown")
    if visit.person.role.in_team:
        await visit.show("desk", role=visit.person.role.value)
        if await is_unsigned(visit):
            await ask_signature(visit)
    else:
        await visit.show("welcome", pseudonym=visit.person.pseudonym)


async def _is_good(visit: Visit, code: str) -> bool:
    return await invitations.is_good(visit.ctx.tx, code, visit.ctx.now)


async def _joined(visit: Visit, code: str) -> bool:
    role = await join_team(visit.ctx, visit.person, code)
    if role is None:
        return False
    await visit.show("team-joined", role=role.value)
    if await is_unsigned(visit):
        await ask_signature(visit)
    return True


async def menu(visit: Visit, args: list[str]) -> None:
    """Back to the menu, in place."""
    del args
    await visit.replace("menu")


async def _welcome(view: View) -> Page:
    text = view.words(
        "welcome",
        structure=view.structure,
        hours=view.team_hours,
        pseudonym=view.text("pseudonym"),
    )
    return Page(text, menu_buttons(view))


async def _menu(view: View) -> Page:
    return Page(view.words("menu"), menu_buttons(view))


def menu_buttons(view: View) -> list[list[Press]]:
    """The first choices: a human is one tap away, and so are the emergency numbers."""
    return [
        [view.press("button-talk", "talk")],
        [view.press("button-topics", "topics"), view.press("button-emergency", "emergency")],
        [_spot(view, "button-verify", Where.VERIFY), _spot(view, "button-games", Where.GAMES)],
        [_spot(view, "button-parents", Where.TOPIC, Topic.PARENTS)],
        [_spot(view, "button-professionals", Where.PROFESSIONALS)],
        [view.press("button-about", "about")],
    ]


def _spot(view: View, key: str, where: Where, name: str = "") -> Press:
    return view.press(key, "go", *Trail(Spot.of(where, name)).parts)


FEATURE = Feature(
    commands=(Command("start", EVERYBODY, start),),
    buttons=(Button("menu", YOUNG, menu),),
    screens={"welcome": _welcome, "menu": _menu},
)
