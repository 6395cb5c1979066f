"""What /stats calls a week, a month, a quarter, a year, and what it compares them with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import Quarter
from bot.telegram_ui.coordinator.stats import PERIODS, Span, before, span


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
