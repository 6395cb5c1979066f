from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import rank
from bot.domain.danger import Danger

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
SAME_WEEK = st.timedeltas(timedelta(0), timedelta(days=7))


@given(SAME_WEEK)
def test_somebody_in_immediate_danger_goes_before_everybody_of_the_week(waited: timedelta) -> None:
    newcomer = rank(NOW, Danger.IMMEDIATE)
    assert all(newcomer < rank(NOW - waited, level) for level in list(Danger)[:3])


def test_nobody_starves_behind_newer_requests_that_sound_worse() -> None:
    assert rank(NOW - timedelta(hours=25), Danger.NONE) < rank(NOW, Danger.HIGH)


@given(st.sampled_from(Danger), SAME_WEEK)
def test_at_equal_danger_the_longest_wait_goes_first(level: Danger, waited: timedelta) -> None:
    assert rank(NOW - waited, level) <= rank(NOW, level)


@given(st.sampled_from((Danger.HIGH, Danger.IMMEDIATE)), SAME_WEEK)
def test_a_dangerous_case_that_came_back_is_the_first_of_its_level(
    level: Danger, waited: timedelta
) -> None:
    back = rank(NOW, level, returned=True)
    assert back <= rank(NOW - waited, level)
    assert back > rank(NOW, Danger.IMMEDIATE) or level is Danger.IMMEDIATE


@given(st.sampled_from(Danger), st.sampled_from(Danger), st.booleans(), st.booleans())
def test_whoever_has_waited_long_enough_goes_before_any_newcomer(
    mine: Danger, theirs: Danger, back: bool, model: bool
) -> None:
    long_ago = NOW - timedelta(days=400)
    why = ("model-danger",) if model else ()
    assert rank(long_ago, mine, why) < rank(NOW, theirs, returned=back)


def test_a_calm_case_that_came_back_has_the_place_it_had() -> None:
    assert rank(NOW, Danger.NONE, returned=True) == rank(NOW, Danger.NONE)
