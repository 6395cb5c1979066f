"""Telegram's limits, each kept to what it concerns: one person, one kind of quiet call, all."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.people import PersonId
from bot.store.cargo import Kind

#: That many different people limited at once mean that the whole bot is limited.
MANY = 4
#: The whole bot never pauses longer at a time, whatever one chat was told.
LONGEST_FOR_ALL = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class _Limit:
    since: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        # A clock that went back to before it was set would otherwise prolong it.
        return self.since <= now < self.until


@dataclass(slots=True)
class Limits:
    """What Telegram asked to wait for, in this process."""

    _people: dict[PersonId, _Limit] = field(default_factory=dict)
    _quiet: dict[tuple[PersonId, Kind], _Limit] = field(default_factory=dict)
    _all: _Limit | None = None

    def note(self, person: PersonId, pause: timedelta, now: datetime) -> None:
        """Writing to somebody is limited; many at once mean that the whole bot is, for seconds."""
        self._people = {who: limit for who, limit in self._people.items() if limit.holds(now)}
        self._people[person] = _Limit(now, now + pause)
        if len(self._people) >= MANY:
            shortest = min(limit.until for limit in self._people.values()) - now
            self._all = _Limit(now, now + min(shortest, LONGEST_FOR_ALL))

    def note_quiet(self, person: PersonId, kind: Kind, pause: timedelta, now: datetime) -> None:
        """Calls of one kind about one person are limited: nothing that they read is."""
        self._quiet = {what: limit for what, limit in self._quiet.items() if limit.holds(now)}
        self._quiet[person, kind] = _Limit(now, now + pause)

    def quiet_for(self, person: PersonId, kind: Kind, now: datetime) -> timedelta | None:
        """How long calls of one kind about one person still wait, if they do."""
        limit = self._quiet.get((person, kind))
        return limit.until - now if limit and limit.holds(now) else None

    def everybody_waits(self, now: datetime) -> bool:
        """Whether the whole bot is limited now."""
        return self._all is not None and self._all.holds(now)
