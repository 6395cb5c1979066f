"""Switches that make Telegram fail, so that everyone can see that nothing is lost."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failures:
    """What goes wrong on purpose; all off by default. ``every`` n: 0 is never, 1 is always."""

    down: bool = False  # the connection is closed with no answer
    slow_ms: int = 0
    too_many_requests_every: int = 0
    retry_after: int = 1
    lose_answers_every: int = 0  # the call is carried out, then the connection is cut
    half_answers_every: int = 0  # the same, in the middle of the answer
    error_500_every: int = 0


@dataclass(slots=True)
class FailureCounters:
    """Counts the calls, to know which ones fail."""

    seen: dict[str, int] = field(default_factory=dict)

    def due(self, kind: str, every: int) -> bool:
        """Whether this call is the n-th of its kind."""
        if every <= 0:
            return False
        self.seen[kind] = self.seen.get(kind, 0) + 1
        return self.seen[kind] % every == 0
