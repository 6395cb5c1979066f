"""How the service is doing, as counts and durations: what whoever watches it needs, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.danger import Danger


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the database says; nobody's pseudonym, case or territory is in it."""

    #: How many wait at each level, and how long the longest of them has.
    waiting: Mapping[Danger, int]
    longest: Mapping[Danger, timedelta]
    #: Members who take requests now.
    on_shift: int
    #: What is to be sent, by the name of its lane.
    pending: Mapping[str, int]
    #: For how long the oldest of it could have left.
    lag: timedelta
    #: What was given up within an hour.
    dead: int
