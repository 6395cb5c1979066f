"""Workers' canned replies and opening sentences."""

from enum import StrEnum

from pydantic import model_validator

from bot.content.kinds.base import Id, Item, Label, Text


class CannedGroup(StrEnum):
    """When in a conversation a reply is of use; ids begin with it."""

    OPENING = "ouvrir"
    WAITING = "attendre"
    CONFIDENTIALITY = "confidentialite"
    DANGER = "danger"
    EVIDENCE = "preuves"
    REFERRAL = "orienter"
    ABSENCE = "absence"
    CLOSING = "fin"
    RETURN = "reprise"


class CannedReply(Item):
    """A text that a worker sends as it is, or changes."""

    topic: Id
    title: Label
    text: Text
    vouvoiement: bool = False

    @model_validator(mode="after")
    def _is_in_a_group(self) -> "CannedReply":
        if self.id.partition("-")[0] not in set(CannedGroup):
            raise ValueError("canned-without-group")
        return self

    @property
    def group(self) -> CannedGroup:
        """When it is of use."""
        return CannedGroup(self.id.partition("-")[0])
