"""/aide, for whoever asks: their own commands, from the same declarations as everything else."""

from bot.domain.people import Role
from bot.telegram_ui.features import (
    EVERYBODY,
    Button,
    Command,
    Feature,
    Screen,
    by_button,
    plain,
)
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit


async def help_(visit: Visit, rest: str) -> None:
    """List what this role can do."""
    del rest
    await visit.show("help", role=visit.person.role.value)


async def _help(view: View) -> Page:
    role = Role(view.text("role"))
    lines = "\n".join(f"/{name} — {view.label(f'command-{name}')}" for name in view.menus[role])
    text = view.words(f"help-{role}", lines=lines)
    if role.in_team:
        return Page(text)
    return Page(text, [[view.press("button-talk", "talk"), view.press("button-menu", "menu")]])


def _with_reference(key: str) -> Screen:
    """A text with the reference that the log has for the same fault."""

    async def screen(view: View) -> Page:
        return Page(view.words(key, reference=view.text("reference")))

    return screen


FEATURE = Feature(
    commands=(Command("aide", EVERYBODY, help_),),
    buttons=(Button("help", EVERYBODY, by_button(help_)),),
    screens={
        "help": _help,
        "unknown-command": plain("unknown-command", (("button-help", "help"),)),
        "update-failed": _with_reference("update-failed"),
        "messages-lost": _with_reference("messages-lost"),
        "messages-lost-team": _with_reference("messages-lost-team"),
        "screen-broken": plain("screen-broken"),
    },
)
