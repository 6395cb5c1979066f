"""A territory: who runs the bot there, when people answer, what is nearby."""

import re
from datetime import date, time, timedelta
from typing import Annotated

from pydantic import Field

from bot.content.kinds.base import Id, Label, Model, Text, Url
from bot.content.kinds.contact import Timed
from bot.domain.alerts import Around
from bot.domain.leases import Delays
from bot.domain.places import Need, Point
from bot.domain.retention import Retention

#: A slug travels in buttons and in start codes, beside other things.
SLUG_LIMIT = 40
#: Ranges that the French regulator keeps for works of fiction, as in the example territory.
FICTION = re.compile(r"^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98)( \d\d){2}$")


class Structure(Model):
    """The authority or association that answers."""

    name: Text
    kind: Text
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    phone: str | None = None
    url: Url | None = None
    #: Of its posters; white letters stand on it.
    colour: str = Field(default="#1d4f7c", pattern=r"^#[0-9a-f]{6}$")


class Place(Timed):
    """A place where people are welcome."""

    name: Label
    kind: Text
    address: Text
    phone: str | None = None
    url: Url | None = None
    for_whom: Text
    note: str | None = None
    #: What somebody can come for.
    needs: tuple[Need, ...] = ()
    #: Somebody in a wheelchair gets in alone; None: nobody looked.
    step_free: bool | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)

    @property
    def point(self) -> Point | None:
        """Where it is on the map, if that is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


class Partner(Model):
    """Who a case can be passed on to."""

    id: Id
    name: Label
    kind: Text
    for_whom: Text
    phone: str | None = None
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


class Event(Model):
    """Something that happens once."""

    title: Label
    date: date
    starts: time | None = None
    ends: time | None = None
    place: Text
    text: Text


class Waiting(Model):
    """How many minutes things may take before the bot does something about it."""

    repeat: int = Field(default=2, ge=1, le=60)
    danger: int = Field(default=10, ge=1, le=240)
    calm: int = Field(default=30, ge=1, le=1440)

    @property
    def delays(self) -> Delays:
        """The same for the rules of the domain."""
        return Delays(*(timedelta(minutes=n) for n in (self.repeat, self.danger, self.calm)))


class Keeping(Model):
    """For how many days what is over is kept."""

    #: Requests, after they were closed; three days at least: that long messages can be deleted.
    requests: int = Field(default=90, ge=3, le=3650)
    #: Contacts, after they were last heard of.
    contacts: int = Field(default=365, ge=3, le=3650)


class Territory(Timed):
    """One file per territory; ``slug`` is its file name."""

    slug: Annotated[Id, Field(max_length=SLUG_LIMIT)]
    #: The file, relative to the content folder; set by the loader.
    file: str = ""
    #: Invented: shown as such, and only numbers kept for fiction are allowed in it.
    example: bool = False
    #: Whose are those who never said where they ask from.
    default: bool = False
    name: Label
    structure: Structure
    team: Text
    #: Territories whose teams are asked when this one does not answer.
    neighbours: tuple[Id, ...] = ()
    #: What somebody may choose from to say where they live; never kept, only the territory is.
    towns: tuple[Label, ...] = ()
    waiting: Waiting = Waiting()
    keep: Keeping = Keeping()
    #: Years whose breakdowns are told by month; each is decided before it begins.
    monthly_breakdowns: tuple[Annotated[int, Field(ge=2025, le=2100)], ...] = ()
    places: tuple[Place, ...] = ()
    partners: tuple[Partner, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def around(self) -> Around:
        """The same for the rules of the domain: this one and those next to it."""
        return Around(self.slug, frozenset(self.neighbours) - {self.slug})

    @property
    def kept(self) -> Retention:
        """The same for the rules of the domain."""
        days = (self.keep.requests, self.keep.contacts)
        return Retention(*(timedelta(days=number) for number in days))
