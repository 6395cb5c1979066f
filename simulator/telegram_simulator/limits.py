"""Telegram's limits on sending: 30 messages a second in all, one a second per chat.

Off unless a world is given them: most tests are about something else.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bucket:
    """So many at once, then one each ``1 / rate`` seconds."""

    rate: float
    burst: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Take one; or the seconds after which one may be taken."""
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level >= 1:
            self.level -= 1
            return 0.0
        return (1 - self.level) / self.rate


@dataclass(slots=True)
class RateLimits:
    """The limits of one bot; a chat may burst a little, as it may in reality."""

    now: Callable[[], float]
    overall: float = 30.0
    per_chat: float = 1.0
    chat_burst: float = 5.0
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _all: Bucket | None = None

    def retry_after(self, chat_id: int) -> int:
        """0 when a message may be sent to this chat now, else the whole seconds to wait."""
        now = self.now()
        if self._all is None:
            self._all = Bucket(self.overall, self.overall, self.overall, now)
        chat = self._chats.setdefault(
            chat_id, Bucket(self.per_chat, self.chat_burst, self.chat_burst, now)
        )
        wait = chat.wait(now) or self._all.wait(now)
        return math.ceil(wait)
