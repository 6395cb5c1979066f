"""Who practises with a drill, and how far they are: in memory only."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import PersonId

#: Whoever practises at the same time, at most: the oldest is forgotten.
MOST = 200


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How far somebody is in a drill."""

    drill: str
    rung_at: datetime
    taken_at: datetime
    answered_at: datetime | None = None
    #: Answers given so far, and the update with the last one: handled again, it is one.
    turn: int = 0
    update: int = 0


class Rehearsals:
    """Who practises, in memory only."""

    def __init__(self) -> None:
        """Nobody does."""
        self._by_member: OrderedDict[PersonId, Rehearsal] = OrderedDict()

    def get(self, member: PersonId) -> Rehearsal | None:
        """Where somebody is."""
        return self._by_member.get(member)

    def put(self, member: PersonId, rehearsal: Rehearsal) -> None:
        """They have come so far."""
        self._by_member[member] = rehearsal
        self._by_member.move_to_end(member)
        while len(self._by_member) > MOST:
            self._by_member.popitem(last=False)
