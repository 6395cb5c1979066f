"""/dispo and /pause: whether new requests ring."""

from bot.store import people
from bot.telegram_ui.features import TEAM, Button, Command, Feature, plain
from bot.telegram_ui.visits import Visit


async def available(visit: Visit, rest: str) -> None:
    """Ring from now on."""
    del rest
    await people.set_available(visit.ctx.tx, visit.person.id, available=True)
    await visit.show("now-available")


async def pause(visit: Visit, rest: str) -> None:
    """Ring no more; open cases stay open."""
    del rest
    await people.set_available(visit.ctx.tx, visit.person.id, available=False)
    await visit.show("now-paused")


async def available_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button."""
    del args
    await available(visit, "")


async def pause_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button."""
    del args
    await pause(visit, "")


FEATURE = Feature(
    commands=(Command("dispo", TEAM, available), Command("pause", TEAM, pause)),
    buttons=(
        Button("available", TEAM, available_pressed),
        Button("pause", TEAM, pause_pressed),
    ),
    screens={
        "now-available": plain("now-available", (("button-queue", "queue"),)),
        "now-paused": plain("now-paused", (("button-my-cases", "my-cases"),)),
    },
)
