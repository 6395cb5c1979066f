"""How the bot speaks to somebody: in which language, with *tu* or *vous*, in which time zone."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.people import Audience, Role


class Address(StrEnum):
    """How somebody is spoken to, in languages that tell the difference."""

    TU = "tu"
    VOUS = "vous"


@dataclass(frozen=True, slots=True)
class Voice:
    """In which voice a reader's screens are drawn."""

    #: Days and hours are told in it.
    zone: ZoneInfo
    address: Address = Address.TU
    #: An ISO 639 code. There are texts in French only, for now.
    language: str = "fr"
    #: Whom it speaks to: the team is spoken to as professionals are.
    audience: Audience = Audience.YOUNG


def voice_for(role: Role, audience: Audience, zone: ZoneInfo) -> Voice:
    """Young people are spoken to with *tu*; parents, professionals and the team with *vous*."""
    if role.in_team:
        audience = Audience.PROFESSIONALS
    address = Address.TU if audience is Audience.YOUNG else Address.VOUS
    return Voice(zone, address, audience=audience)
