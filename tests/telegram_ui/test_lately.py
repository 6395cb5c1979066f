"""The last words of a chat are context for a while, in memory only."""

import pytest

from bot.telegram_ui.lately import Lately


class Hands:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def lately(clock: Hands) -> Lately:
    return Lately(clock)


def test_only_the_last_few_are_kept_and_for_half_an_hour(lately: Lately, clock: Hands) -> None:
    for number in range(1, 8):
        lately.note(7, number, f"ligne {number}", calm=True)
    assert lately.before(7, 9).texts == ("ligne 4", "ligne 5", "ligne 6", "ligne 7")
    clock.now = 31 * 60
    assert lately.before(7, 9).texts == ()


def test_an_edit_stands_where_it_stood_and_its_old_words_are_gone(lately: Lately) -> None:
    for number in (1, 2, 3):
        lately.note(7, number, f"ligne {number}", calm=True)
    lately.note(7, 2, "autrement", calm=True)
    assert lately.before(7, 2).texts == ("ligne 1",)
    assert lately.before(7, 4).texts == ("ligne 1", "autrement", "ligne 3")


def test_chats_do_not_hear_each_other_and_are_forgotten(lately: Lately) -> None:
    lately.note(7, 1, "la mienne", calm=True)
    lately.note(8, 1, "la sienne", calm=True)
    lately.forget(7)
    assert lately.before(7, 2).texts == ()
    assert lately.before(8, 2).texts == ("la sienne",)


def test_what_is_remembered_is_bounded(lately: Lately) -> None:
    for chat in range(2_100):
        lately.note(chat, 1, "x" * 5_000, calm=True)
    assert lately.before(0, 2).texts == ()
    assert lately.before(2_099, 2).texts == ("x" * 500,)


def test_one_that_sounded_like_something_is_known(lately: Lately) -> None:
    lately.note(7, 1, "rien", calm=True)
    assert lately.before(7, 3).calm
    lately.note(7, 2, "quelque chose", calm=False)
    assert not lately.before(7, 3).calm
    assert lately.before(7, 2).calm
