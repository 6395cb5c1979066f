"""When numbers are shown again: never the same for the same reason, always for a new one."""

from datetime import UTC, datetime, timedelta

from bot.actions.moods import Moods
from bot.domain.danger import FOLLOW_UP, Danger, Topic, Verdict
from bot.domain.people import PersonId

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
LEA = PersonId(1)
BY_MODEL = Verdict(Danger.IMMEDIATE, (Topic.MAL_ETRE,), ("model-immediate",))
PILLS = Verdict(Danger.IMMEDIATE, (Topic.MAL_ETRE,), ("suicide-act-now",))
ABUSE = Verdict(Danger.HIGH, (Topic.VIOLENCES,), ("child-abuse",))


def _shown(moods: Moods, verdict: Verdict, minutes: float, message: int) -> bool:
    return moods.shows_now(LEA, verdict, NOW + timedelta(minutes=minutes), message)


def test_the_same_numbers_for_the_same_reason_are_not_repeated_within_minutes() -> None:
    moods = Moods()
    assert _shown(moods, PILLS, 0, 1)
    assert not _shown(moods, PILLS, 2, 2)
    assert _shown(moods, PILLS, 11, 3)


def test_the_same_sentence_once_more_is_no_new_reason() -> None:
    moods = Moods()
    again = Verdict(Danger.IMMEDIATE, (Topic.MAL_ETRE,), (FOLLOW_UP, "suicide-act-now"))
    only_by_what_came_before = Verdict(Danger.IMMEDIATE, (Topic.MAL_ETRE,), (FOLLOW_UP,))
    assert _shown(moods, PILLS, 0, 1)
    assert not _shown(moods, again, 1, 2)
    assert _shown(moods, only_by_what_came_before, 2, 3)


def test_an_alarm_of_the_model_alone_mutes_no_later_one() -> None:
    moods = Moods()
    assert _shown(moods, BY_MODEL, 0, 1)
    assert _shown(moods, PILLS, 2, 2)


def test_another_subject_gets_its_own_numbers_even_at_a_lower_level() -> None:
    moods = Moods()
    assert _shown(moods, PILLS, 0, 1)
    assert _shown(moods, ABUSE, 1, 2)
    assert not _shown(moods, PILLS, 2, 3)
    assert not _shown(moods, ABUSE, 2, 4)


def test_a_message_handled_again_after_its_transaction_was_undone_counts_as_new() -> None:
    moods = Moods()
    assert _shown(moods, PILLS, 0, 1)
    assert _shown(moods, PILLS, 0, 1)


def test_numbers_that_never_arrived_are_shown_again() -> None:
    moods = Moods()
    assert _shown(moods, PILLS, 0, 1)
    moods.numbers_lost(LEA)
    assert _shown(moods, PILLS, 1, 2)


def test_a_clock_that_jumps_back_repeats_rather_than_mutes() -> None:
    moods = Moods()
    assert _shown(moods, PILLS, 0, 1)
    assert _shown(moods, PILLS, -360, 2)


def test_what_was_heard_while_the_clock_was_ahead_is_not_recent_for_hours() -> None:
    moods = Moods()
    moods.note(LEA, PILLS, NOW + timedelta(hours=6), 1)
    assert moods.recent(LEA, NOW) == []
    assert moods.latest(LEA, NOW, timedelta(seconds=15)) == []
