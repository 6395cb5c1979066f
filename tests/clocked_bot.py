"""The bot as a process of its own that goes by another clock than its machine's.

A scene lets hours pass, and the bot must know before it hears what is said next: each look at the
clock asks the simulator. And a machine's clock may jump.
"""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from bot.assembly import Clock, Maraude
from bot.service import settings_or_stop, until_stopped
from bot.settings import Settings


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


#: In a bot's folder: by how many seconds its machine's clock is wrong.
WRONG = Path("clock-is-wrong-by")


def wrong_clock() -> datetime:
    """This machine's time, as wrong as a file in the bot's folder says."""
    return datetime.now(UTC) + timedelta(seconds=float(WRONG.read_text("ascii")))


def set_wrong_by(seconds: float, folder: Path) -> None:
    """Have the clock of the bot in a folder be so wrong from now on; at no moment is it missing."""
    new = folder / f"{WRONG}-new"
    new.write_text(str(seconds), "ascii")
    new.replace(folder / WRONG)


def main() -> None:
    """Run the bot by the world's clock until it is stopped."""
    settings = settings_or_stop()
    _run(settings, WorldsClock(settings.telegram_api_url))


def by_wrong_clock() -> None:
    """Run it by a clock that may be wrong, and is right as long as nobody says otherwise."""
    if not WRONG.exists():
        set_wrong_by(0, Path())
    _run(settings_or_stop(), wrong_clock)


def _run(settings: Settings, clock: Clock) -> None:
    asyncio.run(until_stopped(Maraude(settings, clock).run()))
