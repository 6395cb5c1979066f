"""What is to be sent and no disk may hold, not even for a moment: an answer, a score, a reaction.

It stays in memory until it is sent; the outbox holds a number that means nothing elsewhere.
After a restart it is gone, and whoever waits for it is told where to go on.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping

from bot.store.parcels import Reference

#: Sent long before so many others are put aside, unless Telegram is away for long.
_KEPT = 10_000
_BITS = 62


class Aside:
    """A small memory that forgets the oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: OrderedDict[int, Mapping[str, Reference]] = OrderedDict()

    def put(self, payload: Mapping[str, Reference]) -> int:
        """Keep a payload; returns the number under which it is found."""
        number = secrets.randbits(_BITS)
        self._kept[number] = payload
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return number

    def get(self, number: int) -> Mapping[str, Reference] | None:
        """What is kept under a number, if it is still known."""
        return self._kept.get(number)
