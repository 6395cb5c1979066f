"""Territories that do not fit each other are told to whoever writes them."""

from pathlib import Path

import pytest

from bot.content.collection import Library
from bot.content.findings import Severity
from tests.content.conftest import Write
from tests.content.small_library import TODAY
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


@pytest.mark.parametrize(
    ("years", "worst"),
    [
        (f"[{TODAY.year + 1}, {TODAY.year + 2}]", None),
        # It may have been there before the year began: who knows is who wrote it.
        (f"[{TODAY.year}, {TODAY.year + 1}]", Severity.WARNING),
        ("[20227]", Severity.BLOCKING),
        ("[bientôt]", Severity.BLOCKING),
    ],
)
def test_years_told_by_month_are_years_to_come(
    folder: Path, write: Write, years: str, worst: Severity | None
) -> None:
    more = f"default: yes\nmonthly_breakdowns: {years}\n"
    write("territories/ici.yaml", _file("ici", more))
    found = [problem.severity for problem in problems(folder)]
    assert max(found, default=None) == worst


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
