"""The recipe "a kind of content" of docs/contributing.md, followed as it is written.

A throw-away kind, *comic*, with nothing but its model, its shelf and a place in the tuple.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content.collection import Library
from bot.content.editors_page import rows
from bot.content.findings import Loc, Problem
from bot.content.kinds.base import Target, Text
from bot.content.kinds.shelf import Measured, Part, Shelf, Shown
from bot.content.loading import inspect, load
from bot.content.presenting import Presenter
from bot.content.shelves import SHELVES
from bot.domain.danger import Topic
from bot.telegram_ui.trails import At, Spot, Trail, Where
from bot.telegram_ui.young_person.reading import spot_of
from tests.architecture.reading_code import BOT, trees
from tests.content.conftest import Write
from tests.content.small_library import DATES, SOURCES, TODAY
from tests.telegram_ui.walking import shipped, walking


class Comic(Shown):
    """Pictures in words."""

    strips: tuple[Text, ...]
    next: tuple[str, ...] = ()

    def parts(self) -> Iterator[Part]:
        yield Part(self.title, "")
        yield from (Part("", strip) for strip in self.strips)

    def measured(self) -> Iterator[Measured]:
        for position, strip in enumerate(self.strips):
            yield Measured(("strips", position), strip, 12, prose=True)

    def leads_to(self) -> Iterator[tuple[Loc, str]]:
        yield from ((("next", number), text) for number, text in enumerate(self.next))


SHELF = Shelf("comic", "comics", Comic, game=4)
MORE = (*SHELVES, SHELF)
FILE = (
    "id: duo\ntitle: Le duo\ntopic: cyberharcelement\nemoji: '🧭'\nstrips: [Un mot., Deux mots.]\n"
    "next: [premiere]\n"
)


def comic(text: str = FILE, more: str = SOURCES) -> str:
    return text + DATES + more


def told(folder: Path) -> str:
    problems: tuple[Problem, ...] = inspect(folder, TODAY, MORE)[1]
    return "\n".join(f"{p.file}:{p.line} {p.what}" for p in problems if "comics" in p.file)


@pytest.fixture
def library(folder: Path, write: Write) -> Library:
    write("fr/comics/duo.yaml", comic())
    return load(folder, TODAY, MORE)


def test_it_loads_and_is_looked_up(library: Library) -> None:
    assert library.on(SHELF)["duo"].strips == ("Un mot.", "Deux mots.")
    assert library.target("comic:duo") == library.target("duo") == Target("comic", "duo")
    assert library.target("comic:trio") is None


def test_it_is_in_the_menus_of_its_topic_and_of_games(library: Library) -> None:
    assert Target("comic", "duo") in library.of_topic(Topic.CYBERHARCELEMENT)
    assert library.games == (Target("comic", "duo"),)


def test_it_is_on_the_page_for_editors_and_in_the_preview(library: Library) -> None:
    assert "duo" in {row.id for row in rows(library, TODAY)}
    noon = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Paris"))
    texts = [page.text for page in Presenter(library).pages_of(library.on(SHELF)["duo"], noon)]
    assert texts == ["Le duo", "Un mot.", "Deux mots."]


def test_one_that_is_not_verified_is_hidden(folder: Path, write: Write) -> None:
    write("fr/comics/duo.yaml", comic(FILE + "verified: no\n"))
    library = load(folder, TODAY, MORE)
    assert "duo" not in library.on(SHELF)
    assert "duo" in {item.id for item in library.hidden}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (comic(FILE.replace("strips", "strip")), "strip"),
        (comic(FILE.replace("duo\n", "trio\n", 1)), "duo"),
        (comic(FILE.replace("premiere", "rien")), "rien"),
        (comic(FILE.replace("Un mot.", "mot " * 13)), "13 mots"),
        (comic(FILE.replace("Un mot.", '"Le {contact:rien} aide."')), "rien"),
        (comic(FILE.replace("Un mot.", "Appelle le 3018.")), "3018"),
        (comic(more=""), "viennent"),
        (comic().replace("check_before: 2027", "check_before: 2026"), "2026-05-21"),
    ],
)
def test_it_is_checked_like_all_others(
    folder: Path, write: Write, wrong: str, problem: str
) -> None:
    write("fr/comics/duo.yaml", wrong)
    assert problem in told(folder)


def test_what_is_right_is_not_reported(folder: Path, write: Write) -> None:
    write("fr/comics/duo.yaml", comic())
    assert told(folder) == ""


async def test_a_button_leads_to_it_and_on_from_it(tmp_path: Path) -> None:
    duo = Comic.model_validate(
        {
            "id": "duo",
            "title": "Le duo",
            "topic": "cyberharcelement",
            "emoji": "🧭",
            "strips": ["Un mot.", "**Deux** mots."],
            "next": ["sextorsion"],
            "checked_on": TODAY,
            "check_before": TODAY,
        }
    )
    library = replace(shipped(), shelves=MORE, shown={**shipped().shown, SHELF.kind: {duo.id: duo}})
    async with walking(tmp_path, library) as walker:
        spot = spot_of(library, Target("comic", "duo"))
        assert spot is not None
        games = await walker.draws(At.of(Trail(Spot(Where.GAMES).at(99))))
        assert "🧭 Le duo" in {b.label for row in games.buttons for b in row}
        page = await walker.draws(At.of(Trail(spot)))
        assert page.text.text == "Le duo\n\nUn mot.\n\nDeux mots."
        labels = [b.label for row in page.buttons for b in row]
        card = library.cards["sextorsion"]
        assert f"{card.emoji} {card.title}" in labels
        assert any("Parler" in label for label in labels)


#: How code would name the kinds to list them by hand.
NAMES = {
    name: shelf.kind
    for shelf in SHELVES
    for name in (shelf.folder, shelf.kind.upper(), f"bot.content.kinds.{shelf.kind}")
}
#: Where the shelves are declared, and where the code that needs one by name finds it.
DECLARED = {"content/shelves.py", "content/collection.py", "content/kinds/topic.py"}


def test_nothing_else_lists_the_kinds_by_hand() -> None:
    lists = {}
    for file, tree in trees("").items():
        attributes = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        kinds = {NAMES[name] for name in attributes | imported if name in NAMES}
        if len(kinds) > 2:
            lists[file.relative_to(BOT).as_posix()] = kinds
    # A spot says by name which of them have answers, and which name content.
    assert set(lists) - DECLARED == {"telegram_ui/trails.py"}


def test_no_kind_takes_the_screen_of_something_else() -> None:
    """A kind is shown on the screen of its name, if there is one."""
    own = {"card", "assessment", "quiz", "challenge"}
    assert {s.kind for s in SHELVES} & {where.screen for where in Where} == own
