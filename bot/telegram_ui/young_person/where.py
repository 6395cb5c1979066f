"""Where do you live? Asked of nobody before help, skipped with a tap; a territory is kept."""

from dataclasses import dataclass

from bot.actions.choose_territory import choose_territory
from bot.content.collection import Library
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

#: Towns of one page: more buttons would not be read.
_SIZE = 12

LIVES_THERE = Notice("lives-there")
WHERE_SKIPPED = Notice("where-skipped")


@dataclass(frozen=True, slots=True)
class Where(Screen):
    """Which of these towns is it?"""

    page: int


def is_asked(library: Library) -> bool:
    """Whether there is anything to choose from."""
    return len(library.served) > 1


def towns(library: Library) -> list[tuple[str, str]]:
    """The towns to choose from, with the territory of each, by name."""
    named = [
        (town, one.slug) for one in library.served.values() for town in one.towns or (one.name,)
    ]
    return sorted(named)


async def where_pressed(visit: Visit, args: list[str]) -> None:
    """Show the towns, or the next of them."""
    await visit.replace(Where(int(args[0]))) if args else await visit.show(Where(0))


async def lives_pressed(visit: Visit, args: list[str]) -> None:
    """Keep the territory of a town; the town itself is not kept."""
    if await choose_territory(visit.ctx, visit.person, args[0]):
        await visit.replace(LIVES_THERE)
    else:
        visit.say("toast-stale-button")


async def skip_pressed(visit: Visit, args: list[str]) -> None:
    """They would rather not say: nothing changes."""
    del args
    await visit.replace(WHERE_SKIPPED)


async def _where(view: View, screen: Where) -> Page:
    named = towns(view.library)
    last = max(0, (len(named) - 1) // _SIZE)
    page = min(max(screen.page, 0), last)
    shown = named[page * _SIZE : (page + 1) * _SIZE]
    rows = [[Press(town, "lives", (slug,))] for town, slug in shown]
    turning = [("button-page-before", page - 1), ("button-page-after", page + 1)]
    if last:
        rows.append([view.press(key, "where", to) for key, to in turning if 0 <= to <= last])
    rows.append([view.press("button-where-skip", "where-skip")])
    return Page(view.words("where"), rows)


async def _lives_there(view: View) -> Page:
    text = view.words(
        "lives-there",
        territory=view.territory.name,
        structure=view.structure,
        hours=view.team_hours,
    )
    return Page(
        text, [[view.press("button-where-again", "where", 0)], [view.press("button-menu", "menu")]]
    )


FEATURE = Feature(
    buttons=(
        Button("where", YOUNG, where_pressed),
        Button("lives", YOUNG, lives_pressed),
        Button("where-skip", YOUNG, skip_pressed),
    ),
    screens=(
        draws(Where, _where),
        notice(LIVES_THERE, _lives_there),
        plain(WHERE_SKIPPED, (("button-menu", "menu"),)),
    ),
)
