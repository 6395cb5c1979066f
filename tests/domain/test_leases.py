"""A case is a lease: no answer, a reminder, and a whole delay later it goes back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.danger import Danger
from bot.domain.leases import Delays, Turn, look

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DELAYS = Delays()
_DANGERS = st.sampled_from(Danger)
_MOMENTS = st.timedeltas(-timedelta(days=3), timedelta(days=3)).map(lambda after: NOW + after)


def test_ten_minutes_in_danger_thirty_otherwise() -> None:
    assert DELAYS.unanswered(Danger.HIGH) == DELAYS.unanswered(Danger.IMMEDIATE) == 10 * MINUTE
    assert DELAYS.unanswered(Danger.NONE) == DELAYS.unanswered(Danger.MODERATE) == 30 * MINUTE


@given(_DANGERS)
def test_whoever_was_answered_is_owed_nothing(danger: Danger) -> None:
    assert look(None, None, danger, DELAYS, NOW).turn is Turn.WAIT


@given(_DANGERS)
def test_a_reminder_comes_after_one_delay_and_the_end_after_another(danger: Danger) -> None:
    delay = DELAYS.unanswered(danger)
    early = look(NOW, None, danger, DELAYS, NOW + delay - MINUTE)
    assert (early.turn, early.again_at) == (Turn.WAIT, NOW + delay)
    assert look(NOW, None, danger, DELAYS, NOW + delay).turn is Turn.NUDGE
    nudged = NOW + delay
    assert look(NOW, nudged, danger, DELAYS, nudged + delay - MINUTE).turn is Turn.WAIT
    assert look(NOW, nudged, danger, DELAYS, nudged + delay).turn is Turn.GIVE_BACK


@given(_MOMENTS, st.none() | _MOMENTS, _DANGERS)
def test_the_next_look_is_to_come_and_never_further_than_a_delay(
    owed: datetime, nudged: datetime | None, danger: Danger
) -> None:
    judged = look(owed, nudged, danger, DELAYS, NOW)
    assert NOW < judged.again_at <= NOW + DELAYS.unanswered(danger)


@given(_DANGERS, st.lists(st.timedeltas(timedelta(0), timedelta(hours=30)), min_size=1))
def test_nobody_loses_a_case_without_a_reminder_a_whole_delay_before(
    danger: Danger, late: list[timedelta]
) -> None:
    """However late the bot looks: it was down, its clock jumped ahead."""
    delay, nudged, now = DELAYS.unanswered(danger), None, NOW
    for lateness in late:
        judged = look(NOW, nudged, danger, DELAYS, now)
        if judged.turn is Turn.NUDGE:
            nudged = now
        if judged.turn is Turn.GIVE_BACK:
            assert nudged is not None
            assert now - nudged >= delay
            return
        now = judged.again_at + lateness
