"""Dates, times, durations and numbers as French readers write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.moments import Moments
from bot.content.strings import Strings
from tests.architecture.reading_code import said, trees
from tests.content.small_library import SHIPPED

FRENCH = Moments(Strings.load(SHIPPED / "fr" / "interface"))


def test_dates_and_days_are_french() -> None:
    assert FRENCH.day(date(2026, 8, 21)) == "21 août 2026"
    assert FRENCH.weekday(date(2026, 11, 21)) == "samedi"


@pytest.mark.parametrize(
    ("clock", "words"), [("00:00", "minuit"), ("09:00", "9 h"), ("18:05", "18 h 05")]
)
def test_times_are_french(clock: str, words: str) -> None:
    assert FRENCH.clock(datetime.fromisoformat(f"2026-11-21 {clock}")) == words


@pytest.mark.parametrize(
    ("lasted", "words"),
    [
        (timedelta(seconds=-5), "moins d'une minute"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=119), "119 min"),
        (timedelta(minutes=120), "2 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=48), "2 jours"),
    ],
)
def test_durations_are_told_in_what_fits(lasted: timedelta, words: str) -> None:
    assert FRENCH.duration(lasted) == words


@given(st.integers(0, 10**9))
def test_a_number_is_never_broken_at_the_end_of_a_line(count: int) -> None:
    assert " " not in FRENCH.number(count)
    assert int("".join(c for c in FRENCH.number(count) if c.isdigit())) == count


def test_another_language_only_needs_its_texts() -> None:
    assert Moments(Strings.of("en", ())).day(date(2026, 8, 21)) == "August 21, 2026"


def test_no_name_of_a_day_or_month_is_in_the_code() -> None:
    days = {FRENCH.weekday(date(2026, 11, n)) for n in range(1, 8)}
    months = {FRENCH.day(date(2026, n, 1)).split()[1] for n in range(1, 13)}
    told = {
        word
        for file, tree in trees("").items()
        if "triage" not in file.parts
        for text in said(tree)
        for word in str(text.value).lower().split()
    }
    assert told & (days | months) == set()
