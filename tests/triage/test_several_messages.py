"""The last texts of a person are weighed together, and nothing of them is kept."""

from collections.abc import Sequence
from dataclasses import fields

import pytest

from bot.domain.danger import FOLLOW_UP, Danger
from bot.domain.triage import Asked, Opinion, Triage


class Counting:
    """A second voice to which four lines that say *plus* are grave."""

    def weigh(self, asked: Sequence[Asked]) -> list[Opinion]:
        return [self._weigh(one.text) for one in asked]

    def _weigh(self, text: str) -> Opinion:
        lines = sum("plus" in line for line in text.split("\n"))
        grave = 0.9999 if lines >= 4 else 0.0001
        return Opinion((1 - grave, 0.0, grave, 0.0), (1.0, *[0.0] * 14))


@pytest.fixture
def counting(triage: Triage) -> Triage:
    return Triage(triage.reader, triage.rules, triage.model, second=Counting())


def test_what_is_nothing_alone_is_danger_as_the_end_of_a_whole(counting: Triage) -> None:
    lines = ["je dessine plus", "je chante plus", "je nage plus", "je lis plus"]
    assert counting.assess(lines[-1]).danger < Danger.HIGH
    verdict = counting.assess(lines[-1], (), lines[:-1])
    assert verdict.danger >= Danger.HIGH
    assert FOLLOW_UP in verdict.why


def test_words_that_add_nothing_do_not_raise_again_what_was_said_before(counting: Triage) -> None:
    before = ["je dessine plus", "je chante plus", "je nage plus", "je lis plus"]
    assert counting.assess("il fait beau", (), before).danger < Danger.HIGH


def test_only_the_last_few_texts_are_read(counting: Triage) -> None:
    old = ["je dessine plus", "je chante plus", "je nage plus"]
    since = ["salut", "il fait beau", "bonne idée", "à demain"]
    assert counting.assess("je lis plus", (), [*old, *since]).danger < Danger.HIGH


def test_nothing_before_changes_nothing(triage: Triage) -> None:
    for text in ("", "je veux mourir", "salut ça va", "c'était une blague"):
        assert triage.assess(text, (), ()) == triage.assess(text)


@pytest.mark.parametrize(
    "texts",
    [
        ["je veux plus vivre", "je suis au bord du quai"],
        ["je veux mourir", "mes parents dorment", "j'ai les cachets devant moi"],
    ],
)
def test_a_place_or_a_means_after_ideation_is_immediate(triage: Triage, texts: list[str]) -> None:
    levels = [triage.assess(texts[0]).danger]
    assert triage.assess(texts[-1], levels, texts[:-1]).danger is Danger.IMMEDIATE


@pytest.mark.parametrize(
    "texts",
    [
        ["salut", "on mange quoi", "des pâtes"],
        ["je veux une glace", "au citron", "il fait chaud"],
        ["t'as le devoir", "oui", "envoie"],
    ],
)
def test_ordinary_talk_does_not_add_up_to_danger(triage: Triage, texts: list[str]) -> None:
    assert triage.assess(texts[-1], (), texts[:-1]).danger < Danger.HIGH


def test_what_was_heard_together_holds_no_word_of_it(triage: Triage) -> None:
    heard = triage.read("à Quincampoix ce soir", ["je veux mourir, dit Brigitte"])
    held = repr([getattr(heard, field.name) for field in fields(heard)]).lower()
    assert not [word for word in ("brigitte", "quincampoix") if word in held]
