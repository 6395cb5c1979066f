"""The signs in a piece of news, worded by the content; and public holidays."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.collection import Library
from bot.content.loading import inspect, load
from bot.content.public_holidays import holidays_of
from bot.content.verifying import caution, signs_in_forward, signs_in_link, signs_in_text
from bot.domain.suspicion import Forward
from tests.content.conftest import Write
from tests.content.small_library import TODAY, VERIFY

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


def test_the_signs_of_each_kind_add_up_to_a_caution(library: Library) -> None:
    verify = library.verify
    text = signs_in_text(verify, "Partage VITE")
    link = signs_in_link(verify, "https://bit.ly/a")
    forward = signs_in_forward(verify, Forward(hidden=True))
    assert [s.id for s in (*text, *link, *forward)] == ["urgence", "sans-date", "court", "cache"]
    assert caution(verify, [*text, *link, *forward]).id == "haut"
    assert caution(verify, signs_in_link(verify, "https://a.gouv.fr")).id == "bas"
    assert caution(verify, [], doubts=3).id == "haut"


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
