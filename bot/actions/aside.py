"""What is to be sent and no disk may hold, not even for a moment: an answer, a score, a reaction.

It stays in memory until it is sent; the outbox holds a number that means nothing elsewhere.
After a restart it is gone, and whoever waits for it is told where to go on.
"""

import secrets
from collections import OrderedDict

from bot.store.cargo import Aside as Number
from bot.store.cargo import Cargo, React, Show

#: Sent long before so many others are put aside, unless Telegram is away for long.
_KEPT = 10_000
_BITS = 62


class Aside:
    """A small memory that forgets the oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: OrderedDict[int, Show | React] = OrderedDict()

    def put(self, cargo: Show | React) -> Number:
        """Keep something; returns the number under which it is found."""
        number = secrets.randbits(_BITS)
        self._kept[number] = cargo
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return Number(cargo.kind, number)

    def found(self, cargo: Cargo) -> Cargo | None:
        """What a row holds, itself or in memory; None if a restart forgot it."""
        return self._kept.get(cargo.number) if isinstance(cargo, Number) else cargo
