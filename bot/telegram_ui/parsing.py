"""Telegram's JSON, one update at a time: what cannot be understood stays alone with its fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import structlog
from telegram import Bot, Update

log = structlog.get_logger()

_WRITTEN = ("message", "edited_message")
_PRESSED = "callback_query"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that could not be understood, as far as it could be read; never stored."""

    update_id: int
    #: Telegram's name for what it is, or nothing that we know.
    kind: str = "other"
    #: Whose private chat it came from, if that can be told.
    chat_id: int | None = None
    message_id: int | None = None
    #: What it says, to look for danger in memory; it shows in no log.
    text: str = field(default="", repr=False)
    #: What is known of it are references that survived a crash.
    lost: bool = False
    #: Its author is told about a later one.
    silent: bool = False


Letter: TypeAlias = Update | Unreadable


def understand(raw: Mapping[str, object], bot: Bot) -> Letter | None:
    """Parse one update; None if it does not even have a number."""
    update_id = raw.get("update_id")
    if not isinstance(update_id, int):
        return None
    try:
        return Update.de_json(dict(raw), bot)
    except Exception as error:  # noqa: BLE001  # whatever it is, the others must be handled
        found = _read(update_id, raw)
        log.error("update_unreadable", kind=found.kind, error=type(error).__name__)
        return found


def chat_of(raw: Mapping[str, object]) -> int | None:
    """Whose chat an update is about, whatever its kind; None if it tells of nobody's."""
    for part in raw.values():
        if isinstance(part, Mapping):
            for name in ("from", "user", "chat"):
                if (number := _number(_part(part, name), "id")) is not None:
                    return number
    return None


def _read(update_id: int, raw: Mapping[str, object]) -> Unreadable:
    """What can be told without understanding it."""
    for kind in _WRITTEN:
        message = _part(raw, kind)
        if message:
            return Unreadable(
                update_id,
                kind,
                _private_chat(message),
                _number(message, "message_id"),
                _text(message, "text") or _text(message, "caption"),
            )
    pressed = _part(raw, _PRESSED)
    if pressed:
        where = _private_chat(_part(pressed, "message"))
        return Unreadable(update_id, _PRESSED, where and _number(_part(pressed, "from"), "id"))
    return Unreadable(update_id)


def _private_chat(message: Mapping[str, object]) -> int | None:
    chat = _part(message, "chat")
    return _number(chat, "id") if chat.get("type") == "private" else None


def _part(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = raw.get(name)
    return part if isinstance(part, Mapping) else {}


def _number(raw: Mapping[str, object], name: str) -> int | None:
    number = raw.get(name)
    return number if isinstance(number, int) else None


def _text(raw: Mapping[str, object], name: str) -> str:
    text = raw.get(name)
    return text if isinstance(text, str) else ""
