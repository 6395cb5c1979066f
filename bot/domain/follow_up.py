"""A follow-up: the bot asks once how somebody is, if they wanted it to, and forgets that it did."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

#: After so many hours it may be asked for.
AFTER_HOURS = (24, 72)
#: A phone that rings at night or in class does no good (local time).
_FROM, _UNTIL = time(10), time(19, 30)


class Mood(StrEnum):
    """How somebody says they are."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def follow_up_at(now: datetime, hours: int, zone: ZoneInfo) -> datetime:
    """When to ask: so many hours later, or at the next decent hour of that zone.

    Both clock changes of the year keep the hour that a clock on the wall shows.
    """
    wanted = (now + timedelta(hours=hours)).astimezone(zone)
    day = wanted.date() if wanted.time() <= _UNTIL else wanted.date() + timedelta(days=1)
    decent = datetime.combine(day, max(wanted.time(), _FROM), zone)
    return decent if day == wanted.date() else datetime.combine(day, _FROM, zone)
