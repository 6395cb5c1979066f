"""The wait that people are told next to the one they had: `python -m tools.waiting`.

Made-up towns, five weeks each, minute by minute: people ask, a team that is there in opening
hours takes them in the bot's own order, and each wait is counted as the bot counts it. Whoever
asks while it is open is told what the bot would tell. The last week is looked at. Pure: nothing
is stored or sent, and the same seed gives the same weeks.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.cases import rank
from bot.domain.danger import Danger
from bot.domain.hours import Slot
from bot.domain.waiting import (
    LOOKED_AT,
    RECENT,
    Estimate,
    edge_of,
    estimate,
    hours_around,
    still_holds,
)

_MINUTE = timedelta(minutes=1)
#: The weeks from which the bot has learnt, and the one that is looked at.
_WARM, _WEEK = timedelta(days=28), timedelta(days=7)
#: A Monday; the weeks hold no night on which clocks change.
_BEGINS = datetime(2026, 4, 27, tzinfo=ZoneInfo("Europe/Paris"))
#: How often each level comes, of a hundred.
_LEVELS = {Danger.NONE: 55, Danger.MODERATE: 30, Danger.HIGH: 12, Danger.IMMEDIATE: 3}
#: Conversations that one of the team has at once.
_AT_ONCE = 3
_AFTERNOONS = (Slot(frozenset({0, 1, 2, 3, 4}), time(14), time(19)),)
_EVENINGS = (*_AFTERNOONS, Slot(frozenset({2, 4, 5}), time(20), time(23)))
_WHOLE_DAYS = (Slot(frozenset(range(7)), time(9), time(22)),)

#: How many times as many ask as usual, at a moment.
Load = Callable[[datetime], float]


def _even(_: datetime) -> float:
    return 1.0


def _after_school(now: datetime) -> float:
    return 3.0 if now.hour in {17, 18} else 0.6


def _one_bad_day(now: datetime) -> float:
    """On the Wednesday of the last week, four times as many: something happened."""
    return 4.0 if now.date() == (_BEGINS + _WARM + timedelta(days=2)).date() else 1.0


def _growing(now: datetime) -> float:
    """Twice as many at the end as at the beginning: what was, is no longer."""
    return 1.0 + (now - _BEGINS) / (_WARM + _WEEK)


@dataclass(frozen=True, slots=True)
class Town:
    """A team, and who writes to it."""

    name: str
    #: People who ask in an hour.
    asks: float
    team: int
    load: Load = _even
    hours: Sequence[Slot] = _AFTERNOONS

    def is_open(self, now: datetime) -> bool:
        """Whether the team is there. No hours of these towns go past midnight."""
        clock, day = now.time(), now.weekday()
        return any(day in one.days and one.opens <= clock < one.closes for one in self.hours)


TOWNS = (
    Town("peu de demandes, deux personnes", 0.4, 2),
    Town("demandes régulières, deux personnes", 3.0, 2),
    Town("presque à la limite, deux personnes", 6.0, 2),
    Town("sortie des cours, trois personnes", 5.0, 3, _after_school),
    Town("soirées et samedis, trois personnes", 4.0, 3, _after_school, _EVENINGS),
    Town("grande équipe, tous les jours", 12.0, 6, _even, _WHOLE_DAYS),
    Town("un mercredi quatre fois plus chargé", 3.0, 2, _one_bad_day),
    Town("deux fois plus de demandes en cinq semaines", 2.5, 2, _growing),
    Town("débordée : plus de demandes que de réponses", 8.0, 2),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asked while the team was there, and what they were told."""

    danger: Danger
    told: Estimate | None
    waited: timedelta


