"""What went wrong since the start, as counts: kinds of trouble, never whose or what was said."""

from collections import Counter
from collections.abc import Mapping


class Troubles:
    """Counts troubles by kind, for the health page."""

    def __init__(self) -> None:
        """Start with none."""
        self._seen: Counter[str] = Counter()

    def note(self, kind: str) -> None:
        """One more of a kind; the name of a kind holds no id and no word of anybody."""
        self._seen[kind] += 1

    def seen(self) -> Mapping[str, int]:
        """How often each kind was noted."""
        return dict(self._seen)
