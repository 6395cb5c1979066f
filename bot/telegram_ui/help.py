"""/aide, for whoever asks: their own commands, from the same declarations as everything else."""

from dataclasses import dataclass

from bot.actions.screens import SCREEN_BROKEN
from bot.domain.people import Role
from bot.domain.screens import Notice, Screen
from bot.store import people
from bot.telegram_ui.features import (
    EVERYBODY,
    Button,
    Command,
    Feature,
    by_button,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

UNKNOWN_COMMAND = Notice("unknown-command")
#: A worker asked for what coordinators do.
COORDINATORS_ONLY = Notice("coordinators-only")


@dataclass(frozen=True, slots=True)
class Help(Screen):
    """What this role can do."""

    role: Role


@dataclass(frozen=True, slots=True)
class UpdateFailed(Screen):
    """A fault of ours; the log has the same reference for it."""

    reference: str


@dataclass(frozen=True, slots=True)
class MessagesLost(Screen):
    """What was written during a breakdown could not be kept; the log has the same reference."""

    reference: str


async def help_(visit: Visit, rest: str) -> None:
    """List what this role can do."""
    del rest
    await visit.show(Help(visit.person.role))


async def _help(view: View, screen: Help) -> Page:
    role = screen.role
    lines = "\n".join(f"/{name} — {view.label(f'command-{name}')}" for name in view.menus[role])
    text = view.words(f"help-{role}", lines=lines)
    if role.in_team:
        return Page(text)
    return Page(text, [[view.press("button-talk", "talk"), view.press("button-menu", "menu")]])


async def _unknown(view: View) -> Page:
    async with view.store.reading() as tx:
        me = await people.get(tx, view.reader)
    known = view.menus[me.role if me else Role.YOUNG_PERSON]
    text = view.words("unknown-command", known=", ".join(f"/{name}" for name in known))
    return Page(text, [[view.press("button-help", "help")]])


FEATURE = Feature(
    commands=(Command("aide", EVERYBODY, help_),),
    buttons=(Button("help", EVERYBODY, by_button(help_)),),
    screens=(
        draws(Help, _help),
        notice(UNKNOWN_COMMAND, _unknown),
        plain(COORDINATORS_ONLY),
        plain(UpdateFailed),
        plain(MessagesLost),
        plain(SCREEN_BROKEN),
    ),
)
