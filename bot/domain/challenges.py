"""When the messages of a challenge come: once a day, at an hour that somebody chose."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

#: A message that is later than this waits for the next day: nobody is woken at night.
TOO_LATE = timedelta(hours=2)


def next_slot(now: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """The next moment at which it is that hour in the zone."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), time(hour), zone)
    if today > local:
        return today
    # By date and not by 24 hours: on some days there are 23 or 25.
    return datetime.combine(local.date() + timedelta(days=1), time(hour), zone)


def too_late(due: datetime, now: datetime) -> bool:
    """Whether a message that was due is better sent at the next slot."""
    return now - due > TOO_LATE
