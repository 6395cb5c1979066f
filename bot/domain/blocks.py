"""A block: for a while somebody gets nobody of the team, unless they are in danger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.people import PersonId

#: For so many days; nobody is blocked for ever.
DAYS = (1, 7, 30)


class Why(StrEnum):
    """Why somebody is blocked."""

    INSULTS = "insults"
    SEXUAL = "sexual"
    THREATS = "threats"
    ADVERTS = "adverts"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody is blocked; goes with them."""

    person: PersonId
    pseudonym: str
    why: Why
    until: datetime
    by: PersonId
    #: A coordinator looked at it and let it stand.
    reviewed: bool = False


class Blocked(Exception):  # noqa: N818  # an expected refusal, not a fault
    """Nobody is called for them before a moment."""

    def __init__(self, until: datetime) -> None:
        """Take when it ends."""
        super().__init__(until)
        self.until = until


class InDanger(Exception):  # noqa: N818  # an expected refusal, not a fault
    """Who is in danger is never blocked."""
