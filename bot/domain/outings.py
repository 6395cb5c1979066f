"""Outings: where the team goes to people, instead of waiting for them."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.danger import Topic
from bot.domain.start_codes import StartCode

#: Letters and digits that nobody takes for another one on paper; ten of them are 49 bits.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 10
#: How long a link counts, from the day of the outing; posters hang longer than an evening.
LASTING = (1, 30, 180)
USUALLY = 30
#: An outing can be prepared so many days before.
AHEAD = 7
#: What is noted by hand; more is a typing error.
MOST = 999


class Ground(StrEnum):
    """Where it goes: a digital space, or a place on the map. The names are labels."""

    GAME = "game"
    SNAPCHAT = "snapchat"
    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"
    DISCORD = "discord"
    FORUM = "forum"
    STREET = "street"
    SCHOOL = "school"
    STATION = "station"
    FESTIVAL = "festival"
    ELSEWHERE = "elsewhere"


class Tally(StrEnum):
    """What is noted by hand."""

    #: Somebody was talked with.
    TALKED = "talked"
    #: Somebody was told of a service or a person.
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Outing:
    """One outing. It holds no word and nobody but the colleagues who go."""

    id: int
    #: What its link is known by.
    code: str
    territory: str
    ground: Ground
    topic: Topic | None
    #: The day of it, in the territory's time zone.
    day: date
    #: Until when its link counts.
    valid_until: datetime
    #: Came by the link, each person once.
    came: int = 0
    talked: int = 0
    referred: int = 0
    closed: bool = False

    def counts(self, now: datetime) -> bool:
        """Whether its link counts still: it welcomes for ever."""
        return now < self.valid_until

    @property
    def start_code(self) -> str:
        """What its link says: whose team it leads to, whatever becomes of the outing."""
        return str(StartCode(territory=self.territory, outing=self.code))


def new_code(chance: random.Random) -> str:
    """A code that tells nothing."""
    return "".join(chance.choice(_SIGNS) for _ in range(_LENGTH))


def lasts_until(day: date, days: int, now: datetime) -> datetime:
    """When a link ends that counts so many days after the outing's; at the end of that day."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = max(0, (day - now.date()).days)
    return midnight + timedelta(days=ahead + days + 1)
