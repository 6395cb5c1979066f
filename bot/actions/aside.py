"""What a screen or a call needs and no disk may hold: an answer, a score, a reaction.

It stays in memory until it is sent; the outbox holds a number that means nothing elsewhere.
After a restart it is gone, and the screen is drawn without.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping

#: Sent long before so many others are put aside, unless Telegram is away for long.
_KEPT = 10_000
#: Numbers that JSON keeps whole.
_BITS = 52

Values = Mapping[str, str | int]


class Aside:
    """A small memory that forgets the oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: OrderedDict[int, Values] = OrderedDict()

    def put(self, values: Values) -> int:
        """Keep values; returns the number under which they are found."""
        number = secrets.randbits(_BITS)
        self._kept[number] = values
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return number

    def get(self, number: object) -> Values:
        """The values of a number; nothing if they are not known any more."""
        return self._kept.get(number, {}) if isinstance(number, int) else {}
