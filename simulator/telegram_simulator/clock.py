"""The world's clock: real time, which a test may move forward (48 hours pass at once)."""

import time
from collections.abc import Callable


class Clock:
    """Seconds since 1970, ahead of the real ones by as much as it was moved forward."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0

    def now(self) -> float:
        """The time in the simulated world."""
        return self._source() + self._ahead

    __call__ = now

    def forward(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass at once."""
        self._ahead += hours * 3600 + minutes * 60 + seconds
