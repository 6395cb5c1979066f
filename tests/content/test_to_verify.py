"""The list of what a person should check before opening, and what screens say until then."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from typer.testing import CliRunner

from bot.cli import app
from bot.content.loading import load
from bot.content.presenting import Presenter
from bot.content.to_verify import Urgency, to_verify
from tests.content.conftest import Write
from tests.content.small_library import FILES, SHIPPED, SHIPPED_ON, TODAY, card

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Paris"))


def test_what_a_person_confirmed_leaves_the_list_and_is_called_verified(
    folder: Path, write: Write
) -> None:
    write("fr/cards/x/carte.md", card("carte"))
    library = load(folder, TODAY)
    assert "carte" in {entry.id for entry in to_verify(library)}
    before = Presenter(library).card_pages(library.cards["carte"], NOW)[0].text
    assert "Relu le 21 novembre 2026" in before

    write("fr/cards/x/carte.md", card("carte", confirmed_on="2026-11-22"))
    library = load(folder, TODAY)
    assert "carte" not in {entry.id for entry in to_verify(library)}
    after = Presenter(library).card_pages(library.cards["carte"], NOW)[0].text
    assert "Vérifié le 22 novembre 2026" in after


def test_services_come_first_then_danger_and_hidden_things_last(folder: Path) -> None:
    assert "douteux" in FILES["fr/contacts.yaml"]
    entries = to_verify(load(folder, TODAY))
    assert [e.urgency for e in entries] == sorted(e.urgency for e in entries)
    assert entries[0].urgency is Urgency.CONTACT
    assert {e.id: e.urgency for e in entries}["douteux"] is Urgency.HIDDEN


def test_every_entry_of_the_shipped_library_says_where_to_look() -> None:
    for entry in to_verify(load(SHIPPED, SHIPPED_ON)):
        assert entry.pages or entry.urgency is Urgency.HIDDEN, entry


def test_the_command_prints_a_list_to_tick() -> None:
    result = CliRunner().invoke(app, ["check", "--to-verify"])
    assert result.exit_code == 0
    assert "[ ] 3018 (fr/contacts.yaml)" in result.output
    assert "[ ] discord (fr/platforms.yaml)" in result.output
    assert "confirmed_on" in result.output
