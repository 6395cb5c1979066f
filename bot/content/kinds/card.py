"""A card: one situation, what to do first, then, who helps."""

from collections.abc import Iterator

from pydantic import Field

from bot.content.findings import Loc
from bot.content.kinds.base import DangerWord, Id, Label, Model, Text, Url
from bot.content.kinds.shelf import Measured, Part, Shelf, Shown
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience

#: Can be read in about 40 seconds on a phone.
_BODY_WORDS = 130


class Link(Model):
    """A page to open, shown as a button."""

    label: Label
    url: Url


class Card(Shown):
    """A text to read in 40 seconds."""

    audience: Audience = Audience.YOUNG
    #: For parents' cards, which are all of one topic: what happens to the child.
    about: tuple[Topic, ...] = ()
    summary: str = Field(min_length=1, max_length=90)
    keywords: tuple[str, ...] = ()
    #: Its keywords are telling enough to bring it whatever subject triage saw.
    anywhere: bool = False
    #: From this level of danger the card is a good first answer.
    danger: DangerWord = Danger.NONE
    contacts: tuple[Id, ...] = ()
    next: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    #: Markdown.
    body: Text

    def parts(self) -> Iterator[Part]:
        """The whole text; its screen adds who helps (``Presenter.card_pages``)."""
        yield Part(f"{self.emoji} {self.title}", self.body)

    def measured(self) -> Iterator[Measured]:
        """The text."""
        yield Measured(("body",), self.body, _BODY_WORDS, prose=True)

    def leads_to(self) -> Iterator[tuple[Loc, str]]:
        """What comes next."""
        yield from ((("next", number), text) for number, text in enumerate(self.next))


SHELF = Shelf("card", "cards", Card, pattern="**/*.md")
