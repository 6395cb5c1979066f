"""Dates, times, durations and numbers in words, in the language of the texts around them.

Names of days and months and the writing of numbers come from Babel, which Fluent has loaded
already; how a time or a duration is put is in the interface's texts, as editors like it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.content.strings import Strings

#: A duration is told in hours from so many minutes on, in days from so many hours on.
_HOURS_FROM = 120
_DAYS_FROM = 48


@dataclass(frozen=True, slots=True)
class Moments:
    """Writes them with the words of one language."""

    strings: Strings

    def day(self, day: date) -> str:
        """*21 novembre 2026*, *1er juillet 2026*."""
        written = format_date(day, "long", locale=self.strings.language)
        return re.sub(r"^1 ", "1er ", written) if self.strings.language == "fr" else written

    def month(self, day: date) -> str:
        """*novembre 2026*."""
        return format_date(day, "LLLL y", locale=self.strings.language)

    def weekday(self, day: date) -> str:
        """*samedi*."""
        return format_date(day, "EEEE", locale=self.strings.language)

    def clock(self, at: datetime) -> str:
        """*9 h*, *18 h 30*, *minuit*."""
        if at.hour == at.minute == 0:
            return self.strings.label("clock-midnight")
        if at.minute == 0:
            return self.strings.label("clock-full-hour", hours=str(at.hour))
        return self.strings.label("clock", hours=str(at.hour), minutes=f"{at.minute:02}")

    def duration(self, lasted: timedelta) -> str:
        """How long something lasted: minutes, then hours, then days."""
        minutes = max(0, int(lasted.total_seconds() // 60))
        if minutes < _HOURS_FROM:
            return self.strings.label("minutes", count=minutes)
        hours = minutes // 60
        if hours < _DAYS_FROM:
            return self.strings.label("hours", count=hours)
        return self.strings.label("days", count=hours // 24)

    def number(self, count: int) -> str:
        """*12 345*, with the space that does not break."""
        return format_decimal(count, locale=self.strings.language)
