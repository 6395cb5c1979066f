"""Cards found by the words a person wrote, or a worker looks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content.collection import Library
from bot.content.loading import load
from bot.content.searching import EXACT_BELOW, Words, search, tokens
from bot.domain.danger import Danger, Topic
from tests.content.conftest import Write
from tests.content.small_library import TODAY, card


@pytest.fixture
def library(folder: Path, write: Write) -> Library:
    cards = {
        "chantage": ("On me fait chanter", "[chantage, menace, payer, nude]", "high"),
        "circule": ("Mon image circule", "[nude, photo, fuite]", "moderate"),
        "montage": ("Un faux de moi", "[deepfake, nude]", "moderate"),
        "accord": ("L'accord de qui ?", "[consentement]", "none"),
    }
    for name, (title, keywords, danger) in cards.items():
        fields = {"title": title, "keywords": keywords, "danger": danger, "contacts": '["3114"]'}
        write(f"fr/cards/i/{name}.md", card(name, **fields, topic="images-intimes"))
    return load(folder, TODAY)


@pytest.mark.parametrize(
    ("danger", "text", "found"),
    [
        (Danger.HIGH, "il menace d'envoyer mes nudes", "chantage"),
        (Danger.MODERATE, "mes nudes ont fuité", "circule"),
        (Danger.MODERATE, "un DEEPFAKE nude de moi", "montage"),
        (Danger.NONE, "c'est quoi le consentement", "accord"),
        (Danger.IMMEDIATE, "c'est quoi le consentement", "chantage"),
        (Danger.MODERATE, "menace et chantage", "circule"),
    ],
)
def test_the_first_answer_fits_the_danger_then_the_words(
    library: Library, danger: Danger, text: str, found: str
) -> None:
    best = library.best_card(Topic.IMAGES_INTIMES, danger, text)
    assert best
    assert best.id == found


def test_a_search_looks_in_titles_keywords_and_summaries(library: Library) -> None:
    def ids(text: str) -> list[str]:
        return [c.id for c in search(library.cards.values(), text)]

    assert ids("CIRCULE") == ["circule"]
    assert set(ids("nude")) == {"chantage", "circule", "montage"}
    assert ids("rien de tel") == []
    assert ids("") == []


def test_words_lose_their_accents_and_capitals() -> None:
    assert tokens("Élève, ça VA ? l'été") == ("eleve", "ca", "va", "l", "ete")


WORDS = st.text("abé9", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=5), WORDS)
@example(["menacer"], "menace")
@example(["menace"], "menacer")
def test_words_that_differ_at_most_by_an_ending_are_the_same(among: list[str], word: str) -> None:
    assert (word in Words(among)) == any(_same(word, other) for other in among)


def _same(word: str, other: str) -> bool:
    """The rule said slowly, of two words."""
    shorter = min(len(word), len(other))
    if shorter < EXACT_BELOW:
        return word == other
    stem = max(EXACT_BELOW, shorter - 1)
    return word[:stem] == other[:stem]


def test_a_long_message_is_read_once_however_many_keywords_there_are() -> None:
    read: list[str] = []

    def words() -> Iterator[str]:
        for number in range(2000):
            read.append(str(number))
            yield f"mot{number}"

    among = Words(words())
    assert all(f"mot{number}" in among for number in range(2000))
    assert len(read) == 2000
    assert len(among._longest) < 10 * 2000
