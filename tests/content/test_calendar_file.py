"""The file for a calendar holds what the event says, whatever stands in it, as RFC 5545 has it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.content.calendar_file import calendar_file
from bot.content.kinds.territory import Event

PARIS, NOW = ZoneInfo("Europe/Paris"), datetime(2026, 11, 27, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300).map(
    lambda text: f"a{text}"
)


def event(**told: object) -> Event:
    given = {"title": "Atelier", "date": date(2027, 1, 20), "place": "Ici", "text": "Gratuit"}
    return Event.model_validate({**given, **told})


def unfolded(file: bytes) -> dict[str, str]:
    """Its lines, as a calendar reads them."""
    lines = file.decode().replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if ":" in line)


def read(text: str) -> str:
    found, letters = "", iter(text)
    for letter in letters:
        after = next(letters) if letter == "\\" else ""
        found += "\n" if after == "n" else after or letter
    return found


@given(text=TEXTS, place=TEXTS)
def test_whatever_is_written_is_read_again_and_no_line_is_too_long(text: str, place: str) -> None:
    file = calendar_file(event(text=text, place=place), PARIS, NOW)
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\n" not in file.replace(b"\r\n", b"")
    told = unfolded(file)
    assert read(told["DESCRIPTION"]) == event(text=text).text.strip()
    assert read(told["LOCATION"]) == event(place=place).place.strip()


def test_times_are_those_of_the_place_on_both_sides_of_the_clock_change() -> None:
    winter = unfolded(calendar_file(event(starts=time(14, 30), ends=time(16)), PARIS, NOW))
    assert (winter["DTSTART"], winter["DTEND"]) == ("20270120T133000Z", "20270120T150000Z")
    summer = event(date=date(2027, 7, 1), starts=time(22), ends=time(1))
    told = unfolded(calendar_file(summer, PARIS, NOW))
    assert (told["DTSTART"], told["DTEND"]) == ("20270701T200000Z", "20270701T230000Z")
    all_day = unfolded(calendar_file(event(), PARIS, NOW))
    assert all_day["DTSTART;VALUE=DATE"] == "20270120"
    assert all_day["DTEND;VALUE=DATE"] == "20270121"


def test_an_event_that_is_taken_twice_is_the_same_entry() -> None:
    first, again = (unfolded(calendar_file(event(text=text), PARIS, NOW)) for text in ("a", "b"))
    assert first["UID"] == again["UID"]
