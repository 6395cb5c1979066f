"""Cards found by the words a person wrote, or a worker looks for."""

from pathlib import Path

import pytest

from bot.content.collection import Library
from bot.content.loading import load
from bot.content.searching import search, tokens
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
