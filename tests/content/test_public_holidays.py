from datetime import date, timedelta

import holidays
import pytest

from bot.content.public_holidays import holidays_of


@pytest.mark.parametrize("year", range(2020, 2051))
@pytest.mark.parametrize(
    ("name", "region"), [("FR", None), ("FR-ALSACE-MOSELLE", "57"), ("FR-ALSACE-MOSELLE", "6AE")]
)
def test_the_days_are_those_of_the_maintained_calendar(
    name: str, region: str | None, year: int
) -> None:
    calendar = holidays.country_holidays("FR", subdiv=region, years=year)
    is_holiday = holidays_of(name)
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert {day for day in days if day.year == year and is_holiday(day)} == set(calendar)
