"""parse_mode Markdown, the old one: no nesting, few escapes."""

import re

from telegram_simulator.texts import utf16
from telegram_simulator.texts.links import link_entity
from telegram_simulator.wire import Json, bad_request

_STYLES = {"_": "italic", "*": "bold", "`": "code"}
_MARKS = re.compile(r"\\([_*`\[])|[_*`\[]")


def parse_markdown(text: str) -> tuple[str, list[Json]]:
    """The text without its marks, and its entities.

    Raises:
        ApiError: something begins and does not end.
    """
    parts: list[str] = []
    entities: list[Json] = []
    length = at = 0

    def say(words: str) -> None:
        nonlocal length
        parts.append(words)
        length += utf16.length(words)

    while mark := _MARKS.search(text, at):
        say(text[at : mark.start()])
        at = mark.end()
        if mark.group(1):
            say(mark.group(1))
            continue
        start = length
        words, at, fields = _marked(text, mark.start())
        say(words)
        entity = _entity(fields, start, length - start)
        if length > start and entity:
            entities.append(entity)
    say(text[at:])
    return "".join(parts), entities


def _entity(fields: Json, offset: int, length: int) -> Json | None:
    if "url" in fields:
        return link_entity(offset, length, fields["url"])
    return {"offset": offset, "length": length, **fields}


def _marked(text: str, begin: int) -> tuple[str, int, Json]:
    """The marked words, where reading goes on, and what they are."""
    if text.startswith("```", begin):
        end = _find(text, "```", begin + 3, begin)
        words, language = _block(text[begin + 3 : end])
        return words, end + 3, {"type": "pre", **({"language": language} if language else {})}
    if text[begin] == "[":
        end = _find(text, "]", begin + 1, begin)
        words = text[begin + 1 : end]
        if text[end + 1 : end + 2] != "(":
            return words, end + 1, {"url": words}
        close = text.find(")", end + 2)
        close = len(text) if close < 0 else close
        return words, close + 1, {"url": text[end + 2 : close]}
    end = _find(text, text[begin], begin + 1, begin)
    return text[begin + 1 : end], end + 1, {"type": _STYLES[text[begin]]}


def _find(text: str, mark: str, start: int, begin: int) -> int:
    end = text.find(mark, start)
    if end < 0:
        place = len(text[:begin].encode())
        raise bad_request(
            f"can't parse entities: Can't find end of the entity starting at byte offset {place}"
        )
    return end


def _block(inside: str) -> tuple[str, str]:
    """A block's words, and the language in its first line."""
    first, line_break, rest = inside.partition("\n")
    if line_break and first and not re.search(r"\s", first):
        return rest, first
    return (rest if line_break and not first else inside), ""
