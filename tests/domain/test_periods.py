"""What figures call a week, a month, a quarter, a year, and what it compares them with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import Month, Part, Quarter
from bot.domain.periods import (
    PERIODS,
    Backwards,
    NotClosed,
    Span,
    UnknownPeriod,
    before,
    lately,
    months,
    name_of,
    read_period,
    span,
)


@pytest.mark.parametrize(
    ("period", "until", "first", "last"),
    [
        ("7j", date(2026, 1, 3), date(2025, 12, 28), date(2026, 1, 3)),
        ("mois", date(2026, 3, 30), date(2026, 2, 1), date(2026, 2, 28)),
        ("mois", date(2026, 3, 31), date(2026, 3, 1), date(2026, 3, 31)),
        ("trimestre", date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        ("trimestre", date(2026, 3, 30), date(2025, 10, 1), date(2025, 12, 31)),
        ("annee", date(2028, 2, 29), date(2028, 1, 1), date(2028, 2, 29)),
    ],
)
def test_a_period_is_made_of_closed_days(period: str, until: date, first: date, last: date) -> None:
    found = span(period, until)
    assert (found.first, found.last) == (first, last)


@given(st.sampled_from(PERIODS), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_no_period_reaches_beyond_what_is_closed_nor_meets_the_one_before(
    period: str, until: date
) -> None:
    now = span(period, until)
    earlier = before(period, now)
    assert now.first <= now.last <= until
    assert earlier.first <= earlier.last < now.first or period == "annee"
    assert all(quarter.last <= until for quarter in now.quarters)


def test_a_leap_day_is_compared_with_the_day_before_it_a_year_earlier() -> None:
    now = span("annee", date(2028, 2, 29))
    assert before("annee", now) == Span(date(2027, 1, 1), date(2027, 2, 28))


def test_a_year_has_the_quarters_that_are_over() -> None:
    until = date(2026, 7, 1)
    assert span("annee", until).quarters == (Quarter(2026, 1), Quarter(2026, 2))
    assert span("annee", until - timedelta(days=2)).quarters == (Quarter(2026, 1),)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 9))
def test_the_last_quarters_are_closed_and_known_by_their_names(until: date, count: int) -> None:
    found = lately(until, count)
    assert len(set(found)) == count
    for quarter in found:
        name = read_period(name_of(quarter))
        assert span(name, until) == Span(quarter.first, quarter.last, (quarter,))
        assert before(name, span(name, until)).last == quarter.first - timedelta(days=1)


@pytest.mark.parametrize("said", ["2026-t4", "2026 T4", "2027T1", "2099-t4"])
def test_nothing_is_told_of_a_quarter_that_is_not_over(said: str) -> None:
    with pytest.raises(NotClosed):
        span(read_period(said), date(2026, 12, 30))


@pytest.mark.parametrize(
    "said",
    [
        *("hier", "2026-t5", "2026-t0", "1999-t1", "0000-t1", "9999-t4", "t1", "-1j"),
        *("2026-13", "2026-00", "2026-02-30..2026-03-01", "2026-01-01..", "2001-01-01..2026-01-01"),
        "2026-01-01",
    ],
)
def test_no_other_words_are_a_period(said: str) -> None:
    with pytest.raises(UnknownPeriod):
        read_period(said)


@pytest.mark.parametrize("said", ["2026-12", "2027-01", "2026-12-01..2026-12-31"])
def test_nothing_is_told_of_a_month_that_is_not_over(said: str) -> None:
    with pytest.raises(NotClosed):
        span(read_period(said), date(2026, 12, 30))


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("2026-03", (Month(2026, 3),)),
        ("2028-02-01..2028-02-29", (Month(2028, 2),)),
        ("2027-02-01..2027-02-27", ()),
        ("2026-01-01..2026-03-31", (Quarter(2026, 1),)),
        ("2026-10-01..2027-03-31", (Quarter(2026, 4), Quarter(2027, 1))),
        ("2026-01-02..2026-03-31", ()),
        ("2026-01-01..2026-03-30", ()),
        ("2026-01-05..2026-01-05", ()),
    ],
)
def test_any_days_can_be_asked_for_and_are_told_in_detail_where_they_are_whole_parts(
    said: str, parts: tuple[Part, ...]
) -> None:
    name = read_period(said)
    found = span(name, date(2030, 1, 1))
    assert found.parts == parts
    earlier = before(name, found)
    assert earlier.last == found.first - timedelta(days=1)
    if not parts:
        assert earlier.last - earlier.first == found.last - found.first


def test_an_end_before_its_beginning_is_said_so() -> None:
    with pytest.raises(Backwards):
        read_period("2026-02-10..2026-01-05")


@given(st.sampled_from(PERIODS), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_months_are_whole_and_inside_their_period(period: str, until: date) -> None:
    whole = span(period, until)
    found = months(whole)
    assert all(whole.first <= month.first <= month.last <= whole.last for month in found)
    assert all((month.last + timedelta(days=1)).day == month.first.day == 1 for month in found)
    assert len(found) != 1
    if period == "trimestre":
        assert len(found) == 3
