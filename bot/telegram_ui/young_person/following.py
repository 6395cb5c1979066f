"""*Rester au courant*: news of a theme, for whoever asks for it; one tap or *stop* ends it."""

from dataclasses import dataclass

from bot.actions.follow_theme import follow, unfollow
from bot.actions.screens import BroadcastMessage
from bot.content.rich import Rich, titled
from bot.domain.broadcasts import Theme
from bot.domain.screens import Notice, Screen
from bot.store import broadcasts, subscriptions
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

FOLLOWING = Notice("following")
FOLLOWED_NOTHING = Notice("followed-nothing")


@dataclass(frozen=True, slots=True)
class Unfollowed(Screen):
    """No more news of a theme."""

    theme: Theme


async def themes_pressed(visit: Visit, args: list[str]) -> None:
    """What there is, and what they get."""
    del args
    await visit.replace(FOLLOWING)


async def follow_pressed(visit: Visit, args: list[str]) -> None:
    """Get a theme from now on."""
    await follow(visit.ctx, visit.person, Theme(args[0]))
    await visit.replace(FOLLOWING)


async def unfollow_pressed(visit: Visit, args: list[str]) -> None:
    """Get it no more; below an alert, which stays to be read, with an answer of its own."""
    theme = Theme(args[0])
    await unfollow(visit.ctx, visit.person.id, theme)
    if "list" in args:
        await visit.replace(FOLLOWING)
    else:
        await visit.show(Unfollowed(theme))


async def stop_following(visit: Visit) -> bool:
    """The one word that ends all of it; returns whether there was anything to end."""
    if not await unfollow(visit.ctx, visit.person.id):
        return False
    await visit.show(FOLLOWED_NOTHING)
    return True


async def _following(view: View) -> Page:
    async with view.store.reading() as tx:
        theirs = await subscriptions.followed(tx, view.reader)
    rows = [[_switch(view, theme, on=theme in theirs)] for theme in Theme]
    rows.append([view.press("button-menu", "menu")])
    return Page(view.words("following", structure=view.structure), rows)


def _switch(view: View, theme: Theme, *, on: bool) -> Press:
    name = view.label(f"theme-{theme}")
    if on:
        return Press(view.label("button-unfollow", theme=name), "unfollow", (theme.value, "list"))
    return Press(view.label("button-follow", theme=name), "follow", (theme.value,))


async def _message(view: View, screen: BroadcastMessage) -> Page:
    async with view.store.reading() as tx:
        found = await broadcasts.get(tx, screen.broadcast)
    if found is None:
        return Page(view.words("broadcast-gone"), [[view.press("button-menu", "menu")]])
    unfollow = Press(view.label("button-no-more"), "unfollow", (found.theme.value,))
    rows = [[unfollow], [view.press("button-talk", "talk"), view.press("button-menu", "menu")]]
    return Page(as_read(view, found.theme, found.words), rows, silent=True)


def as_read(view: View, theme: Theme, words: str) -> Rich:
    """An alert as its readers see it, and as a coordinator does before it leaves."""
    title = view.label("broadcast-title", theme=view.label(f"theme-{theme}"))
    return titled(title, words).then(view.words("broadcast-why", structure=view.structure))


async def _unfollowed(view: View, screen: Unfollowed) -> Page:
    theme = view.label(f"theme-{screen.theme}")
    rows = [[view.press("button-following", "following"), view.press("button-menu", "menu")]]
    return Page(view.words(screen.name, theme=theme), rows)


FEATURE = Feature(
    buttons=(
        Button("following", YOUNG, themes_pressed),
        Button("follow", YOUNG, follow_pressed),
        Button("unfollow", YOUNG, unfollow_pressed),
    ),
    screens=(
        notice(FOLLOWING, _following),
        draws(BroadcastMessage, _message),
        draws(Unfollowed, _unfollowed),
        plain(FOLLOWED_NOTHING, (("button-following", "following"), ("button-menu", "menu"))),
    ),
)
