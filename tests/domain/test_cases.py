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
