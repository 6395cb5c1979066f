"""What went wrong since the start, as counts: kinds of trouble, never whose or what was said."""

import time
import traceback
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

#: Seconds for which a trouble shows as one.
_LATELY = 60.0


class Kind(StrEnum):
    """What went wrong in sending."""

    #: A screen could not be drawn, or a message not be put together.
    UNDRAWABLE = "undrawable"
    #: A row, or what it refers to, could not be read.
    UNREADABLE = "unreadable"
    #: A seal that no key opens.
    SEAL = "seal"
    #: What was delivered could not be noted as usual.
    NOT_NOTED = "not-noted"
    #: A loop of the outbox or of the timers stumbled, and went on.
    STUMBLED = "stumbled"
    #: What a timer does went wrong; it is tried again.
    TIMER_FAILED = "timer-failed"


class Troubles:
    """Counts troubles by kind, for the health page."""

    def __init__(self) -> None:
        """Start with none."""
        self._seen: Counter[str] = Counter()
        self._last: dict[str, float] = {}

    def note(self, kind: str) -> None:
        """One more of a kind; the name of a kind holds no id and no word of anybody."""
        self._seen[str(kind)] += 1
        self._last[str(kind)] = time.monotonic()

    def lately(self, kind: str) -> bool:
        """Whether this went wrong within the last minute."""
        last = self._last.get(str(kind))
        return last is not None and time.monotonic() - last < _LATELY

    def seen(self) -> Mapping[str, int]:
        """How often each kind was noted."""
        return dict(self._seen)


def places(error: BaseException) -> dict[str, str]:
    """What a log may tell of an error: its type and where it came from, never its values."""
    origin = error.__cause__ or error
    frames = traceback.extract_tb(origin.__traceback__)[-4:]
    where = (f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in reversed(frames))
    return {"error": type(origin).__name__, "where": " < ".join(where)}
