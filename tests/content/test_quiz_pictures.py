"""Pictures of quizzes: there, light, drawn here, described, and under them the text fits."""

from pathlib import Path

import pytest

from bot.content.loading import inspect, load
from bot.content.presenting import Presenter
from tests.content.conftest import Write
from tests.content.small_library import DATES, SHIPPED, SHIPPED_ON, TODAY

PICTURES = SHIPPED / "fr" / "pictures"
DRAWN = PICTURES / "main-six-doigts.png"
QUIZ = (
    f"id: voir\ntitle: Voir\ntopic: violences\nemoji: '🔎'\nintro: Regarde.\n{DATES}"
    "questions:\n  - statement: C'est une main.\n    answer: vrai\n    explain: Oui.\n"
    "    source: {title: Un dessin, publisher: Nous, date: '2026'}\n"
    "    picture: {file: main, alt: Une main.}\n"
)
#: What is said of each.
SAID = {
    "picture-missing": "n'est pas dans le dossier pictures",
    "picture-heavy": "trop lourde ou trop grande",
    "picture-caption": "Le texte sous l'image est trop long",
}


def _codes(folder: Path) -> set[str]:
    _, problems = inspect(folder, TODAY)
    said = "\n".join(map(str, problems))
    return {code for code, words in SAID.items() if words in said}


def test_a_picture_that_is_there_is_no_problem(folder: Path, write: Write) -> None:
    write("fr/quizzes/voir.yaml", QUIZ)
    (folder / "fr" / "pictures").mkdir()
    (folder / "fr" / "pictures" / "main.png").write_bytes(DRAWN.read_bytes())
    assert _codes(folder) == set()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "picture-missing"),
        (b"<html>", "picture-missing"),
        (DRAWN.read_bytes() + b"x" * 40_000, "picture-heavy"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_reported(
    folder: Path, write: Write, content: bytes | None, code: str
) -> None:
    write("fr/quizzes/voir.yaml", QUIZ)
    (folder / "fr" / "pictures").mkdir()
    if content is not None:
        (folder / "fr" / "pictures" / "main.png").write_bytes(content)
    assert _codes(folder) == {code}


def test_a_text_that_does_not_fit_below_its_picture_is_reported(folder: Path, write: Write) -> None:
    write("fr/quizzes/voir.yaml", QUIZ.replace("Oui.", "Oui. " * 250))
    (folder / "fr" / "pictures").mkdir()
    (folder / "fr" / "pictures" / "main.png").write_bytes(DRAWN.read_bytes())
    assert "picture-caption" in _codes(folder)


def test_each_shipped_picture_is_shown_and_has_its_drawing() -> None:
    library = load(SHIPPED, SHIPPED_ON)
    shown = {q.picture.file for quiz in library.quizzes.values() for q in quiz.asked if q.picture}
    assert shown == set(library.pictures) == {one.stem for one in PICTURES.glob("*.svg")}
    assert len(shown) >= 8
    for drawing in PICTURES.glob("*.svg"):
        assert "href" not in drawing.read_text("utf-8"), "nothing from elsewhere"


def test_a_preview_reads_the_picture_out() -> None:
    library = load(SHIPPED, SHIPPED_ON)
    quiz = library.quizzes["regarde-bien"]
    texts = " ".join(part.text for part in quiz.parts())
    assert all(q.picture is None or q.picture.alt in texts for q in quiz.asked)
    assert Presenter(library).text(quiz.intro).text
