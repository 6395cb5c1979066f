"""Public holidays of France, as a predicate for opening hours.

The eleven days of article L3133-1 of the French labour code. The `holidays` library knows
every country, and costs 17 MB of memory in a bot that means to run on a small board: it is
kept for the tests, which hold these dates against it year by year.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from bot.content.kinds.territory import Territory
from bot.domain.hours import IsHoliday, never

#: Month and day of those that never move.
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.
_AFTER_EASTER = (1, 39, 50)


@lru_cache(maxsize=8)
def _days(year: int) -> frozenset[date]:
    moving = (easter(year) + timedelta(days=after) for after in _AFTER_EASTER)
    return frozenset({*moving, *(date(year, month, day) for month, day in _FIXED)})


def _in_france(day: date) -> bool:
    return day in _days(day.year)


def holidays_of(country: str | None) -> IsHoliday:
    """Whether a day is a public holiday there; nothing is when there is no country.

    Raises:
        LookupError: when the country is not known.
    """
    if country is None:
        return never
    if country != "FR":
        raise LookupError(country)
    return _in_france


def closed_days(territory: Territory) -> IsHoliday:
    """The days on which nobody of a territory answers."""
    return holidays_of(territory.holidays)
