"""What is told of waiting is what people waited, or that nobody knows."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.waiting import (
    EDGES,
    ENOUGH,
    Estimate,
    edge_of,
    estimate,
    hours_around,
    still_holds,
)

MINUTE = timedelta(minutes=1)
_WAITS = st.timedeltas(timedelta(0), timedelta(days=9))


@given(_WAITS)
def test_a_wait_is_counted_under_the_first_edge_that_it_does_not_pass(waited: timedelta) -> None:
    edge = edge_of(waited)
    assert waited <= edge * MINUTE or edge == EDGES[-1]
    before = EDGES.index(edge) - 1
    assert before < 0 or waited > EDGES[before] * MINUTE


@given(st.lists(_WAITS, min_size=ENOUGH))
def test_half_and_nine_in_ten_really_waited_no_longer_than_is_told(waits: list[timedelta]) -> None:
    told = estimate(Counter(map(edge_of, waits)))
    assert told is not None
    assert told.half <= told.most
    for edge, share in ((told.half, 0.5), (told.most, 0.9)):
        within = sum(one <= edge * MINUTE for one in waits) / len(waits)
        assert within >= share or edge == EDGES[-1]


@given(st.lists(_WAITS, max_size=ENOUGH - 1))
def test_with_too_few_waits_nobody_knows_yet(waits: list[timedelta]) -> None:
    assert estimate(Counter(map(edge_of, waits))) is None


def test_what_is_endless_is_not_told_as_a_number() -> None:
    assert Estimate(EDGES[-1], EDGES[-1]).is_vague
    assert not Estimate(30, 60).is_vague
    assert Estimate(30, 1440).has_long_tail
    assert not Estimate(30, 480).has_long_tail


@given(st.lists(_WAITS, max_size=4), st.sampled_from(EDGES))
def test_what_is_told_holds_while_nobody_waits_longer(waits: list[timedelta], most: int) -> None:
    told = Estimate(1, most)
    assert still_holds(told, waits) is (max(waits, default=timedelta(0)) <= most * MINUTE)


def test_hours_go_round_midnight() -> None:
    assert hours_around(datetime(2026, 11, 26, 0, 30, tzinfo=UTC)) == (23, 0, 1)
    assert hours_around(datetime(2026, 11, 26, 23, 30, tzinfo=UTC)) == (22, 23, 0)


def _served(chance: random.Random, minutes: int, workers: int, every: float) -> list[timedelta]:
    """Waits of those who came in an afternoon, taken in order by whoever is free."""
    free, now, waits = [0.0] * workers, 0.0, []
    while (now := now + chance.expovariate(1 / every)) < minutes:
        free.sort()
        begins = max(now, free[0])
        free[0] = begins + chance.uniform(10, 45)
        waits.append(timedelta(minutes=begins - now))
    return waits


def test_in_a_simulated_week_what_was_told_is_what_happened() -> None:
    """Two workers, somebody every twenty minutes: three weeks to learn from, then one to judge."""
    chance = random.Random(13)
    known = [wait for _ in range(15) for wait in _served(chance, 360, 2, 20)]
    seen = Counter(map(edge_of, known))
    within = {"half": 0, "most": 0}
    asked = 0
    for _ in range(5):
        for wait in _served(chance, 360, 2, 20):
            told = estimate(seen)
            assert told is not None
            asked += 1
            within["half"] += wait <= told.half * MINUTE
            within["most"] += wait <= told.most * MINUTE
            seen[edge_of(wait)] += 1
    assert 0.45 <= within["half"] / asked <= 0.75
    assert within["most"] / asked >= 0.82
