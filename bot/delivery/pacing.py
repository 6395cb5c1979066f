"""Under Telegram's limits by ourselves: thirty messages a second in all, one a second per chat.

Both numbers, and that a chat may burst for a moment, are Telegram's
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). The last places
are danger's: whatever else is sent leaves them free, so that at full load too a danger message
leaves at once.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.domain.people import PersonId
from bot.store.cargo import Kind
from bot.store.parcels import Lane, Parcel

#: Messages that may leave within a second, to everybody together.
PLACES = 30
#: One in so many places is danger's alone.
_ONE_IN = 10
#: What was written for many leaves only while less than this part of all places is taken.
_FOR_MANY = 2
#: A second, and what the network may take away from it: two calls can arrive closer together
#: than they left.
WITHIN = 1.1
#: Messages that one chat may get at once; then one a second. The last one is danger's.
CHAT_BURST = 5
#: Chats whose pace is remembered: whoever got nothing for some seconds needs no memory.
_REMEMBERED = 10_000
#: What Telegram counts. Marks, menus and deletions are no messages; a topic begins with one.
_COUNTED = frozenset({Kind.SHOW, Kind.COPY, Kind.RELAY, Kind.REWRITE, Kind.TOPIC})


@dataclass(slots=True)
class Window:
    """At most ``places`` moments in any stretch of ``WITHIN`` seconds."""

    _taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float, places: int) -> float:
        """Seconds until one of so many places is free; 0 if one is."""
        while self._taken and now - self._taken[0] >= WITHIN:
            self._taken.popleft()
        if len(self._taken) < places:
            return 0.0
        return self._taken[len(self._taken) - places] + WITHIN - now

    def take(self, now: float) -> None:
        """A message leaves."""
        self._taken.append(now)


@dataclass(slots=True)
class Chats:
    """Each chat's own pace: a burst, then one a second.

    The generic cell rate algorithm (ITU-T I.371): all that is kept of a chat is the moment at
    which it will have caught up.
    """

    _caught_up: dict[PersonId, float] = field(default_factory=dict)

    def wait(self, person: PersonId, now: float, burst: int) -> float:
        """Seconds until somebody may get one more; 0 if they may now."""
        return max(0.0, self._caught_up.get(person, now) - now - (burst - 1))

    def had_all(self, person: PersonId, now: float) -> None:
        """Somebody got all that their chat may get at once, whatever was counted here."""
        self._caught_up[person] = max(now + CHAT_BURST, self._caught_up.get(person, now))

    def take(self, person: PersonId, now: float) -> None:
        """A message leaves for somebody."""
        if len(self._caught_up) >= _REMEMBERED:
            self._caught_up = {who: at for who, at in self._caught_up.items() if at > now}
        self._caught_up[person] = max(now, self._caught_up.get(person, now)) + 1


class Pace:
    """Gives each message its turn."""

    def __init__(
        self,
        *,
        on: bool = False,
        learns: bool = True,
        sharing: Callable[[], int] = lambda: 1,
        tell: Callable[[], float] = time.monotonic,
    ) -> None:
        """``on``: from the beginning; ``learns``: else from the first refusal on.

        ``sharing`` says how many processes send for this bot: each has its part of the places.
        """
        self._on, self._learns = on, learns
        self._sharing = sharing
        self._tell = tell
        self._all, self._chats = Window(), Chats()
        self._line = {lane: asyncio.Lock() for lane in Lane}
        self._danger_in_line = 0
        #: Runs that wait for their turn, by lane: they need no connection meanwhile.
        self.waiting = dict.fromkeys(Lane, 0)

    def refused(self, person: PersonId) -> None:
        """Telegram said 429 for somebody: this server counts, and their chat has had its burst."""
        self._on |= self._learns
        self._chats.had_all(person, self._tell())

    async def turn(self, parcel: Parcel) -> None:
        """Wait until this message may leave."""
        if self._on and parcel.kind in _COUNTED:
            self.waiting[parcel.lane] += 1
            try:
                await self._turn(parcel.recipient_id, parcel.lane)
            finally:
                self.waiting[parcel.lane] -= 1

    async def _turn(self, person: PersonId, lane: Lane) -> None:
        burst = CHAT_BURST if lane is Lane.DANGER else CHAT_BURST - 1
        while True:
            await _past(lambda: self._chats.wait(person, self._tell(), burst))
            async with self._next_in_line(lane):
                await _past(lambda: self._all.wait(self._tell(), self._places(lane)))
                now = self._tell()
                # The other lane may have written to them meanwhile.
                if not self._chats.wait(person, now, burst):
                    self._all.take(now)
                    self._chats.take(person, now)
                    return

    @asynccontextmanager
    async def _next_in_line(self, lane: Lane) -> AsyncIterator[None]:
        """First come, first served within a lane; danger that waits is before the others."""
        in_danger = lane is Lane.DANGER
        self._danger_in_line += in_danger
        try:
            async with self._line[lane]:
                yield
        finally:
            self._danger_in_line -= in_danger

    def _places(self, lane: Lane) -> int:
        all_of_them = max(2, PLACES // max(1, self._sharing()))
        if lane is Lane.DANGER:
            return all_of_them
        if lane is Lane.BROADCAST:
            return max(1, all_of_them // _FOR_MANY - self._danger_in_line)
        spared = max(1, all_of_them // _ONE_IN)
        return max(1, all_of_them - spared - self._danger_in_line)


async def _past(wait: Callable[[], float]) -> None:
    while pause := wait():  # noqa: ASYNC110  # only time brings a turn nearer
        await asyncio.sleep(pause)
