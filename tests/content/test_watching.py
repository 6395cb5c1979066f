"""Content changes while the bot runs; broken content never replaces good content."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.findings import ContentErrors
from bot.content.watching import KEPT_FOLDER, LibraryHolder
from tests.content.conftest import Write
from tests.content.small_library import FILES, TODAY, card

Open = Callable[[], LibraryHolder]


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def open_holder(folder: Path, data_folder: Path) -> Open:
    return lambda: LibraryHolder(folder, lambda: TODAY, data_folder)


def test_nothing_happens_while_nothing_changes(open_holder: Open) -> None:
    assert open_holder().reload_if_changed() is None


def test_a_card_added_by_hand_appears(open_holder: Open, write: Write) -> None:
    holder = open_holder()
    write("fr/cards/rixes/neuve.md", card("neuve", topic="rixes"))
    reload = holder.reload_if_changed()
    assert reload
    assert reload.accepted
    assert "neuve" in holder.current.cards


def test_a_removed_card_goes(open_holder: Open, write: Write, folder: Path) -> None:
    write("fr/cards/rixes/neuve.md", card("neuve", topic="rixes"))
    holder = open_holder()
    (folder / "fr/cards/rixes/neuve.md").unlink()
    holder.reload_if_changed()
    assert "neuve" not in holder.current.cards


def test_a_broken_change_keeps_the_old_content_and_says_so_once(
    open_holder: Open, write: Write
) -> None:
    holder = open_holder()
    before = holder.current
    write("fr/cards/rixes/cassee.md", card("cassee", topic="inconnu"))
    reload = holder.reload_if_changed()
    assert reload
    assert not reload.accepted
    assert reload.problems[0].file == "fr/cards/rixes/cassee.md"
    assert holder.current is before
    assert holder.problems == reload.problems
    assert holder.reload_if_changed() is None


def test_a_mended_file_is_taken(open_holder: Open, write: Write) -> None:
    holder = open_holder()
    write("fr/cards/rixes/carte.md", card("carte", topic="inconnu"))
    holder.reload_if_changed()
    write("fr/cards/rixes/carte.md", card("carte", topic="rixes"))
    holder.reload_if_changed()
    assert "carte" in holder.current.cards
    assert holder.problems == ()


def test_a_broken_start_uses_the_last_valid_content(open_holder: Open, write: Write) -> None:
    open_holder()
    write("fr/contacts.yaml", "ceci: [n'est pas\n")
    holder = open_holder()
    assert "3018" in holder.current.contacts
    assert {p.file for p in holder.problems} == {"fr/contacts.yaml"}
    write("fr/contacts.yaml", FILES["fr/contacts.yaml"])
    assert holder.reload_if_changed()
    assert holder.problems == ()


def test_a_broken_change_is_not_kept_as_valid(open_holder: Open, write: Write) -> None:
    holder = open_holder()
    write("fr/contacts.yaml", "rien: du tout\n")
    holder.reload_if_changed()
    assert "3018" in open_holder().current.contacts


def test_a_broken_first_start_stops_with_all_problems(open_holder: Open, write: Write) -> None:
    write("fr/contacts.yaml", "ceci: [n'est pas\n")
    with pytest.raises(ContentErrors, match=r"contacts\.yaml"):
        open_holder()


def test_when_the_copy_is_broken_too_the_first_problems_are_told(
    open_holder: Open, write: Write, data_folder: Path
) -> None:
    open_holder()
    write("fr/contacts.yaml", "ceci: [n'est pas\n")
    (data_folder / KEPT_FOLDER / "fr/topics.yaml").unlink()
    with pytest.raises(ContentErrors, match=r"contacts\.yaml"):
        open_holder()


def test_a_place_that_cannot_be_written_does_not_stop_the_bot(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("", "utf-8")
    holder = LibraryHolder(folder, lambda: TODAY, blocked)
    assert holder.current.cards


def test_the_copy_is_optional(folder: Path) -> None:
    assert LibraryHolder(folder, lambda: TODAY).current.cards
