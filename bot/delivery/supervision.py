"""Keeps the bot's tasks going: none of them may end the others.

What a task raises is a fault of its own: it is logged without content, counted for the health
page, and the task is started again after a pause that grows while it keeps failing.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import structlog

from bot.delivery.troubles import Troubles

log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
#: A task that ran for so long had recovered: its next fault is a first one again.
_RECOVERED_AFTER = 60.0


class Keep(Protocol):
    """Runs a task, whatever happens to it."""

    async def __call__(self, name: str, work: Work) -> None:
        """Run it until it ends by itself or is cancelled."""


async def unsupervised(name: str, work: Work) -> None:
    """Run a task once: its failure is its caller's."""
    del name
    await work()


class Supervisor:
    """Starts tasks again when they fail."""

    def __init__(
        self,
        troubles: Troubles,
        fatal: tuple[type[Exception], ...] = (),
        *,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        """Take where to count, and what no new start can mend: it ends everything."""
        self._troubles = troubles
        self._fatal = fatal
        self._first_pause = first_pause
        self._restarts: Counter[str] = Counter()
        self._failed_at: dict[str, float] = {}

    async def keep(self, name: str, work: Work) -> None:
        """Run a task until it ends by itself or is cancelled. Raises what is fatal."""
        pause = self._first_pause
        while True:
            started = time.monotonic()
            try:
                await work()
            except Exception as error:
                if self._is_fatal(error):
                    raise
                log.exception("task_failed", kind=name)
                self._note(name)
            else:
                return
            if time.monotonic() - started > _RECOVERED_AFTER:
                pause = self._first_pause
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def restarted(self) -> Mapping[str, int]:
        """How often each task was started again."""
        return dict(self._restarts)

    def failing(self) -> bool:
        """Whether a task failed within the last minute."""
        now = time.monotonic()
        return any(now - moment < _RECOVERED_AFTER for moment in self._failed_at.values())

    def _note(self, name: str) -> None:
        self._restarts[name] += 1
        self._failed_at[name] = time.monotonic()
        self._troubles.note("task_failed")

    def _is_fatal(self, error: Exception) -> bool:
        if isinstance(error, ExceptionGroup):
            return any(self._is_fatal(one) for one in error.exceptions)
        return isinstance(error, self._fatal)
