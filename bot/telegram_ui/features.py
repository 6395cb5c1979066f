"""What a feature file declares: its commands, buttons and screens. Everything else follows.

Help, command menus, permissions and the table in the docs come from these declarations.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.people import Role
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

Screen = Callable[[View], Awaitable[Page]]

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
class Feature:
    """One file's worth of the interface."""

    commands: tuple[Command, ...] = ()
    buttons: tuple[Button, ...] = ()
    questions: tuple[Question, ...] = ()
    screens: Mapping[str, Screen] = field(default_factory=dict)


def by_button(
    run: Callable[[Visit, str], Awaitable[None]],
) -> Callable[[Visit, list[str]], Awaitable[None]]:
    """What a command does, for a button: its arguments are what followed the command."""

    async def pressed(visit: Visit, args: list[str]) -> None:
        await run(visit, " ".join(args))

    return pressed


def plain(key: str, *rows: tuple[tuple[str, ...], ...], silent: bool = False) -> Screen:
    """A screen that only says its text, with what it was shown with, and has fixed buttons.

    Rows of (label key, verb, names of the arguments that the button carries). The text may
    also name the ``structure``.
    """

    async def screen(view: View) -> Page:
        told = {name: given for name, given in view.args.items() if isinstance(given, str | int)}
        text = view.words(key, **{"structure": view.structure, **told})
        return Page(text, [[_button(view, *button) for button in row] for row in rows], silent)

    return screen


def _button(view: View, label: str, verb: str, *names: str) -> Press:
    return view.press(label, verb, *(view.argument(name) for name in names))
