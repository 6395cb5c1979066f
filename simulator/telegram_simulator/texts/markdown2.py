"""parse_mode MarkdownV2: https://core.telegram.org/bots/api#markdownv2-style."""

import re
from dataclasses import dataclass

from telegram_simulator.texts import utf16
from telegram_simulator.texts.links import link_entity
from telegram_simulator.texts.order import in_order
from telegram_simulator.wire import ApiError, Json, bad_request

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_NAMES = {
    "italic": "Italic", "bold": "Bold", "underline": "Underline",
    "strikethrough": "Strikethrough", "spoiler": "Spoiler", "code": "Code", "pre": "Pre",
    "text_link": "TextUrl", "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}  # fmt: skip
_ENDS = {
    "italic": "_", "bold": "*", "underline": "__", "strikethrough": "~", "spoiler": "||",
    "code": "`", "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
# The longer marks first: "__" is not twice "_".
_STARTS = (
    ("```", "pre"), ("`", "code"), ("__", "underline"), ("_", "italic"), ("*", "bold"),
    ("~", "strikethrough"), ("||", "spoiler"), ("![", "custom_emoji"), ("[", "text_link"),
)  # fmt: skip
_LITERAL = frozenset({"code", "pre"})


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int
    begin: int
    language: str = ""


def parse_markdown_v2(text: str) -> tuple[str, list[Json]]:
    """The text without its marks, and its entities.

    Raises:
        ApiError: a character is not escaped, or something begins and does not end.
    """
    return _Reader(text).read()


class _Reader:
    """Reads once from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._parts: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self._at < len(self._source):
            self._step()
        if self._open and self._open[-1].kind == "blockquote":
            self._close()
        if self._open:
            last = self._open[-1]
            place = self._byte(last.begin)
            raise _error(f"Can't find end of {_NAMES[last.kind]} entity at byte offset {place}")
        return "".join(self._parts), in_order(self._entities)

    def _step(self) -> None:
        character = self._source[self._at]
        follower = self._source[self._at + 1 : self._at + 2]
        if character == "\\" and follower and "\0" < follower < "\x7f":
            self._say(follower, 2)
        elif self._ends():
            self._end()
        elif character == "\n":
            self._line_break()
        elif character not in RESERVED or (self._inside(_LITERAL) and character != "`"):
            self._say(character, 1)
        else:
            self._start()

    def _say(self, words: str, read: int) -> None:
        self._parts.append(words)
        self._length += utf16.length(words)
        self._at += read

    def _inside(self, kinds: frozenset[str]) -> bool:
        return bool(self._open) and self._open[-1].kind in kinds

    def _ends(self) -> bool:
        if not self._open or self._open[-1].kind not in _ENDS:
            return False
        kind = self._open[-1].kind
        if kind == "italic" and self._source.startswith("__", self._at):
            return False
        return self._source.startswith(_ENDS[kind], self._at)

    def _line_break(self) -> None:
        """A quotation goes on while lines begin with ``>``."""
        quoted = any(one.kind == "blockquote" for one in self._open)
        if quoted and self._source.startswith("\n>", self._at):
            self._say("\n", 2)
            return
        if self._inside(frozenset({"blockquote"})):
            self._close()
        self._say("\n", 1)

    def _start(self) -> None:
        begin = self._at
        if self._source[begin] == ">" and self._at_line_start():
            self._open.append(_Open("blockquote", self._length, begin))
            self._at += 1
            return
        for mark, kind in _STARTS:
            if self._source.startswith(mark, begin):
                self._at += len(mark)
                self._open.append(_Open(kind, self._length, begin, self._language(kind)))
                return
        raise _error(
            f"Character '{self._source[begin]}' is reserved and must be escaped with the "
            "preceding '\\'"
        )

    def _at_line_start(self) -> bool:
        return self._at == 0 or self._source[self._at - 1] == "\n"

    def _language(self, kind: str) -> str:
        if kind != "pre":
            return ""
        found = re.compile(r"([^\s`]*)\r?\n").match(self._source, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found.group(1)

    def _end(self) -> None:
        kind = self._open[-1].kind
        self._at += len(_ENDS[kind])
        url = self._url() if kind in {"text_link", "custom_emoji"} else ""
        self._close(url)

    def _url(self) -> str:
        if self._source[self._at : self._at + 1] != "(":
            return utf16.cut("".join(self._parts), self._open[-1].offset, self._length)
        begin, url = self._at, ""
        self._at += 1
        while self._at < len(self._source) and self._source[self._at] != ")":
            if self._source[self._at] == "\\":
                self._at += 1
            url += self._source[self._at : self._at + 1]
            self._at += 1
        if self._at >= len(self._source):
            raise _error(f"Can't find end of a URL at byte offset {self._byte(begin)}")
        self._at += 1
        return url

    def _close(self, url: str = "") -> None:
        done = self._open.pop()
        length = self._length - done.offset
        entity: Json | None = {"type": done.kind, "offset": done.offset, "length": length}
        if done.kind == "text_link":
            entity = link_entity(done.offset, length, url)
        elif done.kind == "custom_emoji" and entity:
            entity["custom_emoji_id"] = _emoji_id(url)
        elif done.language and entity:
            entity["language"] = done.language
        if length and entity:
            self._entities.append(entity)

    def _byte(self, place: int) -> int:
        return len(self._source[:place].encode())


def _emoji_id(url: str) -> str:
    found = re.fullmatch(r"tg://emoji\?id=(\d+)", url)
    if found is None:
        raise _error("Custom emoji URL must have an emoji identifier")
    return found.group(1)


def _error(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")
