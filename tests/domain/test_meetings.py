"""The reminder of a meeting comes on its day, before it, whatever the clock on the wall does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings import HOURS, moment, remind_at

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.integers(0, 1200), st.sampled_from(HOURS))
def test_it_comes_on_the_day_and_two_hours_before_at_least(days: int, hour: int) -> None:
    at = moment((START + timedelta(days=days)).date(), hour, PARIS)
    reminded = remind_at(at, PARIS)
    assert reminded.astimezone(PARIS).date() == at.date()
    assert at.astimezone(UTC) - reminded.astimezone(UTC) >= timedelta(hours=2)
    assert at.hour == hour
