"""Workers' canned replies and opening sentences."""

from bot.content.kinds.base import Id, Item, Label, Text


class CannedReply(Item):
    """A text that a worker sends as it is, or changes."""

    topic: Id
    title: Label
    text: Text
    vouvoiement: bool = False
