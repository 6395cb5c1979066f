"""Places where people are welcome: what for, and how far away."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: Metres; of a sphere, which is right to half a per cent.
_EARTH = 6_371_000
#: Distances are told in such steps, in metres: more would say where somebody is.
STEP = 100


class Need(StrEnum):
    """What somebody comes for, as it is written in a territory's file."""

    PRINT = "imprimer"
    COMPUTER = "ordinateur"
    TALK = "parler"
    RIGHTS = "droits"
    EAT = "manger"
    SLEEP = "dormir"


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


def metres(one: Point, other: Point) -> float:
    """As the crow flies (haversine)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    arc = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(arc)))


def nearest(here: Point, places: Iterable[tuple[str, Point]]) -> list[tuple[str, int]]:
    """Names with their distance in steps, the nearest first."""
    far = [(name, metres(here, there)) for name, there in places]
    return [(name, round(m / STEP)) for name, m in sorted(far, key=lambda one: (one[1], one[0]))]
