"""How the line to Telegram is doing, for the health page."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.delivery.troubles import Troubles

#: Seconds without Telegram before the service counts as degraded: less is a hiccup.
LONG = 60.0
_AGES = ((60.0, "under a minute"), (3600.0, "minutes"), (86_400.0, "hours"))


@dataclass(slots=True)
class Link:
    """When Telegram last answered, and since when it does not."""

    troubles: Troubles
    now: Callable[[], float] = time.monotonic
    #: A token that worked once is tried again, whatever Telegram, or a proxy, says of it later.
    worked: bool = False
    _worked_at: float = 0.0
    _failing_since: float | None = None
    _failure: str = ""

    def answered(self) -> None:
        """Telegram did what it was asked."""
        self.worked = True
        self._worked_at = self.now()
        self._failing_since = None

    def failed(self, kind: str) -> None:
        """It did not; ``kind`` says how, in a word of ours."""
        self.troubles.note(kind)
        self._failure = kind
        if self._failing_since is None:
            self._failing_since = self.now()

    def down_for_long(self) -> bool:
        """Whether it has not answered for longer than a minute."""
        since = self._failing_since
        return since is not None and self.now() - since >= LONG

    def describe(self) -> dict[str, str]:
        """Whether it answers; when it did last; how and for how long it has not."""
        last = self._age(self._worked_at) if self.worked else "never"
        if self._failing_since is None:
            return {"state": "up" if self.worked else "not reached yet", "last_success": last}
        return {
            "state": "failing",
            "last_success": last,
            "failing_for": self._age(self._failing_since),
            "failure": self._failure,
        }

    def _age(self, moment: float) -> str:
        age = self.now() - moment
        return next((name for limit, name in _AGES if age < limit), "days")
