"""One word alone means a command, with typing errors; anything else is something said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plain_words import meant

KNOWN = {
    "urgence": "urgence,urgences,sos,au secours,à l'aide",
    "stop": "stop,arrêter,annuler",
    "start": "menu,accueil",
    "aide": "aide",
    "parler": "parler",
    "effacer": "effacer",
}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("urgence", "urgence"), ("URGENCE !!!", "urgence"), ("urgance", "urgence"),
        ("sos", "urgence"), ("au secours", "urgence"), ("A l’aide", "urgence"),
        ("stop", "stop"), ("Stop.", "stop"), ("stooop", "stop"), ("sotp", "stop"),
        ("annuler", "stop"), ("anuler", "stop"), ("arreter", "stop"),
        ("menu", "start"), ("mneu", "start"), ("Menus", "start"),
        ("aide", "aide"), ("aidee", "aide"),
        ("parler", "parler"), ("parlé", "parler"), ("éffacer", "effacer"), ("effacer", "effacer"),
    ],
)  # fmt: skip
def test_a_word_alone_means_its_command(said: str, name: str) -> None:
    assert meant(said, KNOWN) == name


@pytest.mark.parametrize(
    "said",
    [
        "", " ", "🙂", "aime", "aise", "venu", "top", "so", "j'ai besoin d'aide", "stop lui",
        "parler à qui ?", "c'est urgent", "il m'a dit stop", "12", "menton", "parlons de lui",
    ],
)  # fmt: skip
def test_anything_else_is_something_said(said: str) -> None:
    assert meant(said, KNOWN) is None


@given(st.text(max_size=60))
def test_any_text_is_taken(said: str) -> None:
    assert meant(said, KNOWN) in {None, *KNOWN}
