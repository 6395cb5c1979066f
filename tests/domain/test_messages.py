import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import IMAGES, Kind, Passing, passing, tells_who


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
        assert passing(kind, caption, images_accepted=False) is Passing.HOLD_IMAGE


def test_a_contact_or_a_place_is_asked_about_first() -> None:
    assert passing(Kind.CONTACT, "", images_accepted=True) is Passing.ASK_FIRST
    assert passing(Kind.LOCATION, "", images_accepted=False) is Passing.ASK_FIRST
