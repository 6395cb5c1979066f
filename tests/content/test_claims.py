"""Checked rumours are found whatever the typing; three questions for each sort of thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.claims import checked_rumours, search_buttons
from bot.content.collection import Library
from bot.content.loading import load
from bot.content.verifying import signs_in_text
from bot.domain.claims import known_claims, words_of_claim
from bot.domain.things import Thing, thing_of_text
from tests.content.small_library import SHIPPED, SHIPPED_ON

LIBRARY = load(SHIPPED, SHIPPED_ON)
#: A screen of the bot under 900 characters leaves this for the questions.
ROOM = 760


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


@pytest.mark.parametrize(
    ("text", "rumour"),
    [
        ("URGENT une camionete blanche enleve des enfant, partagez", "camionnette-blanche"),
        ("yavait un requin sur lautoroute inondé a houston mdr", "requin-autoroute"),
        ("c vrai le pape francois en doudoune blanche ??", "pape-doudoune"),
        ("Coup d'etat en France, Macron renversé par un colonel", "coup-detat-france"),
        ("la rentre scolaire decalé au 18 septembre", "rentree-decalee"),
        ("mbappe recomande une aplication pour gagner de l argent", "mbappe-gims-appli"),
    ],
)  # fmt: skip
def test_a_checked_rumour_is_found_with_typing_errors(
    library: Library, text: str, rumour: str
) -> None:
    assert checked_rumours(library.rumours.values(), text)[0].id == rumour


@pytest.mark.parametrize(
    "text",
    [
        "Viens vite on mange à 19h",
        "j'ai vu une camionnette",
        "la rentrée est le 1er septembre",
        "un requin",
        "",
        "🦈" * 50,
    ],
)
def test_what_only_resembles_a_rumour_is_not_one(library: Library, text: str) -> None:
    assert checked_rumours(library.rumours.values(), text) == []


def test_a_number_must_be_the_same() -> None:
    assert known_claims("rentrée décalée au 28 septembre", ["rentrée décalée 18 septembre"]) == []


@given(st.text(max_size=2_000))
def test_any_text_can_be_compared(text: str) -> None:
    rumours = LIBRARY.rumours.values()
    assert len(checked_rumours(rumours, text)) <= 2
    for button in search_buttons(LIBRARY.verify, text):
        assert button.url.isascii()
        assert " " not in button.url
    assert all(word == word.lower() for word in words_of_claim(text))


def test_a_dinner_is_no_suspicious_message(library: Library) -> None:
    assert signs_in_text(library.verify, "Viens vite on mange à 19h") == []


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("https://vm.tiktok.com/ZMabc regarde", Thing.POST),
        ("https://x.com/a/status/1", Thing.POST),
        ("https://youtu.be/abc", Thing.POST),
        ("https://colis-suivi.top/payer", Thing.LINK),
        ("https://nottiktok.com/a", Thing.LINK),
        ("Ce thé guérit le cancer en une semaine", Thing.HEALTH),
        ("Il a dit « les jeunes ne servent à rien »", Thing.QUOTATION),
        ("90 % des élèves trichent", Thing.NUMBER),
        ("Le collège ferme demain", Thing.MESSAGE),
    ],
)
def test_the_shape_tells_what_sort_of_thing_it_is(
    library: Library, text: str, thing: Thing
) -> None:
    lists = library.verify.link_lists
    assert thing_of_text(text, lists["posts"], lists["health"]) is thing


def test_every_sort_of_thing_has_three_questions_that_fit_a_screen(library: Library) -> None:
    assert set(library.verify.things) == set(Thing)
    for looked in library.verify.things.values():
        parts = [looked.title, looked.limit or ""]
        parts += [f"{q.text} {q.why}" for q in looked.questions]
        assert len("\n".join(parts)) <= ROOM, looked.title


def test_nothing_is_called_true_or_safe_before_anybody_answered(library: Library) -> None:
    first = library.verify.level(0)
    assert "inquiétant" not in first.title
    assert "rien vérifié" in first.text


def test_a_search_holds_the_words_of_the_claim_and_nothing_else(library: Library) -> None:
    buttons = search_buttons(library.verify, "Le pape François en doudoune ?!")
    assert len(buttons) == 3
    assert all("pape+francois+doudoune" in button.url for button in buttons)
    assert search_buttons(library.verify, "?!") == ()
