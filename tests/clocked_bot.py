"""The bot as a process of its own that goes by its world's clock: ``-m tests.clocked_bot``.

A scene lets hours pass, and the bot must know.
"""

import asyncio
import json
import threading
import time
import urllib.request
from datetime import UTC, datetime

from bot.assembly import Maraude
from bot.service import settings_or_stop, until_stopped

#: Seconds between two looks at the world's clock.
_LOOKS = 0.05


class WorldsClock:
    """The time of the simulated world, asked again and again in a thread."""

    def __init__(self, address: str) -> None:
        """Take the simulator's address, and ask it once."""
        self._address = f"{address.rstrip('/')}/sim/clock"
        self._ahead = 0.0
        self._look()
        threading.Thread(target=self._go_on, daemon=True).start()

    def _look(self) -> None:
        with urllib.request.urlopen(self._address, timeout=5) as answer:  # noqa: S310 - our own
            self._ahead = float(json.load(answer)["now"]) - time.time()

    def _go_on(self) -> None:
        while True:
            time.sleep(_LOOKS)
            try:
                self._look()
            except OSError:
                continue

    def __call__(self) -> datetime:
        """The world's time."""
        return datetime.fromtimestamp(time.time() + self._ahead, UTC)


def main() -> None:
    """Run the bot until it is stopped."""
    settings = settings_or_stop()
    clock = WorldsClock(settings.telegram_api_url)
    asyncio.run(until_stopped(Maraude(settings, clock).run()))


if __name__ == "__main__":
    main()
