"""A follow-up is asked at a decent hour, on time, whatever the clock on the wall does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.follow_up import AFTER_HOURS, follow_up_at

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 1, 1, tzinfo=UTC)


@given(
    st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.sampled_from(AFTER_HOURS),
)
def test_it_comes_by_day_and_at_most_a_night_late(now: datetime, hours: int) -> None:
    at = follow_up_at(now, hours, PARIS)
    wanted = now + timedelta(hours=hours)
    assert 10 <= at.hour + at.minute / 60 <= 19.5 + 1 / 60
    assert -timedelta(seconds=1) <= at - wanted <= timedelta(hours=16)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-27T15:20", "2026-11-28T15:20"),
        ("2026-11-27T23:50", "2026-11-29T10:00"),
        ("2026-11-27T03:00", "2026-11-28T10:00"),
        # The night on which clocks go back.
        ("2026-10-24T15:00", "2026-10-25T14:00"),
    ],
)
def test_the_hour_is_the_one_on_the_wall(asked: str, due: str) -> None:
    now, then = (datetime.fromisoformat(one).replace(tzinfo=PARIS) for one in (asked, due))
    assert follow_up_at(now.astimezone(UTC), 24, PARIS) == then
