from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions import OPEN_FOR, Fate, Quoted, fate

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(days=-2), timedelta(days=2)).map(lambda ago: NOW - ago)
FRESH = st.timedeltas(timedelta(0), OPEN_FOR).map(lambda ago: NOW - ago)
QUOTED = st.sampled_from(Quoted)


@given(st.none() | MOMENTS, QUOTED)
def test_with_an_open_case_only_a_reply_to_the_question_answers_it(
    asked_at: datetime | None, quoted: Quoted
) -> None:
    if fate(asked_at, NOW, quoted, has_open_case=True) is Fate.ANSWERED:
        assert quoted is Quoted.THE_QUESTION


@given(MOMENTS, QUOTED, st.booleans())
def test_a_question_is_short_lived_whichever_way_the_clock_jumped(
    asked_at: datetime, quoted: Quoted, has_open_case: bool
) -> None:
    if fate(asked_at, NOW, quoted, has_open_case=has_open_case) is Fate.ANSWERED:
        assert timedelta(minutes=-10) <= NOW - asked_at <= timedelta(minutes=10)


@given(QUOTED, st.booleans())
def test_what_was_asked_at_no_known_moment_is_over(quoted: Quoted, has_open_case: bool) -> None:
    assert fate(None, NOW, quoted, has_open_case=has_open_case) is Fate.LAPSED


@given(FRESH, st.booleans())
def test_a_reply_to_a_fresh_question_answers_it(asked_at: datetime, has_open_case: bool) -> None:
    quoted = Quoted.THE_QUESTION
    assert fate(asked_at, NOW, quoted, has_open_case=has_open_case) is Fate.ANSWERED


@given(FRESH)
def test_the_next_message_of_somebody_without_a_case_answers_unless_it_answers_another(
    asked_at: datetime,
) -> None:
    fates = [fate(asked_at, NOW, quoted, has_open_case=False) for quoted in Quoted]
    assert fates == [Fate.ANSWERED, Fate.ANSWERED, Fate.LAPSED]
