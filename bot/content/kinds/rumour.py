"""A claim that fact-checkers looked at: what they found, where, when."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from bot.content.kinds.base import Reviewed, Text, Url

#: Read in ten seconds.
EXPLANATION_LIMIT = 280


def _possible(dated: str) -> str:
    """A day, if one is said, that was one. Raises ValueError."""
    date.fromisoformat((dated + "-01-01")[:10])
    return dated


class Finding(StrEnum):
    """What the cited fact-checkers say of it, never the bot."""

    TRUE = "vrai"
    FALSE = "faux"
    MISLEADING = "trompeur"
    OUT_OF_CONTEXT = "hors-contexte"
    MADE_BY_AI = "fabrique-par-ia"


class Rumour(Reviewed):
    """One entry of ``rumours.yaml``."""

    claim: Text
    #: Other ways in which it goes round.
    also: tuple[Text, ...] = ()
    finding: Finding
    #: Who checked it.
    by: Text
    link: Url
    #: The day, month or year of what they wrote.
    dated: Annotated[
        str,
        BeforeValidator(str),
        Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$"),
        AfterValidator(_possible),
    ]
    explain: str = Field(min_length=1, max_length=EXPLANATION_LIMIT)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every way in which it is written."""
        return (self.claim, *self.also)
