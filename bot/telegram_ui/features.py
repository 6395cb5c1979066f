"""What a feature file declares: its commands, buttons and screens. Everything else follows.

Help, command menus, permissions and the table in the docs come from these declarations.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from bot.domain.people import Role
from bot.domain.screens import Notice, Screen, kebab
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

S = TypeVar("S", bound=Screen)
Draw: TypeAlias = Callable[[View, Screen], Awaitable[Page]]

YOUNG = frozenset({Role.YOUNG_PERSON})
TEAM = frozenset({Role.WORKER, Role.COORDINATOR})
COORDINATION = frozenset({Role.COORDINATOR})
EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: ``run`` gets the visit and the text after the command."""

    name: str
    roles: frozenset[Role]
    run: Callable[[Visit, str], Awaitable[None]]
    #: What follows it is for this command alone: it reaches nobody of the team.
    keeps_words: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button's verb: ``run`` gets the visit and the button's arguments."""

    verb: str
    roles: frozenset[Role]
    run: Callable[[Visit, list[str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question the bot asked: ``run`` gets the visit and the text or caption answered.

    ``any_kind``: pictures, films, ... answer it too, not only texts.
    """

    name: str
    roles: frozenset[Role]
    run: Callable[[Visit, str], Awaitable[None]]
    any_kind: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the screen of a name is drawn, at the moment of sending."""

    name: str
    draw: Draw


@dataclass(frozen=True, slots=True)
class Feature:
    """One file's worth of the interface."""

    commands: tuple[Command, ...] = ()
    buttons: tuple[Button, ...] = ()
    questions: tuple[Question, ...] = ()
    screens: tuple[Drawing, ...] = ()


def by_button(
    run: Callable[[Visit, str], Awaitable[None]],
) -> Callable[[Visit, list[str]], Awaitable[None]]:
    """What a command does, for a button: its arguments are what followed the command."""

    async def pressed(visit: Visit, args: list[str]) -> None:
        await run(visit, " ".join(args))

    return pressed


def draws(kind: type[S], page: Callable[[View, S], Awaitable[Page]], name: str = "") -> Drawing:
    """A kind of screen is drawn by this; ``name``: one of a kind that has several."""

    async def draw(view: View, screen: Screen) -> Page:
        if not isinstance(screen, kind):
            raise TypeError(screen.name)
        return await page(view, screen)

    return Drawing(name or kebab(kind.__name__), draw)


def notice(what: Notice, page: Callable[[View], Awaitable[Page]]) -> Drawing:
    """A notice is drawn by this."""

    async def draw(view: View, screen: Screen) -> Page:
        del screen
        return await page(view)

    return Drawing(what.name, draw)


def plain(
    what: Notice | type[Screen], *rows: tuple[tuple[str, str], ...], silent: bool = False
) -> Drawing:
    """A screen that only says its text, with what it holds, and has fixed buttons.

    Rows of (label key, verb). The text may also name the ``structure``.
    """

    async def draw(view: View, screen: Screen) -> Page:
        told = {name: value for name, value in screen.told.items() if not isinstance(value, tuple)}
        text = view.words(screen.name, **{"structure": view.structure, **told})
        return Page(text, [[view.press(*button) for button in row] for row in rows], silent)

    return Drawing(what.name if isinstance(what, Notice) else kebab(what.__name__), draw)
