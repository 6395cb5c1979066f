"""How long somebody will wait, as people in their place have waited lately; or nobody knows yet.

Waits are counted by how long they were at most, apart from people: what is told is an edge of
these stretches, so that it errs on the long side.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

#: In minutes: a wait is counted under the first edge that it does not pass.
EDGES = (1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1080, 1440, 2880)
#: Fewer waits than that tell nothing of nine out of ten, and might tell of somebody.
ENOUGH = 10
#: How far back figures tell something of today.
RECENT = timedelta(days=28)
_MINUTE = timedelta(minutes=1)
#: Whoever waits longer, in minutes, is mostly answered on another day.
_SAME_DAY = 480


def edge_of(waited: timedelta) -> int:
    """Under which edge a wait is counted; the last one holds all that is longer."""
    minutes = max(0, -(-waited // _MINUTE))
    return EDGES[min(bisect_left(EDGES, minutes), len(EDGES) - 1)]


@dataclass(frozen=True, slots=True)
class Estimate:
    """In how many minutes at most half were answered, and nine out of ten."""

    half: int
    most: int
    #: It tells of this hour of the day, not of any.
    hourly: bool = True

    @property
    def is_vague(self) -> bool:
        """Whether even half took so long that nobody knows how long."""
        return self.half >= EDGES[-1]

    @property
    def has_long_tail(self) -> bool:
        """Whether some waited for another day: nine out of ten is no number to go by."""
        return self.most > _SAME_DAY


#: So many of those who are served next are looked at.
LOOKED_AT = 20


def still_holds(told: Estimate, waiting: Iterable[timedelta]) -> bool:
    """Whether today is like the weeks that an estimate is of.

    ``waiting``: how long those wait now who are served next and asked while the team was there.
    Once one of them waits longer than nine out of ten did, nobody knows how long it takes.
    """
    return all(one <= told.most * _MINUTE for one in waiting)


def estimate(seen: Mapping[int, int]) -> Estimate | None:
    """What waits tell, given how often each edge was seen; None if they are too few."""
    total = sum(seen.values())
    if total < ENOUGH:
        return None
    return Estimate(_quantile(seen, total, 5), _quantile(seen, total, 9))


def _quantile(seen: Mapping[int, int], total: int, tenths: int) -> int:
    """The first edge within which so many tenths of all waits were over."""
    so_far = 0
    for edge in sorted(seen):
        so_far += seen[edge]
        if 10 * so_far >= tenths * total:
            return edge
    return EDGES[-1]


def hours_around(asked_at: datetime) -> tuple[int, int, int]:
    """This hour of the day and those beside it, in the time zone of ``asked_at``."""
    hour = asked_at.hour
    return (hour - 1) % 24, hour, (hour + 1) % 24
