"""*Prenez de mes nouvelles*: asked once, in a day or three, and forgotten."""

from dataclasses import dataclass

from bot.actions.follow_up import stop_follow_up, want_follow_up
from bot.actions.screens import HOW_ARE_YOU
from bot.domain.follow_up import AFTER_HOURS, Mood
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, notice, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

FOLLOW_UP_WHEN = Notice("follow-up-when")
FOLLOW_UP_STOPPED = Notice("follow-up-stopped")


@dataclass(frozen=True, slots=True)
class FollowUpPromised(Screen):
    """They are asked in so many hours."""

    hours: int


@dataclass(frozen=True, slots=True)
class FollowedUp(Screen):
    """How they said they are, and what could help."""

    mood: Mood


async def offered(visit: Visit, args: list[str]) -> None:
    """When?"""
    del args
    await visit.show(FOLLOW_UP_WHEN)


async def wanted(visit: Visit, args: list[str]) -> None:
    """In so many hours."""
    hours = int(args[0])
    if await want_follow_up(visit.ctx, visit.person, hours):
        await visit.replace(FollowUpPromised(hours))


async def stopped(visit: Visit, args: list[str]) -> None:
    """They want to be asked nothing."""
    del args
    await stop_follow_up(visit.ctx, visit.person.id)
    await visit.replace(FOLLOW_UP_STOPPED)


async def answered(visit: Visit, args: list[str]) -> None:
    """How they are: nothing of it is kept."""
    await visit.replace(FollowedUp(Mood(args[0])))


async def stop_asking(visit: Visit) -> bool:
    """The one word that stops it; returns whether there was anything to stop."""
    if not await stop_follow_up(visit.ctx, visit.person.id):
        return False
    await visit.show(FOLLOW_UP_STOPPED)
    return True


async def _when(view: View) -> Page:
    rows = [[view.press(f"button-follow-up-{n}", "follow-up-in", n)] for n in AFTER_HOURS]
    rows.append([view.press("button-follow-up-no", "follow-up-stop")])
    return Page(view.words(FOLLOW_UP_WHEN.name), rows)


async def _how(view: View) -> Page:
    moods = [view.press(f"button-mood-{mood}", "follow-up-mood", mood.value) for mood in Mood]
    return Page(view.words(HOW_ARE_YOU.name), [moods, [view.press("button-talk", "talk")]])


async def _answered(view: View, screen: FollowedUp) -> Page:
    rows = [[view.press("button-menu", "menu")]]
    if screen.mood is not Mood.BETTER:
        rows = [
            [view.press("button-talk", "talk")],
            [view.press("button-emergency", "emergency"), view.press("button-menu", "menu")],
        ]
    return Page(view.words(screen.name, mood=screen.mood), rows)


FEATURE = Feature(
    buttons=(
        Button("follow-up", YOUNG, offered),
        Button("follow-up-in", YOUNG, wanted),
        Button("follow-up-stop", YOUNG, stopped),
        Button("follow-up-mood", YOUNG, answered),
    ),
    screens=(
        notice(FOLLOW_UP_WHEN, _when),
        plain(FollowUpPromised, (("button-follow-up-stop", "follow-up-stop"),)),
        plain(FOLLOW_UP_STOPPED, (("button-menu", "menu"),)),
        notice(HOW_ARE_YOU, _how),
        draws(FollowedUp, _answered),
    ),
)
