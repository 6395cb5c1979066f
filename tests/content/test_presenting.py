"""Contacts with their hours and cards with their sources, as a person reads them."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content.collection import Library
from bot.content.loading import load
from bot.content.presenting import Presenter
from bot.content.rich import utf16_length
from bot.domain.danger import Danger, Topic
from tests.content.conftest import Write
from tests.content.small_library import FILES, TODAY, card, contact

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=PARIS)
NIGHT = datetime(2026, 11, 22, 0, 30, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (SATURDAY_NOON, "3018\nViolences numériques — ouvert maintenant, jusqu'à 23 h"),
        (NIGHT, "3018\nViolences numériques — ouvre à 9 h"),
        (NIGHT.replace(hour=23, day=21), "3018\nViolences numériques — ouvre demain à 9 h"),
        (
            SATURDAY_NOON.astimezone(REUNION),
            "3018\nViolences numériques — ouvert maintenant, jusqu'à 2 h",
        ),
    ],
)
def test_a_contact_says_when_it_answers(library: Library, now: datetime, line: str) -> None:
    assert Presenter(library).contact_line(library.contacts["3018"], now).text == line


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ('"24/7"', "39\nService 39 — jour et nuit"),
        ("null", "39\nService 39"),
        (
            '[{days: mon-fri, open: "09:30", close: "18:00"}]',
            "39\nService 39 — ouvre lundi à 9 h 30",
        ),
        (
            '[{days: sat, open: "09:00", close: "00:00"}]',
            "39\nService 39 — ouvert maintenant, jusqu'à minuit",
        ),
        ("[]", "39\nService 39 — fermé en ce moment"),
    ],
)
def test_hours_of_all_sorts(folder: Path, write: Write, hours: str, line: str) -> None:
    entry = contact("39", number='"39"', hours=hours)
    write("fr/contacts.yaml", FILES["fr/contacts.yaml"] + entry)
    library = load(folder, TODAY)
    assert Presenter(library).contact_line(library.contacts["39"], SATURDAY_NOON).text == line


def test_the_name_is_a_link_and_the_number_bold(library: Library) -> None:
    line = Presenter(library).contact_line(library.contacts["3018"], NIGHT)
    assert [(e.kind, e.url) for e in line.entities] == [
        ("bold", None),
        ("text_link", "https://3018.example.org"),
    ]


def test_a_long_number_is_named_in_a_sentence(folder: Path, write: Write) -> None:
    entry = contact("fil", number="0 800 235 236", name="Fil Jeunes")
    write("fr/contacts.yaml", FILES["fr/contacts.yaml"] + entry)
    library = load(folder, TODAY)
    text = Presenter(library).text("Appelle {contact:fil} ou le {contact:17}.").text
    assert text == "Appelle Fil Jeunes (0 800 235 236) ou le 17."


def test_a_hidden_contact_is_named_without_its_number(library: Library) -> None:
    assert Presenter(library).text("{contact:douteux}").text == "Service douteux"


def test_a_card_has_its_title_text_contacts_sources_and_date(folder: Path, write: Write) -> None:
    text = "Respire.\n\n**Qui peut aider**\n- {contact:3018}\n- Ou le {contact:17}.\n"
    write("fr/cards/x/carte.md", card("carte", text, contacts='["3018", "17"]', emoji='"💙"'))
    library = load(folder, TODAY)
    (page,) = Presenter(library).card_pages(library.cards["carte"], SATURDAY_NOON)
    assert page.text == (
        "💙 Fiche carte\n\nRespire.\n\nQui peut aider\n"
        "• 3018\nViolences numériques — ouvert maintenant, jusqu'à 23 h\n• Ou le 17.\n\n"
        "17\nService 17 — jour et nuit\n\n"
        "Sources : un organisme. Relu le 21 novembre 2026."
    )


def test_a_long_card_is_paged(folder: Path, write: Write) -> None:
    write("fr/cards/x/carte.md", card("carte", "\n\n".join(["Un mot de plus."] * 30)))
    library = load(folder, TODAY)
    found = Presenter(library).card_pages(library.cards["carte"], NIGHT, limit=200)
    assert len(found) > 1
    assert all(utf16_length(page.text) <= 200 for page in found)


def test_buttons_open_the_sites_of_a_card(folder: Path, write: Write) -> None:
    links = "[{label: Guide, url: https://example.org/guide}]"
    write("fr/cards/x/carte.md", card("carte", contacts='["3018"]', links=links))
    library = load(folder, TODAY)
    buttons = Presenter(library).link_buttons(library.cards["carte"])
    assert [(b.label, b.url) for b in buttons] == [
        ("Guide", "https://example.org/guide"),
        ("3018", "https://3018.example.org"),
    ]


def test_in_danger_emergencies_come_first_then_what_is_open(library: Library) -> None:
    def numbers(danger: Danger, topic: Topic, now: datetime) -> list[str]:
        return [c.id for c in library.emergency(danger, topic, now)]

    assert numbers(Danger.IMMEDIATE, Topic.MAL_ETRE, SATURDAY_NOON) == ["17", "3018", "3114"]
    assert numbers(Danger.IMMEDIATE, Topic.MAL_ETRE, NIGHT) == ["17", "3114", "3018"]
    assert numbers(Danger.HIGH, Topic.RIXES, NIGHT) == ["17"]
    assert numbers(Danger.NONE, Topic.MAL_ETRE, NIGHT) == ["3114", "3018"]
