"""What ``maraude check`` finds between files: each rule, broken on purpose."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.content.checks.interface import missing_strings
from bot.content.checks.readability import lix
from bot.content.findings import Problem, Severity
from bot.content.loading import inspect
from bot.content.strings import Strings
from tests.content.conftest import Write
from tests.content.small_library import EMERGENCY, FILES, TODAY, VERIFY, card, path, quiz

Break = Callable[[Write], object]

TALK = '      - {label: Parler, go: "action:parler"}\n'
START = "  - id: debut\n    text: Bonjour.\n    choices:\n"


def problems(folder: Path, today: date = TODAY) -> list[Problem]:
    """What is wrong, empty topics apart: the small library has nearly all of them empty."""
    found = inspect(folder, today)[1]
    return [p for p in found if "ni fiche, ni parcours" not in p.what]


def a_card(body: str = "Un texte.\n", **fields: str) -> Break:
    return lambda write: write("fr/cards/x/carte.md", card("carte", body, **fields))


def a_path(steps: str) -> Break:
    return lambda write: write("fr/paths/chemin.yaml", path("chemin", steps))


def replaced(name: str, old: str, new: str) -> Break:
    return lambda write: write(name, FILES[name].replace(old, new))


def test_the_small_library_is_clean(folder: Path) -> None:
    assert problems(folder) == []


BROKEN: dict[str, tuple[Break, Severity, str]] = {
    "a button to nothing": (a_card(next="[nulle-part]"), Severity.BLOCKING, "nulle-part"),
    "an unknown verb": (a_card(next='["action:danser"]'), Severity.BLOCKING, "danser"),
    "a wrong kind": (a_card(next='["quiz:premiere"]'), Severity.BLOCKING, "quiz:premiere"),
    "an unknown platform": (a_card(next='["platform:minitel"]'), Severity.BLOCKING, "minitel"),
    "an unknown contact in a text": (a_card("{contact:9999}"), Severity.BLOCKING, "9999"),
    "an unknown contact in a list": (a_card(contacts="[inconnu]"), Severity.BLOCKING, "inconnu"),
    "a hidden contact in a text": (a_card("{contact:douteux}"), Severity.ERROR, "douteux"),
    "a hidden contact in a list": (a_card(contacts="[douteux]"), Severity.WARNING, "douteux"),
    "a number in a text": (a_card("Appelle le 01 99 00 12 34."), Severity.BLOCKING, "01 99 00"),
    "a short number in a text": (a_card("Appelle le 3018."), Severity.BLOCKING, "3018"),
    "the police in a text": (a_card("Appelle le 17."), Severity.BLOCKING, "17"),
    "a number in a title": (a_card(title="Le 119"), Severity.BLOCKING, "119"),
    "a number in a string": (
        lambda write: write("fr/interface/x.ftl", "aide = Appelle le 112.\n"),
        Severity.BLOCKING,
        "112",
    ),
    "a text that says tu to everybody": (
        lambda write: write("fr/interface/x.ftl", "aide = Tu peux revenir.\n"),
        Severity.ERROR,
        "aide",
    ),
    "a form with vous that says tu": (
        lambda write: write("fr/interface/x.ftl", "aide = Tu viens.\n    .vous = Viens-tu ?\n"),
        Severity.ERROR,
        "aide",
    ),
    "a title that says tu": (
        lambda write: write("fr/interface/x.ftl", "aide = Bonjour.\n    .title = Toi\n"),
        Severity.ERROR,
        "aide",
    ),
    "a text of the team that says tu": (
        lambda write: write("fr/interface/worker.ftl", "aide = Tu.\n    .vous = Vous.\n"),
        Severity.ERROR,
        "aide",
    ),
    "a missing article": (a_card("Appelle {contact:17}."), Severity.WARNING, "article"),
    "too many words": (a_card("Un mot. " * 66), Severity.ERROR, "132"),
    "sentences nobody reads": (
        a_card("Néanmoins, " + "conséquemment l'établissement administratif " * 12 + "."),
        Severity.WARNING,
        "difficile",
    ),
    "danger without a number at night": (
        a_card(danger="high", contacts='["3018"]'),
        Severity.ERROR,
        "jour et nuit",
    ),
    "no source": (a_card(sources="[]"), Severity.WARNING, "d'où viennent"),
    "a check from the future": (a_card(checked_on="2027-01-01"), Severity.ERROR, "futur"),
    "an overdue card": (a_card(check_before="2026-11-20"), Severity.WARNING, "revérifié"),
    "an overdue contact": (
        replaced("fr/contacts.yaml", "check_before: 2027-05-21", "check_before: 2026-11-20"),
        Severity.ERROR,
        "revérifié",
    ),
    "a contact to check soon": (
        replaced("fr/contacts.yaml", "check_before: 2027-05-21", "check_before: 2026-12-10"),
        Severity.WARNING,
        "à revérifier",
    ),
    "an unknown step": (
        a_path(START + "      - {label: Suite, go: suite}\n" + TALK),
        Severity.BLOCKING,
        "suite",
    ),
    "a step nobody reaches": (
        a_path(START + TALK + START.replace("debut", "perdue") + TALK),
        Severity.ERROR,
        "perdue",
    ),
    "a step that turns round": (
        a_path(START + "      - {label: Encore, go: debut}\n"),
        Severity.ERROR,
        "tourne en rond",
    ),
    "a leaf with nobody to talk to": (
        a_path(START + "      - {label: Lire, go: card:premiere}\n"),
        Severity.ERROR,
        "sans proposer de parler",
    ),
    "too long a step": (
        a_path(START.replace("Bonjour.", "Un mot. " * 46) + TALK),
        Severity.ERROR,
        "92",
    ),
    "a step beyond Telegram": (
        a_path(START.replace("Bonjour.", "x" * 4000) + TALK),
        Severity.BLOCKING,
        "pour un message",
    ),
    "a quiz with one answer": (
        lambda write: write("fr/quizzes/jeu.yaml", quiz("jeu", *["faux"] * 6)),
        Severity.WARNING,
        "les mêmes",
    ),
    "a quiz with no verified question": (
        lambda write: write("fr/quizzes/jeu.yaml", quiz("jeu", "vrai", verified="no")),
        Severity.BLOCKING,
        "Aucune question",
    ),
    "quizzes that are nearly all true": (
        lambda write: write("fr/quizzes/jeu.yaml", quiz("jeu", *["vrai"] * 6, "faux")),
        Severity.WARNING,
        "86 %",
    ),
    "an emergency line without contact": (
        lambda write: write("fr/emergency.yaml", EMERGENCY.replace('["17"]', '["17", disparu]')),
        Severity.BLOCKING,
        "disparu",
    ),
    "nobody at night": (
        lambda write: write("fr/emergency.yaml", EMERGENCY.replace('["3018", "3114"]', '["3018"]')),
        Severity.BLOCKING,
        "la nuit",
    ),
    "a lost cross-check": (
        lambda write: write("fr/verify.yaml", VERIFY.replace('contact: "3018"', "contact: rien")),
        Severity.BLOCKING,
        "rien",
    ),
    "a string that Fluent cannot read": (
        lambda write: write("fr/interface/x.ftl", "ceci n'est pas une ligne\n"),
        Severity.BLOCKING,
        "ne verrait pas",
    ),
    "a string written twice": (
        lambda write: write("fr/interface/x.ftl", "clock-midnight = minuit\n"),
        Severity.BLOCKING,
        "clock-midnight",
    ),
    "a string not translated": (
        lambda write: write("en/interface/x.ftl", "only = one\n"),
        Severity.WARNING,
        "traduit",
    ),
    "a topic order with an unknown card": (
        lambda write: write(
            "fr/topics.yaml", FILES["fr/topics.yaml"].replace("rixes:\n", "rixes:\n  cards: [z]\n")
        ),
        Severity.BLOCKING,
        "z",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_is_found(what: str, folder: Path, write: Write) -> None:
    break_it, severity, words = BROKEN[what]
    break_it(write)
    found = [p for p in problems(folder) if words in p.what + p.fix]
    assert found, problems(folder)
    assert {p.severity for p in found} == {severity}
    assert all(p.fix and not p.what.startswith("check-") for p in found)


@pytest.mark.parametrize(
    "text",
    [
        "En 2017, 17 jeunes de 15 ans l'ont vu.",
        "17Cyber est un site.",
        "Le 17 novembre, et le 15 mars.",
        "Tu as 18 ans, ou 119 jours.",
        "Appelle le {contact:17}.",
        "Le code 4815 et 3000 personnes.",
        "Rendez-vous à 18 h, le 18/11.",
    ],
)
def test_ages_dates_and_references_are_not_numbers_to_call(
    text: str, folder: Path, write: Write
) -> None:
    a_card(text)(write)
    assert problems(folder) == []


def test_the_line_of_a_number_in_a_body_is_right(folder: Path, write: Write) -> None:
    write("fr/cards/x/carte.md", card("carte", "Une ligne.\n\nLe 3114 répond.\n"))
    (problem,) = problems(folder)
    lines = (folder / problem.file).read_text("utf-8").split("\n")
    assert "3114" in lines[problem.line - 1]


def test_a_link_to_something_hidden_is_only_a_remark(folder: Path, write: Write) -> None:
    write("fr/cards/x/doute.md", card("doute", verified="no"))
    a_card(next="[doute]")(write)
    assert [p.severity for p in problems(folder)] == [Severity.WARNING]


def test_a_link_to_a_broken_file_is_not_reported_twice(folder: Path, write: Write) -> None:
    write("fr/cards/x/casse.md", card("casse", topic="inconnu"))
    a_card(next="[casse]")(write)
    assert len(problems(folder)) == 1


def test_a_bare_id_of_two_kinds_must_be_made_clear(folder: Path, write: Write) -> None:
    write("fr/quizzes/premiere.yaml", quiz("premiere", "vrai", "faux", "faux"))
    a_card(next="[premiere]")(write)
    (problem,) = problems(folder)
    assert "quiz:premiere" in problem.fix


def test_a_real_number_in_the_example_territory_is_refused(folder: Path, write: Write) -> None:
    text = (
        "slug: ici\nexample: yes\nname: Ici\nteam: Nous.\n"
        "structure: {name: Ici, kind: ville, phone: 01 23 45 67 89}\n"
    )
    write("territories/ici.yaml", text)
    assert "fictions" in problems(folder)[0].fix
    write("territories/ici.yaml", text.replace("01 23 45", "01 99 00"))
    assert problems(folder) == []


def test_time_alone_never_makes_content_unusable(folder: Path) -> None:
    much_later = date(2036, 1, 1)
    library, found = inspect(folder, much_later)
    assert library
    assert Severity.ERROR in {p.severity for p in found}
    assert Severity.BLOCKING not in {p.severity for p in found}


def test_missing_strings_are_those_in_no_file(folder: Path) -> None:
    strings = Strings.load(folder / "fr/interface")
    assert missing_strings(["clock-midnight", "rien-de-tel"], strings) == ["rien-de-tel"]


def test_the_measure_grows_with_sentences_and_words() -> None:
    short = "Tu as le droit. On est là."
    long = "Conformément aux dispositions réglementaires applicables, adressez votre réclamation."
    assert lix(short) < 20
    assert lix(long) > 60
    assert lix("") == 0
