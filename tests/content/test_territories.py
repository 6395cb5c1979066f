"""Territories that do not fit each other are told to whoever writes them."""

from pathlib import Path

import pytest

from bot.content.collection import Library
from bot.content.findings import Severity
from tests.content.conftest import Write
from tests.content.test_checks import problems

HEAD = "example: yes\nname: Ici\nstructure: {name: Une mairie, kind: mairie}\nteam: Nous.\n"


def _file(slug: str, more: str = "") -> str:
    return f"slug: {slug}\n{HEAD}{more}"


def test_neighbours_that_fit_are_fine(folder: Path, write: Write) -> None:
    write("territories/ici.yaml", _file("ici", "default: yes\nneighbours: [la]\n"))
    write("territories/la.yaml", _file("la", "neighbours: [ici]\ntowns: [Un village]\n"))
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("default: yes\nneighbours: [nulle-part]\n", "nulle-part"),
        ("default: yes\nneighbours: [ici]\n", "lui-même"),
        ("", "Aucun territoire"),
        ("default: yes\nwaiting: {calm: 0}\n", "calm"),
        ("default: yes\nwaiting: {repeat: 1, dangr: 3}\n", "dangr"),
    ],
)
def test_what_does_not_fit_is_told(folder: Path, write: Write, more: str, said: str) -> None:
    write("territories/ici.yaml", _file("ici", more))
    write("territories/la.yaml", _file("la"))
    assert any(said in problem.what for problem in problems(folder))


def test_two_defaults_are_one_too_many(folder: Path, write: Write) -> None:
    for slug in ("ici", "la"):
        write(f"territories/{slug}.yaml", _file(slug, "default: yes\n"))
    [problem] = problems(folder)
    assert "default" in problem.what


def test_a_name_too_long_for_a_button_is_refused(folder: Path, write: Write) -> None:
    slug = "x" * 41
    write(f"territories/{slug}.yaml", _file(slug))
    assert problems(folder)


def test_delays_are_the_usual_ones_where_nothing_is_written(library: Library) -> None:
    waiting = library.home.waiting
    assert (waiting.repeat, waiting.danger, waiting.calm) == (2, 10, 30)


def test_content_without_any_territory_is_never_taken_into_use(folder: Path) -> None:
    (folder / "territories/ici.yaml").unlink()
    [problem] = problems(folder)
    assert problem.severity is Severity.BLOCKING
