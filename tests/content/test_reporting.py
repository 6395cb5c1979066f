"""What ``maraude check`` and ``maraude preview`` print, and the editors' page."""

import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.content.collection import Library
from bot.content.editors_page import Review, rows
from bot.content.loading import load
from bot.content.reporting import check, preview
from tests.content.conftest import Write
from tests.content.small_library import FILES, TODAY, card, path, quiz

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_valid_folder_passes_with_a_summary(folder: Path) -> None:
    report = check(folder, TODAY)
    assert report.ok
    assert report.exit_code == 0
    assert any("1 fiches" in line for line in report.lines)
    assert any("douteux" in line for line in report.lines)


def test_an_error_says_file_line_what_and_what_to_do(folder: Path, write: Write) -> None:
    write("fr/cards/rixes/cassee.md", card("cassee", next="[nulle-part]"))
    report = check(folder, TODAY)
    assert report.exit_code == 1
    line = next(line for line in report.lines if "nulle-part" in line)
    assert line.startswith("fr/cards/rixes/cassee.md:10: erreur : ")
    assert "→" in line


def test_a_report_comes_even_when_its_words_are_gone(folder: Path, write: Write) -> None:
    shutil.rmtree(folder / "fr/interface")
    write("fr/cards/rixes/cassee.md", card("cassee", topic="inconnu"))
    report = check(folder, TODAY)
    assert not report.ok
    assert any("cassee.md" in line and "not-a-choice" in line for line in report.lines)


def test_files_with_their_own_loader_are_tried_too(folder: Path, write: Write) -> None:
    write("fr/pseudonyms.yaml", "animals: [loutre]\n")
    write("triage/sms.yaml", "- : [\n")
    text = "\n".join(check(folder, TODAY).lines)
    assert "fr/pseudonyms.yaml:1: erreur" in text
    assert "triage:1: erreur" in text


def test_a_card_is_previewed_with_its_buttons(folder: Path, write: Write) -> None:
    write(
        "fr/cards/x/carte.md",
        card("carte", "Du **gras**.", next="[premiere]", contacts='["3018"]'),
    )
    report = preview(folder, "carte", TODAY, NOW, colour=False)
    text = "\n".join(report.lines)
    assert report.ok
    assert "Du gras." in text
    assert "[ 🛡️ Fiche premiere ]" in text
    assert "https://3018.example.org" in text


def test_the_terminal_shows_bold(folder: Path, write: Write) -> None:
    write("fr/cards/x/carte.md", card("carte", "👪 Du **gras**."))
    text = "\n".join(preview(folder, "carte", TODAY, NOW).lines)
    assert "👪 Du \x1b[1mgras\x1b[0m." in text


def test_paths_and_quizzes_can_be_previewed(folder: Path, write: Write) -> None:
    write("fr/quizzes/jeu.yaml", quiz("jeu", "vrai", "faux", "faux"))
    steps = '  - {id: a, text: Bonjour., choices: [{label: Parler, go: "action:parler"}]}\n'
    write("fr/paths/chemin.yaml", path("chemin", steps))
    assert "Parce que." in "\n".join(preview(folder, "jeu", TODAY, NOW).lines)
    assert "Bonjour." in "\n".join(preview(folder, "chemin", TODAY, NOW).lines)


def test_an_unknown_name_is_answered_with_close_ones(folder: Path) -> None:
    report = preview(folder, "premier", TODAY, NOW)
    assert report.exit_code == 1
    assert any("premiere" in line for line in report.lines)


def test_the_editors_page_lists_everything_with_its_date(library: Library) -> None:
    found = {row.id: row for row in rows(library, TODAY)}
    assert {"17", "3018", "douteux", "premiere", "verify"} <= found.keys()
    assert found["premiere"].review is Review.FINE
    assert found["douteux"].review is Review.HIDDEN
    assert found["premiere"].topic == "cyberharcelement"


def test_what_is_overdue_or_soon_due_is_marked(folder: Path, write: Write) -> None:
    write("fr/cards/x/vieille.md", card("vieille", check_before="2026-11-01"))
    write("fr/cards/x/bientot.md", card("bientot", check_before="2026-12-01"))
    found = {row.id: row.review for row in rows(load(folder, TODAY), TODAY)}
    assert (found["vieille"], found["bientot"]) == (Review.OVERDUE, Review.SOON)
    assert rows(load(folder, TODAY), date(2026, 11, 21))[0].id == "vieille"


def test_every_finding_has_its_words() -> None:
    words = FILES["fr/interface/check.ftl"]
    sources = (Path(__file__).parents[2] / "bot/content").rglob("*.py")
    code = "\n".join(file.read_text("utf-8") for file in sources)
    keys = [line.split(" =")[0] for line in words.split("\n") if line.startswith("check-")]
    unused = [
        key
        for key in keys
        if f'"{key.removeprefix("check-")}"' not in code and f'"{key}"' not in code
    ]
    assert unused == []
