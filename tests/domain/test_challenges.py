"""When the messages of a challenge come."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.challenges import next_slot, too_late

PARIS = ZoneInfo("Europe/Paris")


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(6, 21))  # noqa: DTZ001
def test_the_next_message_comes_within_a_day_at_the_hour_chosen(
    moment: datetime, hour: int
) -> None:
    now = moment.replace(tzinfo=UTC)
    slot = next_slot(now, hour, PARIS)
    assert slot.astimezone(PARIS).hour == hour
    assert 0 < (slot - now).total_seconds() <= 25 * 3600


def test_the_hour_stays_the_same_when_clocks_change() -> None:
    saturday = datetime(2026, 10, 24, 17, 0, tzinfo=PARIS)
    sunday = next_slot(saturday, 17, PARIS)
    assert sunday.astimezone(UTC).hour == 16
    assert saturday.astimezone(UTC).hour == 15


def test_a_message_that_is_hours_late_waits_for_the_next_day() -> None:
    due = datetime(2026, 11, 24, 17, 0, tzinfo=PARIS)
    assert not too_late(due, due.replace(hour=18))
    assert too_late(due, due.replace(hour=22))
