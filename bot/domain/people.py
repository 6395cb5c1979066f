"""Who the bot talks with. Nothing here knows a Telegram id: that stays behind the store's door."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

#: Names one person inside the database; tells nothing about who they are.
PersonId = NewType("PersonId", int)
CaseId = NewType("CaseId", int)


class Audience(StrEnum):
    """Whom a text speaks to."""

    YOUNG = "young"
    PARENTS = "parents"
    PROFESSIONALS = "professionals"


class Role(StrEnum):
    """What somebody may do; comes from the database only."""

    YOUNG_PERSON = "young_person"
    WORKER = "worker"
    COORDINATOR = "coordinator"

    @property
    def in_team(self) -> bool:
        """Whether this is a professional: they sign with their name, never with a pseudonym."""
        return self is not Role.YOUNG_PERSON


@dataclass(frozen=True, slots=True)
class Signature:
    """How a professional is presented to a young person: never under a pseudonym."""

    first_name: str
    function: str = ""


class TeamRefusal(Exception):  # noqa: N818  # an expected refusal, not a fault
    """Something that cannot be done with the team."""


class LastCoordinator(TeamRefusal):
    """Nobody would be left to invite, or to revoke."""


class NotCoordinator(TeamRefusal):
    """Whoever asks for it is no coordinator, or is one no more."""


class NotInTeam(TeamRefusal):
    """It concerns somebody who is not in the team, or is in it no more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the bot."""

    id: PersonId
    pseudonym: str
    role: Role = Role.YOUNG_PERSON
    #: Whose texts they read.
    audience: Audience = Audience.YOUNG
    #: They blocked the bot: nothing is sent until they come back.
    unreachable: bool = False
    #: What the bot asked and waits for, if their next text is an answer.
    question: str | None = None
    #: When it was asked, and the message of the bot that asks, or that asked last.
    question_at: datetime | None = None
    question_message: int | None = None
    available: bool = False
    current_case: CaseId | None = None
    #: The case whose message their chat showed last.
    heard_case: CaseId | None = None
    charter_accepted: bool = False
    last_seen: datetime | None = None
    #: The topic of their private chat in which they wrote last.
    thread_id: int | None = None
    #: Where they ask from, as the name of a territory's file; None: they never said.
    territory: str | None = None
    #: In discreet mode: nothing is shown until they write their word.
    hidden: bool = False
