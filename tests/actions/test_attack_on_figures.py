"""No count of 1 to 4 is told by all that can be published, nor known to be at most 2."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.disclosure import PACKET, run_of
from bot.domain.figures import FAMILIES, SHARED, Measure
from tests.actions.attack import (
    DAYS,
    Attack,
    Happened,
    Year,
    as_in_the_demo,
    by_chance,
    families,
    lived,
    small_cells,
)

#: Counts of each family that are attacked in one year; more: ``python -m tests.actions.attack``.
_CELLS, _DAYS = 4, 2


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("happened", "monthly"),
    [(by_chance(3, 1), False), (by_chance(14, 3), True), (as_in_the_demo(), False)],
    ids=["3 a week", "14 a week, by month", "the demo"],
)
async def test_no_count_of_one_to_four_is_told_by_all_that_is_ever_published(
    tmp_path: Path, happened: Iterator[Happened], *, monthly: bool
) -> None:
    year = await lived(tmp_path, happened, monthly=monthly)
    _adds_up(year)
    chance, tried = random.Random(1), 0
    assert {Measure.REQUEST, Measure.TRIAGE_VERDICT} <= {*families(year)}
    for family in families(year):
        attack = Attack(year, family)
        small = small_cells(year, attack.measures)
        for cell in chance.sample(small, min(_CELLS, len(small))):
            tried += 1
            low, high = attack.of_cell(cell)
            assert low <= year.true[cell] <= high, "the attack knows the truth to be possible"
            assert high - low >= 4, (cell, low, high)
            assert high > 2, (cell, low, high)
            if (figure := year.figure(cell)).size == PACKET:
                assert (low, high) == (figure.low, figure.high), cell
        for _ in range(_DAYS):
            _no_days_tell(year, attack, family, chance)
    assert tried >= 2 * _CELLS


def _no_days_tell(year: Year, attack: Attack, family: Measure, chance: random.Random) -> None:
    first = chance.randrange(360)
    last = min(first + chance.choice((0, 6)), 364)
    true = sum(year.of_day.get((family, day), 0) for day in DAYS[first : last + 1])
    low, high = attack.of_days(first, last)
    assert low <= true <= high
    if 1 <= true <= 4:
        assert high - low >= 4
        assert high > 2


def _adds_up(year: Year) -> None:
    """Every table of a part has the same total as its family has in the days of it."""
    for part in year.parts:
        run = run_of(part)
        sums: Counter[Measure] = Counter()
        for measure, labels in year.told[part].items():
            sums[measure] = sum(one.about for one in labels.values() if one.size == PACKET)
        for measure in SHARED:
            family = FAMILIES.get(measure, measure)
            before = year.told_until.get(run.after, {}).get(family, 0)
            assert sums[measure] == year.told_until[run.until][family] - before, (measure, part)
