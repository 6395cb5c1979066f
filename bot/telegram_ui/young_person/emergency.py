"""/urgence: the emergency numbers in one message, also with the database down."""

from bot.domain.danger import Danger, Topic
from bot.domain.people import Role
from bot.store.parcels import Lane
from bot.telegram_ui.features import EVERYBODY, Button, Command, Feature, by_button
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit


async def emergency(visit: Visit, rest: str) -> None:
    """Show the numbers, past everything else that waits to be sent."""
    del rest
    await visit.show("emergency", lane=Lane.DANGER, role=visit.person.role.value)


def emergency_page(view: View, danger: Danger, topic: Topic, key: str) -> Page:
    """The numbers that fit, with whether they are open now; reads no database."""
    contacts = view.library.emergency(danger, topic, view.local_now)
    lines = view.presenter.contact_lines(contacts, view.local_now)
    return Page(view.words(key).then(lines).then(view.words("not-an-emergency-service")))


async def _emergency(view: View) -> Page:
    in_team = Role(view.text("role")).in_team
    key = "emergency-team" if in_team else "emergency"
    page = emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, key)
    if in_team:
        return page
    services = view.press("button-services", "open", *Trail(Spot(Where.SERVICES)).parts)
    return Page(page.text, [[view.press("button-talk-now", "talk")], [services]])


async def _now(view: View) -> Page:
    """Without buttons: for whoever could not even be looked up."""
    return emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, "emergency")


async def _without_store(view: View) -> Page:
    return emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, "emergency-without-store")


async def _breakdown(view: View) -> Page:
    return emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, "breakdown")


FEATURE = Feature(
    commands=(Command("urgence", EVERYBODY, emergency),),
    buttons=(Button("emergency", EVERYBODY, by_button(emergency)),),
    screens={
        "emergency": _emergency,
        "emergency-now": _now,
        "emergency-without-store": _without_store,
        "breakdown": _breakdown,
    },
)
