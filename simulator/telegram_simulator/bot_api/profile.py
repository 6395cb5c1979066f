"""What the bot says of itself: name, descriptions, by language; and its menu button."""

from collections.abc import Callable
from typing import Any

from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.my_commands import language_of
from telegram_simulator.state import State
from telegram_simulator.wire import Json, bad_request

# Field of the call and answer: longest, and where the world keeps it.
_FIELDS: dict[str, tuple[int, str]] = {
    "name": (64, "names"),
    "description": (512, "descriptions"),
    "short_description": (120, "short_descriptions"),
}


def setter(field: str) -> Callable[[State, Call], bool]:
    """The method that sets this for a language; an empty text forgets it."""
    longest, kept_in = _FIELDS[field]

    def set_it(state: State, call: Call) -> bool:
        text, language = call.text(field), language_of(call)
        if len(text) > longest:
            raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
        texts: dict[str, str] = getattr(state.profile, kept_in)
        texts[language] = text
        if not text:
            del texts[language]
        return True

    return set_it


def getter(field: str) -> Callable[[State, Call], Json]:
    """The method that gives this for a language, else for everybody."""
    _, kept_in = _FIELDS[field]

    def get_it(state: State, call: Call) -> Json:
        texts: dict[str, str] = getattr(state.profile, kept_in)
        usual = state.bot["first_name"] if field == "name" else ""
        return {field: texts.get(language_of(call)) or texts.get("") or usual}

    return get_it


def set_chat_menu_button(state: State, call: Call) -> bool:
    """Choose what the button near the text field does, for a chat or for all.

    Raises:
        ApiError: the chat or the button is wrong.
    """
    button: Any = call.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    state.menu_buttons[_chat(state, call)] = button
    return True


def get_chat_menu_button(state: State, call: Call) -> Json:
    """What the button does in a chat.

    Raises:
        ApiError: the chat is wrong.
    """
    buttons, usual = state.menu_buttons, {"type": "default"}
    return buttons.get(_chat(state, call)) or buttons.get(0) or usual


def _chat(state: State, call: Call) -> int:
    if not call.has("chat_id"):
        return 0
    number = call.integer("chat_id")
    if number <= 0:
        raise bad_request("invalid chat_id specified")
    if number not in state.accounts:
        raise bad_request("user not found")
    return number
