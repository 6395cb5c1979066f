"""Whom an alert goes to, and how it climbs until somebody takes the request.

One step after the other, each with all that came before: the territory's team, its neighbours,
coordinators, at last everybody. Nobody is left thinking that somebody was called when nobody was.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from bot.domain.danger import Danger
from bot.domain.leases import Delays
from bot.domain.people import PersonId, Role

#: Cases at once, unless a member says otherwise; and the most they may say.
DEFAULT_CAPACITY, MOST_CAPACITY = 3, 20


class Step(IntEnum):
    """How far an alert has climbed; rows hold the number."""

    TEAM = 0
    NEIGHBOURS = 1
    COORDINATORS = 2
    #: In danger those who pause; otherwise those who have as many cases as they can bear.
    EVERYBODY = 3


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the team, as far as alerts are concerned."""

    id: PersonId
    role: Role
    available: bool
    #: They did not block the bot.
    reachable: bool = True
    #: Cases they have, and how many at once before others are asked first.
    load: int = 0
    capacity: int = DEFAULT_CAPACITY
    #: Where they work; empty: everywhere.
    territories: frozenset[str] = frozenset()

    @property
    def has_room(self) -> bool:
        """Whether they can take one more."""
        return self.load < self.capacity

    def works_in(self, territories: Collection[str]) -> bool:
        """Whether they answer for one of these territories."""
        return not self.territories or not self.territories.isdisjoint(territories)


@dataclass(frozen=True, slots=True)
class Around:
    """The territory of a case, and those next to it."""

    home: str
    neighbours: frozenset[str] = frozenset()

    @property
    def near(self) -> frozenset[str]:
        """All of these."""
        return self.neighbours | {self.home}


def circle(
    team: Collection[Colleague], step: Step, around: Around, danger: Danger
) -> list[PersonId]:
    """Everybody who is called at a step, those of the earlier ones included."""
    return [one.id for one in team if one.reachable and _first_step(one, around, danger) <= step]


def _first_step(one: Colleague, around: Around, danger: Danger) -> int:
    """The step at which somebody is called first; beyond the last one: never."""
    coordinates = one.role is Role.COORDINATOR
    grave = danger >= Danger.HIGH
    answers = one.available and (one.has_room or grave)
    if one.works_in({around.home}) and (answers or (coordinates and danger is Danger.IMMEDIATE)):
        return Step.TEAM
    if answers and one.works_in(around.neighbours):
        return Step.NEIGHBOURS
    if coordinates:
        return Step.COORDINATORS
    if grave or (one.available and one.works_in(around.near)):
        return Step.EVERYBODY
    return Step.EVERYBODY + 1


def reach(
    team: Collection[Colleague], at_least: Step, around: Around, danger: Danger
) -> tuple[Step, list[PersonId]] | None:
    """The first step, from one on, at which there is somebody to call; None: nobody at all."""
    for step in Step:
        called = circle(team, step, around, danger)
        if step >= at_least and called:
            return step, called
    return None


def climbed(team: Collection[Colleague], step: Step, around: Around, danger: Danger) -> Step | None:
    """The next step at which somebody more is called; None: there is nobody more."""
    before = set(circle(team, step, around, danger))
    higher = (
        s for s in Step if s > step and not before.issuperset(circle(team, s, around, danger))
    )
    return next(higher, None)


#: Once everybody was called, how much more rarely somebody new is looked for.
_RARELY = 2


def next_look(danger: Danger, delays: Delays, *, more_to_call: bool) -> timedelta:
    """When an alert is looked at again; an immediate danger is repeated until it is taken."""
    if danger is Danger.IMMEDIATE:
        return delays.repeat
    pause = delays.unanswered(danger)
    return pause if more_to_call else pause * _RARELY
