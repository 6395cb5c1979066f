"""Formatted text as Telegram takes it without parsing: a string and its entities.

Sending entities instead of HTML or Markdown means that no text can ever be refused
for bad markup (https://core.telegram.org/bots/api#messageentity).
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """One formatted stretch; ``offset`` and ``length`` count UTF-16 code units."""

    kind: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and its formatting."""

    text: str
    entities: tuple[Entity, ...] = ()

    def then(self, other: "Rich", gap: str = "\n\n") -> "Rich":
        """This text, ``gap``, and the other one; nothing is added around an empty text."""
        if not self.text or not other.text:
            return self if self.text else other
        shift = utf16_length(self.text + gap)
        moved = tuple(Entity(e.kind, e.offset + shift, e.length, e.url) for e in other.entities)
        return Rich(self.text + gap + other.text, self.entities + moved)


def utf16_length(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def titled(title: str, body: str = "") -> Rich:
    """A bold title, then a plain body."""
    head = Rich(title, (Entity("bold", 0, utf16_length(title)),)) if title else Rich("")
    return head.then(Rich(body))


def styled(text: str, kind: str, url: str | None = None) -> Rich:
    """A text formatted from end to end."""
    return Rich(text, (Entity(kind, 0, utf16_length(text), url),) if text else ())


def joined(parts: Iterable[Rich], gap: str = "\n\n") -> Rich:
    """All the texts that are not empty, with ``gap`` between them."""
    whole = Rich("")
    for part in parts:
        whole = whole.then(part, gap)
    return whole
