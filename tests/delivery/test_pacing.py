"""Never more in a second than Telegram takes, and always a place for danger."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import CHAT_BURST, PLACES, WITHIN, Chats, Window
from bot.domain.people import PersonId

#: Seconds between one message and the next that somebody wants to send.
GAPS = st.lists(st.floats(0, 0.4), min_size=1, max_size=200)
LEA = PersonId(1)


def _moments(gaps: list[float]) -> list[float]:
    now, moments = 100.0, []
    for gap in gaps:
        now += gap
        moments.append(now)
    return moments


@given(GAPS, st.integers(1, PLACES))
def test_no_second_holds_more_messages_than_there_are_places(gaps: list[float], few: int) -> None:
    window, left = Window(), []
    for now in _moments(gaps):
        if not window.wait(now, few):
            window.take(now)
            left.append(now)
    for first in left:
        assert sum(first <= one < first + WITHIN for one in left) <= few


@given(GAPS, st.integers(1, PLACES))
def test_whoever_waits_as_long_as_told_finds_a_place(gaps: list[float], few: int) -> None:
    window = Window()
    for now in _moments(gaps):
        if pause := window.wait(now, few):
            assert 0 < pause <= WITHIN
            # A float's last digit later at the latest.
            assert window.wait(now + pause + 1e-9, few) == 0
        else:
            window.take(now)


@given(GAPS)
def test_what_takes_all_places_but_three_leaves_three_to_danger(gaps: list[float]) -> None:
    window = Window()
    for now in _moments(gaps):
        if not window.wait(now, PLACES - 3):
            window.take(now)
        assert window.wait(now, PLACES) == 0


@given(GAPS)
def test_a_chat_gets_its_burst_and_then_one_a_second(gaps: list[float]) -> None:
    chats, left = Chats(), []
    for now in _moments(gaps):
        if not chats.wait(LEA, now, CHAT_BURST):
            chats.take(LEA, now)
            left.append(now)
    for index, first in enumerate(left):
        for more, last in enumerate(left[index:]):
            assert more + 1 <= CHAT_BURST + (last - first) + 1e-6


def test_one_chat_does_not_slow_another_down() -> None:
    chats = Chats()
    for _ in range(CHAT_BURST):
        chats.take(LEA, 0.0)
    assert chats.wait(LEA, 0.0, CHAT_BURST) == 1.0
    assert chats.wait(PersonId(2), 0.0, CHAT_BURST) == 0.0


def test_chats_that_caught_up_are_forgotten() -> None:
    chats = Chats()
    for number in range(30_000):
        chats.take(PersonId(number), number / 1000)
    assert len(chats._caught_up) <= 10_001


def test_a_chat_that_was_refused_has_had_its_burst() -> None:
    chats = Chats()
    chats.had_all(LEA, 0.0)
    assert chats.wait(LEA, 0.0, CHAT_BURST) == 1.0
    assert chats.wait(LEA, 10.0, CHAT_BURST) == 0.0
