"""`maraude bench`: this bot next to a bare python-telegram-bot echo bot, in the same run.

Both are processes of their own; the simulator runs here. What counts is the ratio.
"""

import asyncio
import base64
import contextlib
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import KEY_BYTES
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer

#: The bot that many projects begin with: it answers, keeps nothing, and may lose updates.
ECHO = """
import sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def answer(update, context):
    await update.message.reply_text("/aide")
app = ApplicationBuilder().token(sys.argv[1]).base_url(sys.argv[2] + "/bot").build()
app.add_handler(MessageHandler(filters.ALL, answer))
app.run_polling(drop_pending_updates=False)
"""
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Measure:
    """What one bot did: updates answered per second, memory in MB, seconds to the first answer."""

    per_second: float
    memory_mb: float
    idle_mb: float
    start_seconds: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians over the rounds."""

    maraude: Measure
    echo: Measure
    updates: int
    people: int

    @property
    def speed_ratio(self) -> float:
        """How many times as fast as the bare bot."""
        return self.maraude.per_second / self.echo.per_second

    @property
    def memory_ratio(self) -> float:
        """How many times its memory."""
        return self.maraude.memory_mb / self.echo.memory_mb

    @property
    def ratios(self) -> dict[str, float]:
        """Both ratios, for programs."""
        return {
            "speed_ratio": round(self.speed_ratio, 2),
            "memory_ratio": round(self.memory_ratio, 2),
        }


def report(found: Comparison) -> str:
    """The comparison as a table."""
    lines = [f"{'':10}{'updates/s':>12}{'MB':>8}{'MB idle':>10}{'start s':>10}"]
    for name, one in (("maraude", found.maraude), ("echo", found.echo)):
        lines.append(
            f"{name:10}{one.per_second:12.0f}{one.memory_mb:8.1f}"
            f"{one.idle_mb:10.1f}{one.start_seconds:10.2f}"
        )
    lines.append(f"{'ratio':10}{found.speed_ratio:12.2f}{found.memory_ratio:8.2f}")
    return "\n".join(lines)


async def compare(updates: int, people: int, rounds: int) -> Comparison:
    """Measure both bots, in turns, so that both meet the same machine."""
    measured: dict[str, list[Measure]] = {"maraude": [], "echo": []}
    for _ in range(rounds):
        for name, found in measured.items():
            found.append(await _measure(name, updates, people))
    return Comparison(_median(measured["maraude"]), _median(measured["echo"]), updates, people)


def _median(found: list[Measure]) -> Measure:
    return Measure(
        *(
            statistics.median(getattr(one, name) for one in found)
            for name in ("per_second", "memory_mb", "idle_mb", "start_seconds")
        )
    )


async def _measure(name: str, updates: int, people: int) -> Measure:
    async with SimulatorServer() as telegram:
        crowd = [telegram.world.person(f"P{number}") for number in range(people)]
        with tempfile.TemporaryDirectory(prefix="maraude-bench-") as folder:
            started = time.perf_counter()
            async with _bot(name, telegram, Path(folder)) as pid:
                await _answered(telegram, crowd[:1], 1)
                start_seconds = time.perf_counter() - started
                await _answered(telegram, crowd, people)  # everybody is known from here on
                idle = _memory(pid)
                begun = time.perf_counter()
                await _answered(telegram, crowd, updates)
                lasted = time.perf_counter() - begun
                return Measure(updates / lasted, _memory(pid), idle, start_seconds)


async def _answered(telegram: SimulatorServer, crowd: list[Person], updates: int) -> None:
    """Everybody writes /aide in turn; returns once every message is answered."""
    calls = telegram.world.calls
    seen, answers = len(calls), 0

    def all_answered() -> bool:
        nonlocal seen, answers
        answers += sum(call.method == "sendMessage" for call in calls[seen:])
        seen = len(calls)
        return answers >= updates

    telegram.world.write_many(crowd, "/aide", updates)
    await telegram.world.wait_until(all_answered, _PATIENCE)


@contextlib.asynccontextmanager
async def _bot(name: str, telegram: SimulatorServer, folder: Path) -> AsyncIterator[int]:
    command = {
        "maraude": ["-m", "bot", "run"],
        "echo": ["-c", ECHO, telegram.token, telegram.url],
    }[name]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=folder,
        env=_environment(telegram),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _environment(telegram: SimulatorServer) -> dict[str, str]:
    return {
        **os.environ,
        "NO_PROXY": "127.0.0.1,localhost",
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "MARAUDE_TELEGRAM_API_URL": telegram.url,
        "MARAUDE_TELEGRAM_TOKEN": telegram.token,
        "MARAUDE_DATABASE_URL": "sqlite+aiosqlite:///maraude.db",
        "MARAUDE_SECRET_KEYS": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        "MARAUDE_LISTEN": "127.0.0.1:0",
        "MARAUDE_LOG_LEVEL": "ERROR",
    }


def _memory(pid: int) -> float:
    """Resident memory of a process, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
