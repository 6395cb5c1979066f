from hypothesis import given
from hypothesis import strategies as st

from bot.content.typography import typeset


def test_no_line_breaks_before_a_mark_or_after_an_opening_one() -> None:
    assert typeset("« Loutre » : ça va ?") == "«\u00a0Loutre\u00a0»\u00a0: ça va\u00a0?"


def test_addresses_and_times_stay_as_they_are() -> None:
    assert typeset("https://t.me/bot?start=a à 9:30") == "https://t.me/bot?start=a à 9:30"


@given(st.text())
def test_no_character_is_added_or_lost_so_that_formatting_keeps_its_place(text: str) -> None:
    assert len(typeset(text)) == len(text)