@dataclass(slots=True)
class _Waits:
    """What the bot counts: how often a wait of some length was seen, by level, day and hour."""

    seen: dict[tuple[Danger, date, int], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def note(self, asked_at: datetime, danger: Danger, waited: timedelta) -> None:
        self.seen[danger, asked_at.date(), asked_at.hour][edge_of(waited)] += 1

    def told(self, asked_at: datetime, danger: Danger) -> Estimate | None:
        """As `actions/expect_wait.expected`: of the hour, else of any, else nobody knows."""
        since = (asked_at - RECENT).date()
        return estimate(self._since(since, danger, hours_around(asked_at))) or estimate(
            self._since(since, danger, range(24))
        )

    def _since(self, since: date, danger: Danger, hours: Sequence[int]) -> Counter[int]:
        found: Counter[int] = Counter()
        for (level, day, hour), seen in self.seen.items():
            if level is danger and day >= since and hour in hours:
                found.update(seen)
        return found


@dataclass(slots=True)
class _Waiting:
    asked_at: datetime
    danger: Danger
    told: Estimate | None
    is_told: bool


def simulate(town: Town, seed: int) -> list[Asked]:
    """Everybody who was told something of their wait in the last week, with how long it was."""
    chance, waits = random.Random(f"{town.name}/{seed}"), _Waits()
    waiting: list[_Waiting] = []
    busy_until: list[datetime] = []
    found: list[Asked] = []
    now = _BEGINS
    ends = _BEGINS + _WARM + _WEEK
    # Who asks at the end of the last week may wait over the weekend.
    while now < ends or waiting:
        is_open = town.is_open(now)
        if now < ends and chance.random() < _a_minute(town, now, is_open=is_open):
            danger = _drawn(chance)
            told = _told(waits, waiting, now, danger) if is_open else None
            waiting.append(_Waiting(now, danger, told, is_open))
        busy_until = [one for one in busy_until if one > now]
        for one in _taken(waiting, chance, is_open, town.team * _AT_ONCE - len(busy_until)):
            waiting.remove(one)
            busy_until.append(now + timedelta(minutes=chance.lognormvariate(3.2, 0.6)))
            waited = now - one.asked_at
            waits.note(one.asked_at, one.danger, waited)
            if one.is_told and one.asked_at >= ends - _WEEK:
                found.append(Asked(one.danger, one.told, waited))
        now += _MINUTE
    return found


def _told(
    waits: _Waits, waiting: Sequence[_Waiting], now: datetime, danger: Danger
) -> Estimate | None:
    """As `actions/expect_wait.expected`: nothing, on a day that is not like the weeks before."""
    told = waits.told(now, danger)
    first = sorted(waiting, key=lambda one: rank(one.asked_at, one.danger))[:LOOKED_AT]
    now_waits = [now - one.asked_at for one in first if one.is_told and one.danger >= danger]
    return told if told and still_holds(told, now_waits) else None


def _a_minute(town: Town, now: datetime, *, is_open: bool) -> float:
    """How likely it is that somebody asks in this minute; at night few do."""
    return town.asks * town.load(now) / 60 * (1.0 if is_open else 0.15)


def _drawn(chance: random.Random) -> Danger:
    return chance.choices(list(_LEVELS), list(_LEVELS.values()))[0]


def _taken(
    waiting: Sequence[_Waiting], chance: random.Random, is_open: bool, room: int
) -> list[_Waiting]:
    """Whom somebody takes in this minute: in the bot's order; danger also without room.

    Whoever is there looks at an alert some minutes later, at once if it is loud.
    """
    taken: list[_Waiting] = []
    for one in sorted(waiting, key=lambda one: rank(one.asked_at, one.danger)):
        loud = one.danger is Danger.IMMEDIATE
        if not loud and (not is_open or len(taken) >= room):
            break
        if chance.random() < (0.7 if loud else 0.35):
            taken.append(one)
    return taken


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a town: shares of those who were told a number."""

    town: str
    asked: int
    #: Of those who asked: how many were told that nobody knows yet.
    unknown: float
    half: float
    most: float


def row(town: Town, seeds: Sequence[int]) -> Row:
    """A town's weeks, together."""
    found = [one for seed in seeds for one in simulate(town, seed)]
    told = [(one.told, one.waited) for one in found if one.told is not None]
    return Row(
        town.name,
        len(found),
        1 - _share([one.told is not None for one in found]),
        _share([waited <= told.half * _MINUTE for told, waited in told]),
        _share([waited <= told.most * _MINUTE for told, waited in told]),
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 1.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    seeds = range(parser.parse_args().seeds)
    said = ["| équipe | demandes | « on ne sait pas encore » | la moitié | neuf sur dix |"]
    said.append("| --- | ---: | ---: | ---: | ---: |")
    for one in (row(town, seeds) for town in TOWNS):
        shares = (f"{share:.0%}".replace("%", " %") for share in (one.unknown, one.half, one.most))
        said.append(f"| {one.town} | {one.asked} | {' | '.join(shares)} |")
    sys.stdout.write("\n".join(said) + "\n")


if __name__ == "__main__":
    main()
