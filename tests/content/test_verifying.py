"""The signs in a piece of news, worded by the content; and public holidays."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.collection import Library
from bot.content.loading import inspect, load
from bot.content.public_holidays import holidays_of
from bot.content.verifying import signs_in_forward, signs_in_link, signs_in_text
from bot.domain.suspicion import Forward
from tests.content.conftest import Write
from tests.content.small_library import SHIPPED, SHIPPED_ON, TODAY, VERIFY

SIGNS = """\
signs:
  text:
    - {id: urgence, words: urgency, points: 2, text: Ça presse.}
    - {id: sans-date, rule: no_date, points: 1, text: Pas de date.}
  link:
    - {id: court, rule: shortened, points: 2, text: Raccourci.}
    - {id: officiel, rule: official_ending, points: -2, text: Officiel.}
  forward:
    - {id: cache, rule: hidden_origin, points: 2, text: Caché.}
words:
  urgency: [vite, tout de suite]
link_lists:
  shorteners: [bit.ly]
  official_endings: [gouv.fr]
"""


@pytest.fixture
def library(folder: Path, write: Write) -> Library:
    write("fr/verify.yaml", VERIFY + SIGNS)
    return load(folder, TODAY)


def test_each_kind_shows_its_signs(library: Library) -> None:
    verify = library.verify
    text = signs_in_text(verify, "Partage VITE")
    link = signs_in_link(verify, "https://bit.ly/a")
    forward = signs_in_forward(verify, Forward(hidden=True))
    assert [s.id for s in (*text, *link, *forward)] == ["urgence", "sans-date", "court", "cache"]
    assert [s.id for s in signs_in_link(verify, "https://a.gouv.fr")] == ["officiel"]
    assert verify.level(2).id == "bas"
    assert verify.level(3).id == "haut"


def test_rubbish_shows_no_sign(library: Library) -> None:
    assert signs_in_link(library.verify, "http://[") == []


def test_a_rule_that_does_not_exist_is_reported(folder: Path, write: Write) -> None:
    write("fr/verify.yaml", VERIFY + SIGNS.replace("rule: shortened", "rule: magic"))
    problem = inspect(folder, TODAY)[1][0]
    assert "magic" in problem.what
    assert "shortened" in problem.fix


def test_public_holidays_are_those_of_the_country() -> None:
    in_france = holidays_of("FR")
    assert in_france(date(2026, 12, 25))
    assert not in_france(date(2026, 12, 24))
    assert not holidays_of(None)(date(2026, 12, 25))
    with pytest.raises(LookupError):
        holidays_of("ZZ")


def test_a_territory_of_an_unknown_country_is_reported(folder: Path, write: Write) -> None:
    head = "slug: ici\nname: Ici\nteam: Nous.\nstructure: {name: Ici, kind: ville}\n"
    write("territories/ici.yaml", head + "holidays: ZZ\n")
    assert any("fériés" in problem.what for problem in inspect(folder, TODAY)[1])


ORDINARY = [
    "Viens vite on mange à 19h",
    "t'as vu le match hier ?",
    "le contrôle de maths est reporté à jeudi",
    "maman est chez le dentiste, rentre avec ton frère",
    "il paraît trop bien ton nouveau sac",
    "on se retrouve devant le gymnase après le cours",
    "j'ai perdu ma carte de bus hier soir",
    "rappelle-moi quand tu peux",
    "la prof de svt est absente demain",
    "je t'envoie l'adresse tout à l'heure",
    "joyeux anniversaire !",
    "n'oublie pas ton sac de sport",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_not_suspicious(text: str) -> None:
    assert signs_in_text(load(SHIPPED, SHIPPED_ON).verify, text) == []
