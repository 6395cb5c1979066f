"""A subject of the menu, and the order of what it holds."""

from pydantic import Field

from bot.content.kinds.base import Id, Item, Label, Text


class TopicEntry(Item):
    """How a subject is shown; the lists put their items first, in that order."""

    title: Label
    emoji: str = Field(min_length=1, max_length=4)
    summary: Text
    order: int
    cards: tuple[Id, ...] = ()
    paths: tuple[Id, ...] = ()
    assessments: tuple[Id, ...] = ()
    quizzes: tuple[Id, ...] = ()
