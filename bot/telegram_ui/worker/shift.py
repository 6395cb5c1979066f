"""/dispo and /pause: whether new requests ring."""

from bot.actions.present_member import be_available
from bot.domain.screens import Notice
from bot.telegram_ui.features import TEAM, Button, Command, Feature, by_button, plain
from bot.telegram_ui.visits import Visit

NOW_AVAILABLE = Notice("now-available")
NOW_PAUSED = Notice("now-paused")


async def available(visit: Visit, rest: str) -> None:
    """Ring from now on."""
    del rest
    await be_available(visit.ctx, visit.person.id, available=True)
    await visit.show(NOW_AVAILABLE)


async def pause(visit: Visit, rest: str) -> None:
    """Ring no more; open cases stay open."""
    del rest
    await be_available(visit.ctx, visit.person.id, available=False)
    await visit.show(NOW_PAUSED)


FEATURE = Feature(
    commands=(Command("dispo", TEAM, available), Command("pause", TEAM, pause)),
    buttons=(
        Button("available", TEAM, by_button(available)),
        Button("pause", TEAM, by_button(pause)),
    ),
    screens=(
        plain(NOW_AVAILABLE, (("button-queue", "queue"),)),
        plain(NOW_PAUSED, (("button-my-cases", "my-cases"),)),
    ),
)
