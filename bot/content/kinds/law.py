"""Short reminders of the law for the team, each with its article and where it was read."""

from enum import StrEnum

from bot.content.kinds.base import Label, Reviewed, Text


class Use(StrEnum):
    """Where a reminder stands."""

    #: A ground on which the seal on an identity may be lifted.
    LIFTING = "lifting"
    #: Beside a report to child protection.
    REPORT = "report"


class LegalNote(Reviewed):
    """What the law asks or allows, in plain words."""

    use: Use
    title: Label
    text: Text
