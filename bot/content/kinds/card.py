"""A card: one situation, what to do first, then, who helps."""

from pydantic import Field

from bot.content.kinds.base import Audience, DangerWord, Id, Label, Model, Reviewed, Text, Url
from bot.domain.danger import Danger, Topic


class Link(Model):
    """A page to open, shown as a button."""

    label: Label
    url: Url


class Card(Reviewed):
    """A text to read in 40 seconds."""

    topic: Topic
    title: Label
    emoji: str = Field(min_length=1, max_length=8)
    audience: Audience = Audience.YOUNG
    summary: str = Field(min_length=1, max_length=90)
    keywords: tuple[str, ...] = ()
    #: From this level of danger the card is a good first answer.
    danger: DangerWord = Danger.NONE
    contacts: tuple[Id, ...] = ()
    next: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    #: Markdown.
    body: Text
