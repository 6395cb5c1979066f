"""Somebody wrote who or where they are: ask before it leaves."""

from bot.actions.release_message import Released, release_message
from bot.telegram_ui.features import YOUNG, Button, Feature, plain
from bot.telegram_ui.visits import Visit

_SAID = {
    Released.SENT: "details-sent",
    Released.FOR_LATER: "details-for-later",
    Released.NOTHING: "details-nothing-to-send",
}


async def send_anyway(visit: Visit, args: list[str]) -> None:
    """Their choice: pass it on."""
    released = await release_message(visit.ctx, visit.person.id, int(args[0]))
    await visit.replace(_SAID[released])


async def keep_back(visit: Visit, args: list[str]) -> None:
    """Their choice: it stays between them and the bot."""
    del args
    await visit.replace("details-kept-back")


FEATURE = Feature(
    buttons=(
        Button("send-anyway", YOUNG, send_anyway),
        Button("keep-back", YOUNG, keep_back),
    ),
    screens={
        "ask-before-passing": plain(
            "ask-before-passing",
            (("button-send-anyway", "send-anyway", "source"),),
            (("button-keep-back", "keep-back", "source"),),
        ),
        "details-sent": plain("details-sent"),
        "details-for-later": plain("details-for-later", (("button-talk", "talk"),)),
        "details-kept-back": plain("details-kept-back"),
        "details-nothing-to-send": plain("details-nothing-to-send"),
    },
)
