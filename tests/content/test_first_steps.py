"""In danger: the lines that save, who answers now, and doctors first where a body is at risk."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content.collection import Library
from bot.content.loading import inspect, load
from bot.content.presenting import Presenter
from bot.content.triage import load_triage
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience
from bot.domain.triage import Triage
from tests.content.conftest import Write
from tests.content.small_library import SHIPPED, SHIPPED_ON, TODAY

NIGHT = datetime(2026, 11, 22, 3, tzinfo=ZoneInfo("Europe/Paris"))
#: Words that speak to one person with *tu*, which the name of a service never holds.
TU = re.compile(r"\b(tu|ton|ta|tes|toi|te)\b|\bt'")
STEPS = """\
chute:
  reasons: [fall]
  topics: [violences]
  danger: high
  lines: [Ne bouge pas.]
  onward: {label: La suite, go: "action:parler"}
  checked_on: 2026-11-21
  check_before: 2027-05-21
"""


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load(SHIPPED, SHIPPED_ON)


@pytest.fixture(scope="module")
def triage() -> Triage:
    return load_triage(SHIPPED / "triage")


def test_every_grave_reason_of_triage_has_its_lines(shipped: Library, triage: Triage) -> None:
    told = {reason for steps in shipped.first_steps.values() for reason in steps.reasons}
    grave = {rule.reason for rule in triage.rules.rules if rule.danger >= Danger.HIGH}
    assert grave - told == set()


@pytest.mark.parametrize(
    ("said", "line", "target"),
    [
        ("il menace d'envoyer mes nudes si je paye pas", "Ne paie pas", "path:chantage"),
        ("j'ai avalé toute une boîte de doliprane", "Garde la boîte", "card:danger-suicide"),
        ("j'ai été violée hier soir", "sans plainte", "path:violence-sexuelle"),
        ("on me suit dans la rue", "Va vers des gens", "card:danger-maintenant"),
        ("mon père me frappe tous les soirs", "hors de la maison", "path:violence-a-la-maison"),
        ("je vais fuguer ce soir", "lieu éclairé", "path:partir-de-chez-moi"),
        ("je dors dehors ce soir", "Moins de 18 ans", "card:dormir-dehors"),
        ("mes parents veulent me marier de force", "aéroport", "card:mariage-force"),
    ],
)
def test_the_lines_that_save_are_those_of_what_was_said(
    shipped: Library, triage: Triage, said: str, line: str, target: str
) -> None:
    verdict = triage.assess(said)
    steps = shipped.first_steps_in(verdict.danger, verdict.topic, verdict.why)
    assert steps is not None
    assert line in Presenter(shipped).first_steps(steps.lines).text
    assert str(steps.onward.go) == target


def test_without_a_reason_the_subject_and_the_level_choose(shipped: Library) -> None:
    now = shipped.first_steps_in(Danger.IMMEDIATE, Topic.VIOLENCES)
    home = shipped.first_steps_in(Danger.HIGH, Topic.VIOLENCES)
    assert now is not None
    assert now.id == "violence-maintenant"
    assert home is not None
    assert home.id == "violence-a-la-maison"
    assert shipped.first_steps_in(Danger.NONE, Topic.ECRANS) is None


@pytest.mark.parametrize("audience", [Audience.PARENTS, Audience.PROFESSIONALS])
def test_whoever_asks_for_somebody_else_is_told_so_with_vous(
    shipped: Library, audience: Audience
) -> None:
    for steps in shipped.first_steps.values():
        said = steps.said_to(audience, witness=False)
        assert said is not None, steps.id
        words = Presenter(shipped).first_steps(said.lines).text
        assert not TU.search(re.sub("«.*?»", "", words)), words


def test_whoever_forwards_words_is_told_what_a_witness_does_or_nothing(shipped: Library) -> None:
    told = {s.id: s.said_to(Audience.YOUNG, witness=True) for s in shipped.first_steps.values()}
    for steps in shipped.first_steps.values():
        assert told[steps.id] != steps.said_to(Audience.YOUNG, witness=False)
    assert told["idees-suicidaires"] is not None
    assert told["sans-abri"] is None


def test_doctors_come_first_for_an_overdose_whatever_the_subject(shipped: Library) -> None:
    by_topic = shipped.emergency(Danger.IMMEDIATE, Topic.MAL_ETRE, NIGHT)
    by_reason = shipped.emergency(Danger.IMMEDIATE, Topic.VIOLENCES, NIGHT, ["suicide-act-now"])
    violence = shipped.emergency(Danger.IMMEDIATE, Topic.VIOLENCES, NIGHT)
    assert by_topic[0].number == by_reason[0].number == "15"
    assert [c.number for c in violence][:4] == ["17", "112", "114", "15"]


def test_at_three_in_the_morning_nothing_closed_is_said_to_answer(shipped: Library) -> None:
    contacts = shipped.emergency(Danger.HIGH, Topic.IMAGES_INTIMES, NIGHT)
    answering, later = shipped.answering(contacts, NIGHT)
    assert "3018" in {c.id for c in later}
    assert {c.id for c in answering} >= {"119", "3114"}
    words = Presenter(shipped).help_lines(contacts, NIGHT).text
    assert words.index("3114") < words.index("Plus tard") < words.index("3018")
    assert "3018\nViolences numériques — ouvre à 9 h" in words


def test_steps_that_lead_nowhere_and_dangers_without_steps_are_reported(
    folder: Path, write: Write
) -> None:
    write("fr/first_steps.yaml", STEPS.replace("action:parler", "card:perdue"))
    write("triage/regles/x.yaml", "- {raison: fire, danger: high, sujets: [violences], dit: [feu]}")
    told = [problem.what for problem in inspect(folder, TODAY)[1]]
    assert any("card:perdue" in what for what in told)
    assert any("« fire »" in what for what in told)


def test_a_fourth_line_is_refused(folder: Path, write: Write) -> None:
    write("fr/first_steps.yaml", STEPS.replace("[Ne bouge pas.]", "[Un., Deux., Trois., Quatre.]"))
    assert inspect(folder, TODAY)[1]
