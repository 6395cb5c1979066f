"""How it stands at the desk at one moment: who waits, without names, and who answers."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.danger import Danger


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody waits: how urgent it sounds, and since how long."""

    danger: Danger
    since: timedelta


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who waits where a member works, and who answers."""

    #: The first ones, most urgent first.
    first: tuple[Waits, ...]
    total: int
    #: There are more than are counted.
    many: bool
    #: Nobody waits where the member works: these wait elsewhere.
    elsewhere: bool
    #: Members for whom new requests ring.
    available: int
    #: Conversations that somebody has, where the member works.
    under_way: int
