"""Public holidays of France, as predicates for opening hours.

The eleven days of article L3133-1 of the French labour code, and the two more of the
departments of Alsace and Moselle for whoever says that they are there. The `holidays` library knows
every country, and costs 17 MB of memory in a bot that means to run on a small board: it is
kept for the tests, which hold these dates against it year by year.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from bot.domain.hours import OnDay, never

#: Instead of a calendar: the usual hours hold on public holidays.
KEEPS_HOURS = "open"
NATIONAL = "FR"
ALSACE_MOSELLE = "FR-ALSACE-MOSELLE"

#: Month and day of those that never move.
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.
_AFTER_EASTER = (1, 39, 50)
_GOOD_FRIDAY = -2
_SAINT_STEPHEN = (12, 26)


@lru_cache(maxsize=8)
def _days(year: int) -> frozenset[date]:
    moving = (easter(year) + timedelta(days=after) for after in _AFTER_EASTER)
    return frozenset({*moving, *(date(year, month, day) for month, day in _FIXED)})


def _in_france(day: date) -> bool:
    return day in _days(day.year)


@lru_cache(maxsize=8)
def _days_of_alsace_moselle(year: int) -> frozenset[date]:
    good_friday = easter(year) + timedelta(days=_GOOD_FRIDAY)
    return _days(year) | {good_friday, date(year, *_SAINT_STEPHEN)}


def _in_alsace_moselle(day: date) -> bool:
    return day in _days_of_alsace_moselle(day.year)


_CALENDARS: Mapping[str, OnDay] = {NATIONAL: _in_france, ALSACE_MOSELLE: _in_alsace_moselle}


def holidays_of(calendar: str | None) -> OnDay:
    """Whether a day is a public holiday there; without a calendar none is.

    Raises:
        LookupError: when the calendar is not known.
    """
    return _CALENDARS[calendar] if calendar else never


def is_known(calendar: str) -> bool:
    """Whether somebody may write this as ``holidays``."""
    return calendar == KEEPS_HOURS or calendar in _CALENDARS
