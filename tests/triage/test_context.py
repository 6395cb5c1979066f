"""What was said before gives its meaning to what is said now: levels only, never text."""

from dataclasses import fields

import pytest

from bot.domain.danger import FOLLOW_UP, Danger
from bot.domain.triage import Triage


@pytest.mark.parametrize("text", ["ce soir", "j'ai les cachets", "je suis sur le pont"])
def test_a_short_follow_up_after_danger_is_immediate(triage: Triage, text: str) -> None:
    assert triage.assess(text, [Danger.HIGH]).danger is Danger.IMMEDIATE


def test_the_same_words_alone_are_no_danger(triage: Triage) -> None:
    assert triage.assess("ce soir").danger < Danger.HIGH
    assert triage.assess("ce soir", [Danger.NONE, Danger.NONE]).danger < Danger.HIGH


@pytest.mark.parametrize("text", ["c'était une blague", "je rigole", "oublie"])
def test_taking_back_stays_moderate(triage: Triage, text: str) -> None:
    verdict = triage.assess(text, [Danger.IMMEDIATE])
    assert verdict.danger is Danger.MODERATE
    assert "taken-back" in verdict.why


def test_insisting_that_it_is_no_joke_takes_nothing_back(triage: Triage) -> None:
    assert triage.assess("je veux mourir, c'est pas une blague").danger >= Danger.HIGH


@pytest.mark.parametrize("since", [[], [Danger.NONE]])
def test_what_still_sounds_troubled_after_a_grave_message_is_grave(
    triage: Triage, since: list[Danger]
) -> None:
    assert triage.assess("j'ai peur").danger is Danger.MODERATE
    verdict = triage.assess("j'ai peur", [Danger.HIGH, *since])
    assert verdict.danger is Danger.HIGH
    assert FOLLOW_UP in verdict.why
    assert not verdict.supported


def test_after_a_taking_back_what_sounds_troubled_is_not_grave_again(triage: Triage) -> None:
    before = [Danger.HIGH, Danger.MODERATE]
    assert triage.assess("j'ai peur", before).danger is Danger.MODERATE


#: Known to ring, and wrong: whoever mends one takes its mark away.
_STILL_RINGS = pytest.mark.xfail(
    reason="places read as moderate or as a place reached", strict=True
)
_PLAIN = [
    "ok",
    "merci",
    "j'ai le pull rouge",
    "je suis au foot",
    pytest.param("je suis au lycée", marks=_STILL_RINGS),
    pytest.param("je suis au bord de la mer", marks=_STILL_RINGS),
]


@pytest.mark.parametrize("text", _PLAIN)
def test_plain_words_after_danger_are_no_danger(triage: Triage, text: str) -> None:
    assert triage.assess(text, [Danger.HIGH]).danger < Danger.HIGH


@pytest.mark.parametrize("text", ["j'y suis", "ce sera samedi", "jrigole pas c'est pour ce soir"])
def test_a_place_reached_or_a_day_after_danger_is_immediate(triage: Triage, text: str) -> None:
    assert triage.assess(text, [Danger.HIGH]).danger is Danger.IMMEDIATE


def test_old_danger_is_forgotten_after_three_messages(triage: Triage) -> None:
    before = [Danger.HIGH, Danger.NONE, Danger.NONE, Danger.NONE]
    assert triage.assess("ce soir", before).danger < Danger.HIGH


@pytest.mark.parametrize("recent", [[], [Danger.HIGH], [Danger.IMMEDIATE, Danger.NONE]])
def test_what_was_heard_before_its_context_was_known_is_judged_with_it(
    triage: Triage, recent: list[Danger]
) -> None:
    for text in ("", "ce soir", "je rigole", "je veux mourir", "salut"):
        heard = triage.read(text)
        assert heard.verdict == triage.assess(text)
        assert triage.judge(heard, recent) == triage.assess(text, recent)


def test_what_was_heard_holds_no_word_of_it(triage: Triage) -> None:
    heard = triage.read("je veux mourir, dit Brigitte à Quincampoix ce soir")
    assert heard.danger >= Danger.HIGH
    held = repr([getattr(heard, field.name) for field in fields(heard)])
    assert not [word for word in ("brigitte", "quincampoix") if word in held.lower()]


@pytest.mark.xfail(reason="the model alone takes the news for what happens now", strict=True)
def test_what_was_on_the_news_is_no_danger(triage: Triage) -> None:
    heard = triage.assess("hier au jt ils parlaient d'une attaque au couteau")
    assert heard.danger < Danger.HIGH
