"""parse_mode HTML: https://core.telegram.org/bots/api#html-style, with the server's errors."""

import html
import re
from dataclasses import dataclass, field

from telegram_simulator.texts import utf16
from telegram_simulator.texts.links import link_entity
from telegram_simulator.texts.order import in_order
from telegram_simulator.wire import ApiError, Json, bad_request

_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link",
    "tg-emoji": "custom_emoji", "blockquote": "blockquote",
}  # fmt: skip
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);?")
_NAME = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=]*")
_BARE_NAME = re.compile(r"[^\s=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass(slots=True)
class _Tag:
    name: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(text: str) -> tuple[str, list[Json]]:
    """The text without its tags, and its entities.

    Raises:
        ApiError: a tag is unknown, unclosed or wrongly nested.
    """
    return _Reader(text).read()


class _Reader:
    """Reads once from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._parts: list[str] = []
        self._length = 0
        self._open: list[_Tag] = []
        self._entities: list[Json] = []
        self._languages: dict[tuple[int, int], str] = {}

    def read(self) -> tuple[str, list[Json]]:
        while self._at < len(self._source):
            if self._source.startswith("</", self._at):
                self._end_tag()
            elif self._source[self._at] == "<":
                self._start_tag()
            else:
                self._words()
        if self._open:
            raise _error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._parts), in_order(self._entities)

    def _words(self) -> None:
        end = self._source.find("<", self._at)
        end = len(self._source) if end < 0 else end
        self._say(_decoded(self._source[self._at : end]))
        self._at = end

    def _say(self, words: str) -> None:
        self._parts.append(words)
        self._length += utf16.length(words)

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._take(_NAME).lower()
        if self._at >= len(self._source):
            raise _error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _STYLES:
            raise _error(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        tag = _Tag(name, self._length, self._attributes(name, begin))
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise _error(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self._open.append(tag)

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._take(_SPACE)
            if self._peek() == ">":
                self._at += 1
                return found
            name = self._take(_BARE_NAME if tag == "blockquote" else _ATTRIBUTE_NAME)
            if not name:
                raise _error(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            self._take(_SPACE)
            if tag == "blockquote" and name == "expandable" and self._peek() != "=":
                found[name] = ""
                continue
            if self._peek() != "=":
                raise _error(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f'"{tag}" at byte offset {self._byte(begin)}'
                )
            self._at += 1
            self._take(_SPACE)
            found[name] = self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        quote = self._peek()
        if not quote:
            raise _error(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if quote not in "'\"":
            start = self._at
            token = self._take(_TOKEN)
            if not re.match(r"[\s>]", self._peek() or "x"):
                raise _error(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return token.lower()
        end = self._source.find(quote, self._at + 1)
        if end < 0 or end + 1 >= len(self._source):
            raise _error(f"Unclosed start tag at byte offset {self._byte(begin)}")
        value = _decoded(self._source[self._at + 1 : end])
        self._at = end + 1
        return value

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _error(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self._at += 2
        name = self._take(_NAME).lower()
        self._take(_SPACE)
        if self._peek() != ">":
            raise _error(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            raise _error(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        if self._length > tag.offset:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        kind, length = _STYLES[tag.name], self._length - tag.offset
        entity: Json | None = {"type": kind, "offset": tag.offset, "length": length}
        if kind == "text_link":
            url = tag.attributes.get("href") or utf16.cut("".join(self._parts), tag.offset, length)
            entity = link_entity(tag.offset, length, url)
        elif kind == "custom_emoji":
            entity = {**entity, "custom_emoji_id": _emoji_id(tag)} if entity else None
        elif kind == "blockquote" and "expandable" in tag.attributes:
            entity = {"type": "expandable_blockquote", "offset": tag.offset, "length": length}
        elif kind in {"code", "pre"}:
            entity = self._code(tag, length)
        if entity:
            self._entities.append(entity)

    def _code(self, tag: _Tag, length: int) -> Json:
        """``<pre><code class="language-x">`` is one entity with a language."""
        place = (tag.offset, length)
        language = tag.attributes.get("class", "")
        if tag.name == "code" and language.startswith("language-"):
            self._languages[place] = language.removeprefix("language-")
        last = self._entities[-1] if self._entities else {}
        inside = last.get("type") == "code" and (last["offset"], last["length"]) == place
        if tag.name == "pre" and inside and place in self._languages:
            self._entities.pop()
            known = self._languages[place]
            return {"type": "pre", "offset": tag.offset, "length": length, "language": known}
        return {"type": tag.name, "offset": tag.offset, "length": length}

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        found = match.group() if match else ""
        self._at += len(found)
        return found

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _byte(self, place: int) -> int:
        return len(self._source[:place].encode())


def _decoded(text: str) -> str:
    """The text with the five references that Telegram knows; others stay as they are."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    return html.unescape(f"{reference.group().rstrip(';')};")


def _emoji_id(tag: _Tag) -> str:
    number = tag.attributes.get("emoji-id", "")
    if not number.isdecimal() or int(number) == 0:
        raise _error("Invalid custom emoji identifier specified")
    return number


def _error(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")
