"""Somebody wrote who or where they are: ask before it leaves."""

from dataclasses import dataclass

from bot.actions.release_message import Released, keep_back_message, release_message
from bot.actions.screens import AskBeforePassing
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

DETAILS_SENT = Notice("details-sent")
DETAILS_FOR_LATER = Notice("details-for-later")
DETAILS_KEPT_BACK = Notice("details-kept-back")
DETAILS_LEFT_ALREADY = Notice("details-left-already")
DETAILS_NOTHING_TO_SEND = Notice("details-nothing-to-send")


@dataclass(frozen=True, slots=True)
class EditNotPassed(Screen):
    """An edit tells who or where its author is: may it leave?"""

    source: int


_SAID = {
    Released.SENT: DETAILS_SENT,
    Released.FOR_LATER: DETAILS_FOR_LATER,
    Released.NOTHING: DETAILS_NOTHING_TO_SEND,
}


async def send_anyway(visit: Visit, args: list[str]) -> None:
    """Their choice: pass it on."""
    released = await release_message(visit.ctx, visit.person.id, int(args[0]))
    await visit.replace(_SAID[released])


async def keep_back(visit: Visit, args: list[str]) -> None:
    """Their choice: it stays between them and the bot, unless it has left already."""
    kept_back = await keep_back_message(visit.ctx, visit.person.id, int(args[0]))
    await visit.replace(DETAILS_KEPT_BACK if kept_back else DETAILS_LEFT_ALREADY)


async def _asking(view: View, screen: AskBeforePassing | EditNotPassed) -> Page:
    rows = [
        [view.press("button-send-anyway", "send-anyway", screen.source)],
        [view.press("button-keep-back", "keep-back", screen.source)],
    ]
    return Page(view.words(screen.name), rows)


FEATURE = Feature(
    buttons=(
        Button("send-anyway", YOUNG, send_anyway),
        Button("keep-back", YOUNG, keep_back),
    ),
    screens=(
        draws(AskBeforePassing, _asking),
        draws(EditNotPassed, _asking),
        plain(DETAILS_SENT),
        plain(DETAILS_FOR_LATER, (("button-talk", "talk"),)),
        plain(DETAILS_KEPT_BACK),
        plain(DETAILS_LEFT_ALREADY),
        plain(DETAILS_NOTHING_TO_SEND),
    ),
)
