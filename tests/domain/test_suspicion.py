"""What can be noticed in a text, a link or a forward without any network."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.suspicion import (
    FORWARD_RULES,
    LINK_RULES,
    TEXT_RULES,
    Forward,
    has_words,
    links,
    plain,
    split,
)

LISTS = {
    "shorteners": ["bit.ly"],
    "unusual_endings": ["xyz", "top"],
    "official_endings": ["gouv.fr"],
    "download_endings": ["apk"],
    "brands": ["ameli", "impots", "netflix"],
}


def rules_of(url: str) -> set[str]:
    parts = split(url)
    assert parts
    return {name for name, rule in LINK_RULES.items() if rule(parts, LISTS)} - {"https"}


@pytest.mark.parametrize(
    ("url", "rules"),
    [
        ("https://www.ameli.fr/compte", set()),
        ("https://www.impots.gouv.fr", {"official_ending"}),
        ("http://example.org", {"not_https"}),
        ("https://bit.ly/3xYz", {"shortened"}),
        ("https://ameli.fr.connexion.xyz", {"brand_in_subdomain", "unusual_ending"}),
        ("https://netflix-facture.com", {"brand_in_subdomain"}),
        ("https://mon-colis-a-payer.com", {"many_hyphens"}),
        ("https://192.0.2.7/a", {"ip_address"}),
        ("https://ameli.fr@example.org", {"at_sign"}),
        ("https://аmeli.fr", {"lookalike_letters"}),
        ("https://example.org/jeu.APK", {"download"}),
        ("https://example.org/" + "a" * 120, {"very_long"}),
        ("https://gouv.fr.example.org", set()),
    ],
)
def test_an_address_shows(url: str, rules: set[str]) -> None:
    assert rules_of(url) == rules


@pytest.mark.parametrize("text", ["", "bonjour", "http://[", "https://"])
def test_what_is_not_an_address_has_no_parts(text: str) -> None:
    assert split(text) is None or split(text).hostname  # type: ignore[union-attr]


def test_addresses_are_found_in_a_text() -> None:
    assert links("Regarde (https://example.org/a), et www.example.com !") == [
        "https://example.org/a",
        "www.example.com",
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Le 18 août 2025, tout va bien.", set()),
        ("PARTAGEZ À TOUS VOS AMIS, depuis le 3/4/2026", {"many_capitals"}),
        ("Attention !!! En 2024", {"many_exclamation_marks"}),
        ("Ce soir près de l'école", {"no_date"}),
        ("", {"no_date"}),
    ],
)
def test_a_text_shows(text: str, rules: set[str]) -> None:
    assert {name for name, rule in TEXT_RULES.items() if rule(text)} == rules


def test_words_are_found_whole_without_accents_nor_capitals() -> None:
    assert has_words("Faites TOURNER, c’est révoltant", ["faites tourner"])
    assert has_words("C’est RÉVOLTANT !", ["revoltant"])
    assert has_words("avant qu’il soit trop tard", ["avant qu'il soit trop tard"])
    assert not has_words("un devoir rapide", ["vite", "rap"])


def test_a_forward_shows_where_it_comes_from() -> None:
    def shown(forward: Forward) -> set[str]:
        return {name for name, rule in FORWARD_RULES.items() if rule(forward)}

    assert shown(Forward()) == {"known_origin"}
    assert shown(Forward(hidden=True, from_channel=True, age=timedelta(days=400))) == {
        "hidden_origin",
        "from_channel",
        "old_message",
    }


@given(st.text(max_size=300))
def test_nothing_that_can_be_typed_breaks_a_rule(text: str) -> None:
    assert has_words(text, ["urgent"]) <= ("urgent" in plain(text))
    assert {type(rule(text)) for rule in TEXT_RULES.values()} == {bool}
    for url in [text, *links(text), f"https://{text}"]:
        if parts := split(url):
            assert {type(rule(parts, LISTS)) for rule in LINK_RULES.values()} == {bool}
