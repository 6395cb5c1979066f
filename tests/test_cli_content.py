"""``maraude check`` and ``maraude preview``, as an editor runs them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.assembly import content_folder
from bot.cli import app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that a test may break."""
    copy = tmp_path / "content"
    shutil.copytree(content_folder(), copy)
    return copy


def test_the_shipped_content_passes_the_check() -> None:
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0
    assert "Tout est bon" in result.output


def test_a_mistake_is_told_with_its_file_and_line(folder: Path) -> None:
    card = folder / "fr/cards/autre/par-ou-commencer.md"
    card.write_text(card.read_text("utf-8").replace("topic: autre", "topic: ailleurs"), "utf-8")
    result = CliRunner().invoke(app, ["check", str(folder)])
    assert result.exit_code == 1
    assert "fr/cards/autre/par-ou-commencer.md:3" in result.output


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(tmp_path / "nowhere")])
    assert result.exit_code == 2


def test_a_card_is_previewed_with_its_buttons() -> None:
    result = CliRunner().invoke(app, ["preview", "sextorsion"])
    assert result.exit_code == 0
    assert "On me fait chanter" in result.output
    assert "Boutons" in result.output


def test_an_unknown_card_gives_those_that_look_like_it() -> None:
    result = CliRunner().invoke(app, ["preview", "sextorsio"])
    assert result.exit_code == 1
    assert "sextorsion" in result.output


def test_the_command_line_speaks_one_language() -> None:
    helps = [["--help"], ["db", "--help"], *([name, "--help"] for name in ("init", "preview"))]
    wrong = [
        ["ailleurs"],
        ["preview"],
        ["demo", "--port", "x"],
        ["db", "copy"],
        ["check", "a", "b"],
    ]
    said = [CliRunner().invoke(app, typed).output for typed in (*helps, *wrong)]
    for output in said:
        assert output
        for theirs in ("Usage:", "Commands", "Show this", "Missing", "No such", "Invalid", "Got "):
            assert theirs not in output
    assert "Pour l'aide : " in said[-1]
