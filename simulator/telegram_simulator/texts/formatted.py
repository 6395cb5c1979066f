"""A text as a call gives it: parsed by its mode, or with its entities, then checked."""

from typing import NamedTuple

from telegram_simulator.texts import utf16
from telegram_simulator.texts.detect import find_entities
from telegram_simulator.texts.given import check_entities, merge, trim
from telegram_simulator.texts.html import parse_html
from telegram_simulator.texts.markdown import parse_markdown
from telegram_simulator.texts.markdown2 import parse_markdown_v2
from telegram_simulator.wire import Json, bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_MODES = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}


class Formatted(NamedTuple):
    """A text and its entities, as a message holds them."""

    text: str
    entities: list[Json]


def format_text(text: str, parse_mode: str, entities: object) -> Formatted:
    """Parse, trim, and find what Telegram finds by itself.

    Raises:
        ApiError: the markup or the entities are wrong.
    """
    mode = parse_mode.lower()
    given: list[Json] = []
    if text and mode and mode != "none":
        if mode not in _MODES:
            raise bad_request("unsupported parse_mode")
        text, given = _MODES[mode](text)
    elif isinstance(entities, list):
        given = check_entities(text, entities)
    text, given = trim(text, given)
    return Formatted(text, merge(given, find_entities(text)))


def message_text(text: str, parse_mode: str, entities: object) -> Formatted:
    """A message's text: neither empty nor longer than 4096.

    Raises:
        ApiError: it is.
    """
    if not text:
        raise bad_request("message text is empty")
    formatted = format_text(text, parse_mode, entities)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16.length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption(text: str, parse_mode: str, entities: object) -> Formatted:
    """A caption: empty, or no longer than 1024.

    Raises:
        ApiError: it is too long, or wrongly formatted.
    """
    formatted = format_text(text, parse_mode, entities)
    if utf16.length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted
