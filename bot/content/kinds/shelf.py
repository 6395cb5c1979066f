"""A shelf: what a kind of content says about itself, once; everything else is derived.

Loading, checks, collection, preview, the editors' page, menus and the general screen go through
``bot.content.shelves.SHELVES`` and ask the pieces themselves (``Shown``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from bot.content.findings import Loc
from bot.content.kinds.base import Label, Reviewed
from bot.domain.danger import Topic
from bot.domain.people import Audience


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a piece as it is read: a title, and Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A text of one message, its place in the file, and how many words it may have."""

    at: Loc
    text: str
    words: int
    #: Read from beginning to end: hard sentences in it are reported.
    prose: bool = False


Emoji = Annotated[str, Field(min_length=1, max_length=8)]


class Shown(Reviewed):
    """A piece of content that buttons lead to."""

    title: Label
    topic: Topic
    emoji: Emoji
    #: Whom it speaks to; ``None``: whoever is interested in its topic.
    audience: Audience | None = None

    def parts(self) -> Iterator[Part]:
        """All its texts in order, for its preview, and for its screen if it has no other."""
        yield Part(self.title, "")

    def measured(self) -> Iterator[Measured]:
        """Its texts with their limits."""
        yield from ()

    def leads_to(self) -> Iterator[tuple[Loc, str]]:
        """Where its buttons lead (``card:ID``, an id, ...), with the place of each."""
        yield from ()


ShownT_co = TypeVar("ShownT_co", bound=Shown, covariant=True)


@dataclass(frozen=True, slots=True)
class Shelf(Generic[ShownT_co]):
    """One kind: the word that buttons say (``card:ID``), its folder under ``fr/``, its model."""

    kind: str
    folder: str
    model: type[ShownT_co]
    #: Which files of the folder; a Markdown file gives its text as ``body``.
    pattern: str = "*.yaml"
    #: A piece without sources is reported.
    sourced: bool = True
    #: Its place among the games; 0 when it is none.
    game: int = 0
