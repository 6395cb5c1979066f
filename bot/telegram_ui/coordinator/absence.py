"""The bot was away: coordinators read from when to when."""

from datetime import UTC, datetime

from bot.actions.screens import BackAgain
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Page, View


async def _back_again(view: View, screen: BackAgain) -> Page:
    gone, back = (datetime.fromtimestamp(at, UTC) for at in (screen.gone, screen.back))
    local = gone.astimezone(view.voice.zone)
    moments = view.presenter.moments
    text = view.words(
        "back-again",
        day=f"{moments.weekday(local)} {moments.day(local)}",
        time=moments.clock(local),
        lasted=view.duration(back - gone),
    )
    return Page(text, [[view.press("button-queue", "queue")]])


FEATURE = Feature(screens=(draws(BackAgain, _back_again),))
