"""/start: who is behind this, what stays unknown and what does not, and the way on."""

from bot.actions.invite_member import join_team
from bot.domain.danger import Topic
from bot.domain.people import Signature
from bot.store import invitations, people
from bot.telegram_ui.features import EVERYBODY, YOUNG, Button, Command, Feature
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit


async def start(visit: Visit, code: str) -> None:
    """Welcome somebody; an invitation makes them a member of the team."""
    if code and visit.person.role.in_team and await invitations.exists(visit.ctx.tx, code):
        # Whoever made the link tries it: it stays good for the person it was made for.
        await visit.show("invitation-for-somebody-else")
        return
    if code and await _joined(visit, code):
        return
    if code and not await _has_that_role(visit, code):
        used = await invitations.exists(visit.ctx.tx, code)
        await visit.show("invitation-used" if used else "link-unknown")
    if visit.person.role.in_team:
        await _sign_at_first(visit)
        await visit.show("desk", role=visit.person.role.value)
    else:
        await visit.show("welcome", pseudonym=visit.person.pseudonym)


async def _has_that_role(visit: Visit, code: str) -> bool:
    """Whether a code offers what this person is already, or less: it stays good for another."""
    offered = await invitations.offers(visit.ctx.tx, code, visit.ctx.now)
    return offered is not None and visit.person.role.may_act_as(offered)


async def _joined(visit: Visit, code: str) -> bool:
    if await _has_that_role(visit, code):
        return False
    sender = visit.message.from_user if visit.message else None
    signature = Signature(sender.first_name if sender else "")
    role = await join_team(visit.ctx, visit.person, code, signature)
    if role is None:
        return False
    await visit.show("team-joined", role=role.value, me=visit.person.id)
    return True


async def _sign_at_first(visit: Visit) -> None:
    """A coordinator named in the settings has no name yet: take the one they go by."""
    tx, me = visit.ctx.tx, visit.person.id
    signature = await people.signature(tx, me)
    sender = visit.message.from_user if visit.message else None
    if sender and signature and not signature.first_name:
        await people.set_signature(tx, me, Signature(sender.first_name))


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
