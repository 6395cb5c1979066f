import time
from itertools import takewhile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.messages import _EMAIL, IMAGES, Kind, Passing, passing, tells_who


@pytest.mark.parametrize(
    "text",
    [
        "mon num c 06 39 98 12 34",
        "0639981234",
        "appelle moi au +33 6 39 98 12 34",
        "06.39.98.12.34 stp",
        "ecris a lea.martin@example.org",
        "j'habite 12 rue des Lilas",
        "je m'appelle Léa Martin",
    ],
)
def test_a_text_that_tells_who_somebody_is_is_noticed(text: str) -> None:
    assert tells_who(text)


@pytest.mark.parametrize(
    "text",
    [
        "il m'a frappé 3 fois",
        "appelle le 3018 ou le 119",
        "je m'appelle reviens mdr",
        "c'était le 12 11 2026 à 22h30",
        "il me demande 1500 euros avant 20h",
        "",
    ],
)
def test_ordinary_texts_are_not_taken_for_personal_details(text: str) -> None:
    assert not tells_who(text)


@given(st.text())
def test_images_never_pass_before_they_are_accepted(caption: str) -> None:
    for kind in IMAGES:
        assert passing(kind, tells=tells_who(caption), images_accepted=False) is Passing.HOLD_IMAGE


def test_a_contact_or_a_place_is_asked_about_first() -> None:
    assert passing(Kind.CONTACT, tells=False, images_accepted=True) is Passing.ASK_FIRST
    assert passing(Kind.LOCATION, tells=False, images_accepted=False) is Passing.ASK_FIRST


DETAILS = ["0639981234", "lea.martin@example.org", "12 rue des Lilas", "je m'appelle Léa Martin"]
#: What people and programs repeat; with each, some way of looking took the square of the length.
NASTY = [
    "a", "0", "a.b-", "0 ", "a@", "a@a", "a@.", "@a.", "a@a.-", "+1 ", "+1.", "00", "1 bis, ",
    "12 ", "1 rue ", "1\n", "je m'appelle ", "je m'appelle A", "je m'appelle A-", "A ", "A'",
    "moi c'est ", "mon nom est\n", "\n", " ", "é.", "😭",
]  # fmt: skip


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("around", NASTY)
def test_personal_details_are_found_wherever_they_stand_in_a_long_text(
    detail: str, around: str
) -> None:
    filling = around * (2000 // len(around))
    assert tells_who(f"{filling} ; {detail} ; {filling}")


#: Letter by letter through as much takes a hundredth of it; the square of it takes minutes.
MUCH, SECONDS = 300_000, 10.0


@pytest.mark.parametrize("end", ["", "!", " é"])
@pytest.mark.parametrize("repeated", NASTY)
def test_the_time_it_takes_grows_with_the_length_and_no_faster(repeated: str, end: str) -> None:
    text = repeated * (MUCH // len(repeated)) + end
    begun = time.process_time()
    tells_who(text)
    assert time.process_time() - begun < SECONDS


@given(st.lists(st.sampled_from([*NASTY, ".", "-", "@", "2", "x", "_"]), max_size=30).map("".join))
@example("a@b.c")
@example("é@b-.-é")
@example("a@b..c@d-.e")
@settings(max_examples=500)
def test_an_address_is_known_by_what_stands_around_its_at_sign(text: str) -> None:
    """The rule said slowly: a letter before, a name behind, a dot, and a letter some time after."""
    assert (_EMAIL.search(text) is not None) == any(
        _is_address(text, at) for at, letter in enumerate(text) if letter == "@"
    )


def _is_address(text: str, at: int) -> bool:
    if at == 0 or not (_in_word(text[at - 1]) or text[at - 1] in ".+-"):
        return False
    name = "".join(takewhile(lambda letter: _in_word(letter) or letter == "-", text[at + 1 :]))
    rest = text[at + 1 + len(name) :]
    ending = "".join(takewhile(lambda letter: _in_word(letter) or letter in ".-", rest[1:]))
    return bool(name) and rest.startswith(".") and any(map(_in_word, ending))


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
