"""Public holidays of a country, as a predicate for opening hours."""

from datetime import date
from functools import lru_cache

from bot.content.kinds.territory import Territory
from bot.domain.hours import IsHoliday, never


@lru_cache(maxsize=8)
def holidays_of(country: str | None) -> IsHoliday:
    """Whether a day is a public holiday there; nothing is when there is no country.

    Raises:
        LookupError: when the country is not known.
    """
    if country is None:
        return never
    import holidays  # noqa: PLC0415  # heavy, and needed by few

    try:
        calendar = holidays.country_holidays(country)
    except NotImplementedError:
        raise LookupError(country) from None

    def is_holiday(day: date) -> bool:
        return day in calendar

    return is_holiday


def closed_days(territory: Territory) -> IsHoliday:
    """The days on which nobody of a territory answers."""
    return holidays_of(territory.holidays)
