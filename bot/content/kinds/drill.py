"""A drill: a written young person whom somebody of the team answers, to practise."""

from pydantic import Field

from bot.content.kinds.base import DangerWord, Item, Label, Model, Text
from bot.domain.danger import Topic


class Turn(Model):
    """What the written person says next, and what a good answer before it would have held."""

    #: For whoever practises, once they have answered.
    hint: Text
    says: tuple[Text, ...] = Field(min_length=1, max_length=3)


class Drill(Item):
    """One of them; nobody in it exists."""

    title: Label
    topic: Topic
    danger: DangerWord
    #: What the written person says while nobody has answered yet.
    opening: tuple[Text, ...] = Field(min_length=1, max_length=4)
    turns: tuple[Turn, ...] = Field(min_length=2, max_length=5)
    #: What to look back on, Markdown.
    debrief: Text
