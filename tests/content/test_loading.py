"""The content folder becomes a library, or a list of everything wrong with it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.collection import Library
from bot.content.findings import ContentErrors, Problem
from bot.content.kinds.base import Kind, Target
from bot.content.loading import inspect, load
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience
from tests.content.conftest import Write
from tests.content.small_library import FILES, TODAY, card, contact, path, quiz


def problem_of(folder: Path) -> Problem:
    """The one problem of a folder."""
    with pytest.raises(ContentErrors) as caught:
        load(folder, TODAY)
    assert len(caught.value.problems) == 1, str(caught.value)
    return caught.value.problems[0]


def test_a_valid_folder_loads(library: Library) -> None:
    assert set(library.cards) == {"premiere"}
    assert library.contacts["3018"].name == "Violences numériques"
    assert list(library.topics) == list(Topic)


def test_what_is_not_verified_is_kept_apart(folder: Path, write: Write) -> None:
    write("fr/cards/cyberharcelement/doute.md", card("doute", verified="no"))
    library = load(folder, TODAY)
    assert "doute" not in library.cards
    assert "douteux" not in library.contacts
    assert {item.id for item in library.hidden} == {"doute", "douteux"}


def test_a_misspelt_field_is_reported_at_its_line(folder: Path, write: Write) -> None:
    file = write("fr/cards/rixes/faute.md", card("faute", topic="rixes", sumary="Oups"))
    problem = problem_of(folder)
    line = file.read_text("utf-8").split("\n").index("sumary: Oups") + 1
    assert (problem.file, problem.line) == ("fr/cards/rixes/faute.md", line)
    assert "sumary" in problem.what
    assert problem.fix


def test_a_line_deep_in_a_path_is_found(folder: Path, write: Write) -> None:
    file = write(
        "fr/paths/long.yaml",
        path(
            "long",
            "  - id: debut\n    text: Bonjour.\n    choices:\n"
            '      - {label: Parler, go: "action:parler"}\n'
            f"      - label: {'x' * 40}\n        go: end\n",
        ),
    )
    problem = problem_of(folder)
    lines = file.read_text("utf-8").split("\n")
    assert "xxxx" in lines[problem.line - 1]
    assert "32" in problem.what


def test_broken_yaml_is_reported_at_its_line(folder: Path, write: Write) -> None:
    write("fr/quizzes/casse.yaml", 'id: casse\ntitle: "oups\ntopic: ecrans\n')
    assert problem_of(folder).file == "fr/quizzes/casse.yaml"


def test_a_card_without_front_matter_is_explained(folder: Path, write: Write) -> None:
    write("fr/cards/rixes/nue.md", "Juste un texte.\n")
    assert "---" in problem_of(folder).what


@pytest.mark.parametrize("rubbish", ["\x00\x01", "- - - : [", "[1, 2]", "null", "", "&a *b", "12"])
def test_rubbish_in_any_file_is_a_report_and_not_a_crash(
    folder: Path, write: Write, rubbish: str
) -> None:
    for name in FILES:
        write(name, rubbish)
    with pytest.raises(ContentErrors):
        load(folder, TODAY)


def test_a_file_that_is_not_utf8_is_reported(folder: Path) -> None:
    (folder / "fr/topics.yaml").write_bytes("é".encode("latin-1"))
    with pytest.raises(ContentErrors, match="UTF-8"):
        load(folder, TODAY)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_to_a_file_is_a_report_and_not_a_crash(
    tmp_path: Path, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    whole = FILES[name].encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    damaged = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    for other, text in FILES.items():
        file = tmp_path / other
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(damaged if other == name else text.encode())
    library, problems = inspect(tmp_path, TODAY)
    assert library is not None or problems, "what cannot be used is said"
    assert all(problem.what for problem in problems)


def test_windows_line_ends_and_byte_marks_are_welcome(folder: Path) -> None:
    text = card("fenetres", "Une ligne.\n\nUne autre.\n").replace("\n", "\r\n")
    (folder / "fr/cards/x").mkdir()
    (folder / "fr/cards/x/fenetres.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load(folder, TODAY).cards["fenetres"].body == "Une ligne.\n\nUne autre."


def test_files_that_an_editor_hides_are_left_alone(folder: Path, write: Write) -> None:
    write("fr/cards/x/.#carte.md", "en cours")
    assert "carte" not in load(folder, TODAY).cards


def test_an_empty_folder_says_which_files_are_missing(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors) as caught:
        load(tmp_path, TODAY)
    assert "fr/contacts.yaml" in {problem.file for problem in caught.value.problems}


def test_all_problems_are_told_at_once(folder: Path, write: Write) -> None:
    write("fr/cards/rixes/une.md", card("une", topic="inconnu"))
    write("fr/cards/rixes/deux.md", card("deux", title="x" * 41))
    with pytest.raises(ContentErrors) as caught:
        load(folder, TODAY)
    assert {Path(problem.file).stem for problem in caught.value.problems} == {"une", "deux"}


def test_an_id_must_be_the_name_of_its_file(folder: Path, write: Write) -> None:
    write("fr/cards/rixes/nom.md", card("autre"))
    assert "nom" in problem_of(folder).fix


def test_two_cards_cannot_share_an_id(folder: Path, write: Write) -> None:
    write("fr/cards/rixes/premiere.md", card("premiere"))
    assert "existe déjà" in problem_of(folder).what


def test_a_contact_written_twice_is_seen(folder: Path, write: Write) -> None:
    text = FILES["fr/contacts.yaml"] + contact("17", number='"18"')
    write("fr/contacts.yaml", text)
    assert "deux fois" in problem_of(folder).what


def test_an_unsure_contact_cannot_be_marked_verified(folder: Path, write: Write) -> None:
    text = FILES["fr/contacts.yaml"] + contact("39", number='"39"', confidence="C")
    write("fr/contacts.yaml", text)
    assert "confidence" in problem_of(folder).what


def test_unverified_questions_are_not_asked(folder: Path, write: Write) -> None:
    asked = quiz("jeu", "vrai", "faux")
    write("fr/quizzes/jeu.yaml", asked + quiz("x", "faux", verified="no").split("questions:\n")[1])
    game = load(folder, TODAY).quizzes["jeu"]
    assert (len(game.questions), len(game.asked)) == (3, 2)


def test_targets_are_found_with_and_without_their_kind(folder: Path, write: Write) -> None:
    write("fr/quizzes/jeu.yaml", quiz("jeu", "vrai", "faux"))
    library = load(folder, TODAY)
    assert library.target("jeu") == Target(Kind.QUIZ, "jeu")
    assert library.target("card:premiere") == Target(Kind.CARD, "premiere")
    assert library.target("action:parler") == Target(Kind.ACTION, "parler")
    assert library.target("card:partie") is None
    assert library.get(Kind.CARD, "partie") is None
    assert library.targets(["partie", "premiere"]) == (Target(Kind.CARD, "premiere"),)


def test_cards_follow_the_order_of_the_menu_then_their_titles(folder: Path, write: Write) -> None:
    for name in ("b", "a", "c"):
        write(f"fr/cards/rixes/{name}.md", card(name, topic="rixes"))
    write("fr/cards/rixes/p.md", card("p", topic="rixes", audience="parents"))
    order = FILES["fr/topics.yaml"].replace("rixes:\n", "rixes:\n  cards: [c]\n")
    write("fr/topics.yaml", order)
    library = load(folder, TODAY)
    assert [c.id for c in library.cards_of(Topic.RIXES)] == ["c", "a", "b"]
    assert [c.id for c in library.cards_of(Topic.RIXES, Audience.PARENTS)] == ["p"]
    assert len(library.cards_of(Topic.RIXES, None)) == 4


def test_the_best_card_fits_the_danger(folder: Path, write: Write) -> None:
    topic = {"topic": "mal-etre"}
    write("fr/cards/m/calme.md", card("calme", **topic))
    write("fr/cards/m/grave.md", card("grave", **topic, danger="high", contacts='["3114"]'))
    library = load(folder, TODAY)
    best = {level: library.best_card(Topic.MAL_ETRE, level) for level in Danger}
    assert {level: c.id for level, c in best.items() if c} == {
        Danger.NONE: "calme",
        Danger.MODERATE: "calme",
        Danger.HIGH: "grave",
        Danger.IMMEDIATE: "grave",
    }
    assert library.best_card(Topic.RIXES) is None


OTHER = "autre: {name: Autre, verified: no, checked_on: 2026-11-21, check_before: 2027-05-21}\n"


def test_an_unverified_platform_uses_the_general_steps(folder: Path, write: Write) -> None:
    write("fr/platforms.yaml", FILES["fr/platforms.yaml"] + OTHER)
    library = load(folder, TODAY)
    assert library.platform("autre").name == "Autre"
    assert library.platform("autre").steps_block == "- Bloque."
    assert library.platform("inconnue").id == "generic"
