"""The bot as a process of its own that goes by its world's clock: ``-m tests.clocked_bot``.

A scene lets hours pass, and the bot must know before it hears what is said next: each look at the
clock asks the simulator.
"""

import asyncio
import json
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from bot.assembly import Maraude
from bot.service import settings_or_stop, until_stopped


class WorldsClock:
    """The time of the simulated world."""

    def __init__(self, address: str) -> None:
        """Take the simulator's address."""
        self._host = urlsplit(address).netloc
        self._line: HTTPConnection | None = None

    def __call__(self) -> datetime:
        """The world's time, asked for at this moment."""
        try:
            now = self._ask()
        except (OSError, HTTPException):
            # A connection that was kept too long: once more, on a new one.
            self._line = None
            now = self._ask()
        return datetime.fromtimestamp(now, UTC)

    def _ask(self) -> float:
        self._line = self._line or HTTPConnection(self._host, timeout=5)
        self._line.request("GET", "/sim/clock")
        with self._line.getresponse() as answer:
            return float(json.load(answer)["now"])


def main() -> None:
    """Run the bot until it is stopped."""
    settings = settings_or_stop()
    clock = WorldsClock(settings.telegram_api_url)
    asyncio.run(until_stopped(Maraude(settings, clock).run()))


if __name__ == "__main__":
    main()
