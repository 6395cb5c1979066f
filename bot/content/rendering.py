"""Markdown to text and entities, and long texts to pages."""

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.content.kinds.base import MESSAGE_LIMIT
from bot.content.rich import Entity, Rich, joined, styled, utf16_length

#: A page that can be read without scrolling much on a small phone.
PAGE_LIMIT = 1500

#: What Markdown takes for the end of a line.
NEW_LINE = re.compile(r"\r\n?|\n")
CONTACT = re.compile(r"\{contact:([^{}]*)\}")

#: How a contact's id is written out, such as a bold number or a link; the second argument
#: is true where the contact stands alone on its line.
Mention = Callable[[str, bool], Rich]

_STYLES = {"strong": "bold", "em": "italic", "s": "strikethrough"}
_PARSER = MarkdownIt("commonmark").enable("strikethrough").disable(["html_block", "html_inline"])
_BULLETS = ("•", "◦")


def plain_mention(name: str, alone: bool) -> Rich:  # noqa: ARG001  # it is a Mention
    """A contact that nobody knows how to write out: its id."""
    return Rich(name)


def render(markdown: str, mention: Mention = plain_mention) -> Rich:
    """Markdown as text and entities, with every ``{contact:ID}`` written out by ``mention``."""
    return _Blocks(markdown, mention).rich()


def pages(rich: Rich, limit: int = PAGE_LIMIT) -> tuple[Rich, ...]:
    """The text in pages no longer than ``limit``, cut between paragraphs where possible."""
    limit = min(limit, MESSAGE_LIMIT)
    found = []
    rest = rich
    while utf16_length(rest.text) > limit:
        end, start = _cut(rest.text, limit)
        found.append(cut_out(rest, 0, end))
        rest = cut_out(rest, start, len(rest.text))
    return (*found, rest) if rest.text or not found else tuple(found)


def cut_out(rich: Rich, start: int, end: int) -> Rich:
    """A stretch of the text (in characters), with the parts of the entities that are in it."""
    first, last = utf16_length(rich.text[:start]), utf16_length(rich.text[:end])
    kept = []
    for entity in rich.entities:
        begins = max(entity.offset, first)
        ends = min(entity.offset + entity.length, last)
        if begins < ends:
            kept.append(Entity(entity.kind, begins - first, ends - begins, entity.url))
    return Rich(rich.text[start:end], tuple(kept))


def _cut(text: str, limit: int) -> tuple[int, int]:
    """Where the first page ends and the next begins, in characters."""
    longest = _characters_within(text, limit)
    for mark in ("\n\n", "\n", ". ", " "):
        end = text.rfind(mark, 1, longest + 1)
        # A page that would be nearly empty is worse than a cut inside a paragraph.
        if end > longest // 4:
            return end + (mark == ". "), end + len(mark)
    return longest, longest


def _characters_within(text: str, limit: int) -> int:
    """How many characters of the text fit in ``limit`` UTF-16 units."""
    units = text.encode("utf-16-le")[: limit * 2]
    return len(units.decode("utf-16-le", errors="ignore"))


class _Blocks:
    """Walks through block tokens; the gap between blocks follows the source's blank lines."""

    def __init__(self, markdown: str, mention: Mention) -> None:
        self.lines = NEW_LINE.split(markdown)
        self.tokens = iter(_PARSER.parse(markdown))
        self.mention = mention

    def rich(self, closing: str = "", depth: int = 0) -> Rich:
        """Everything up to the ``closing`` token."""
        whole, last_line = Rich(""), 0
        for token in self.tokens:
            if token.type == closing:
                break
            block = self._block(token, depth)
            first, end = token.map or (last_line, last_line)
            whole = whole.then(block, "\n" if first <= last_line else "\n\n")
            last_line = self._last_written(end)
        return whole

    def _last_written(self, end: int) -> int:
        """The end of a block without its blank lines: the parser counts those after a list."""
        while end and not self.lines[end - 1].strip():
            end -= 1
        return end

    def _block(self, token: Token, depth: int) -> Rich:  # noqa: PLR0911  # a table of kinds
        match token.type:
            case "inline":
                return self._inline(token)
            case "heading_open":
                inner = self.rich("heading_close")
                return Rich(inner.text, (*styled(inner.text, "bold").entities, *inner.entities))
            case "bullet_list_open" | "ordered_list_open":
                return joined(self._items(token, depth), "\n")
            case "blockquote_open":
                inner = self.rich("blockquote_close", depth)
                quote = styled(inner.text, "blockquote").entities
                return Rich(inner.text, (*quote, *inner.entities))
            case "fence" | "code_block":
                return styled(token.content.rstrip("\n"), "pre")
            case "paragraph_open":
                return self.rich("paragraph_close", depth)
        return Rich("")

    def _items(self, opening: Token, depth: int) -> Iterator[Rich]:
        ordered = opening.type.startswith("ordered")
        number = int(opening.attrs.get("start", 1))
        for token in self.tokens:
            if token.type != "list_item_open":
                return
            sign = f"{number}." if ordered else _BULLETS[min(depth, 1)]
            number += 1
            inner = self.rich("list_item_close", depth + 1)
            yield Rich(f"{'   ' * depth}{sign}").then(inner, " ")

    def _inline(self, token: Token) -> Rich:
        return _Inline(token.children or [], self.mention).rich()


class _Inline:
    """Walks through the tokens of one paragraph."""

    def __init__(self, tokens: Sequence[Token], mention: Mention) -> None:
        self.tokens = tokens
        self.mention = mention
        self.whole = Rich("")
        self.entities: list[Entity] = []
        self.opened: list[tuple[str, int, str | None]] = []

    def rich(self) -> Rich:
        """The whole paragraph."""
        for token in self.tokens:
            self._take(token)
        outer_first = sorted(self.entities, key=lambda e: (e.offset, -e.length))
        return Rich(self.whole.text, tuple(outer_first))

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._text(token.content)
            case "softbreak":
                self._add(Rich(" "))
            case "hardbreak":
                self._add(Rich("\n"))
            case "code_inline":
                self._add(styled(token.content, "code"))
            case "image":
                self._add(Rich(token.content))
            case "link_open":
                self._open("text_link", str(token.attrs["href"]))
            case _ if token.nesting == 1:
                self._open(_STYLES[token.type.removesuffix("_open")])
            case _ if token.nesting == -1:
                self._close()

    def _text(self, text: str) -> None:
        position = 0
        alone = len(self.tokens) == 1 and CONTACT.fullmatch(text.strip()) is not None
        for match in CONTACT.finditer(text):
            self._add(Rich(text[position : match.start()]))
            self._add(self.mention(match[1].strip(), alone))
            position = match.end()
        self._add(Rich(text[position:]))

    def _add(self, piece: Rich) -> None:
        shift = utf16_length(self.whole.text)
        self.entities += [Entity(e.kind, e.offset + shift, e.length, e.url) for e in piece.entities]
        self.whole = Rich(self.whole.text + piece.text)

    def _open(self, kind: str, url: str | None = None) -> None:
        self.opened.append((kind, utf16_length(self.whole.text), url))

    def _close(self) -> None:
        kind, start, url = self.opened.pop()
        length = utf16_length(self.whole.text) - start
        if length:
            self.entities.append(Entity(kind, start, length, url))
