"""Running the real bot, inside the test or as a process of its own."""

import asyncio
import base64
import contextlib
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.assembly import Clock, Maraude, utc_now
from bot.content.public_holidays import holidays_of
from bot.service import run
from bot.settings import Settings
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World

KEY = base64.b64encode(b"k" * 32).decode()


def settings_for(telegram: SimulatorServer, database_url: str, **more: object) -> Settings:
    """The settings of a test's bot; nothing comes from the environment or a file."""
    given: dict[str, object] = {
        "telegram_token": telegram.token,
        "telegram_api_url": telegram.url,
        "database_url": database_url,
        "secret_keys": KEY,
        "listen": "127.0.0.1:0",
        **more,
    }
    return Settings(_env_file=None, **given)  # type: ignore[arg-type, call-arg]


@dataclass(frozen=True, slots=True)
class SharedClock:
    """A bot's clock that moves with the world's."""

    world: World

    def __call__(self) -> datetime:
        """The world's time."""
        return datetime.fromtimestamp(self.world.clock.now(), UTC)


@dataclass(slots=True)
class Life:
    """A bot inside this event loop, which may be cut short and begin again."""

    settings: Settings
    clock: Clock = utc_now
    _maraude: Maraude | None = None
    _task: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        """Start it, and wait until it is there."""
        await self.begin()

    async def begin(self) -> Maraude:
        """The same; gives it."""
        self._maraude = Maraude(self.settings, self.clock)
        self._task = asyncio.create_task(self._maraude.run())
        ready = asyncio.create_task(self._maraude.ready.wait())
        first = asyncio.FIRST_COMPLETED
        await asyncio.wait({self._task, ready}, return_when=first, timeout=15)
        ready.cancel()
        return self._maraude

    async def stop(self) -> int:
        """Stop it; its failure is raised."""
        assert self._task is not None
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        return 0

    async def kill(self) -> None:
        """Cut it short: what it is sending is not noted, and what is in memory is gone."""
        assert self._maraude is not None
        for sending in [one for busy in self._maraude.outbox._busy.values() for one in busy]:
            sending.cancel()
        await self.stop()

    async def crash(self) -> Maraude:
        """Cut it short, and begin anew."""
        await self.kill()
        return await self.begin()


@contextlib.asynccontextmanager
async def running(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Maraude]:
    """The bot inside this event loop, stopped in the end; its failure fails the test."""
    life = Life(settings, clock)
    try:
        yield await life.begin()
    finally:
        await life.stop()


#: Each bot is forked from a process that has read all it needs (warm.py).
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.warm"])


@dataclass(slots=True)
class BotProcess:
    """The bot in a process of its own; ``program`` is what it runs."""

    environment: dict[str, str]
    folder: Path
    program: Callable[[], None] = run
    _process: ForkServerProcess | None = field(default=None)
    _starts: int = 0

    async def start(self) -> None:
        """Start it; what it logs is kept for the marker scan."""
        self._starts += 1
        log = self.folder / f"bot-{self._starts}.log"
        environment = {**_clean_environment(), **self.environment}
        given = (self.program, environment, self.folder, log)
        self._process = _FORKS.Process(target=_live, args=given, daemon=True)
        await asyncio.to_thread(self._process.start)

    @property
    def pid(self) -> int:
        """Which process it is."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end; returns its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, how)
        await asyncio.to_thread(self._process.join, 20)
        code = self._process.exitcode
        assert code is not None, "it does not end"
        return code


def _live(
    program: Callable[[], None], environment: Mapping[str, str], folder: Path, log: Path
) -> None:
    """Be a bot from here on, with these variables only, in that folder; what it says is logged."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    with log.open("wb") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    program()


def _clean_environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MARAUDE_")}
    here = Path(__file__).parent.parent
    return {**kept, "PYTHONPATH": os.pathsep.join([str(here), str(here / "simulator")])}


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def environment_for(
    telegram: SimulatorServer, database_url: str, coordinators: list[Person]
) -> dict[str, str]:
    """The five settings that an operator must give, a free port, and a quick start.

    Stories that start the bot again and again are about what is lost: one voice of triage reads
    what they say as well, and starts a second sooner.
    """
    return {
        "MARAUDE_TELEGRAM_API_URL": telegram.url,
        "MARAUDE_TELEGRAM_TOKEN": telegram.token,
        "MARAUDE_DATABASE_URL": database_url,
        "MARAUDE_SECRET_KEYS": KEY,
        "MARAUDE_COORDINATORS": ",".join(str(person.id) for person in coordinators),
        "MARAUDE_LISTEN": "127.0.0.1:0",
        "MARAUDE_LOG_LEVEL": "DEBUG",
        "MARAUDE_TRIAGE_VOICES": "1",
    }


@contextlib.asynccontextmanager
async def run_by_an_operator(environment: dict[str, str], folder: Path) -> AsyncIterator[int]:
    """The bot as operators start it, ``python -m bot run``; gives its process id."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=folder, env={**_clean_environment(), **environment},
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.terminate()
        code = await asyncio.wait_for(process.wait(), 20)
    assert code == 0, code


async def run_maraude(
    environment: dict[str, str], folder: Path, *arguments: str
) -> tuple[int, str]:
    """Run a command to its end; returns its exit code and what it said."""
    return await run_python(environment, folder, "-m", "bot", *arguments)


async def run_python(environment: dict[str, str], folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a program that knows the packages of this repository, and nobody's settings."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=folder,
        env={**_clean_environment(), **environment},
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 110)
    return process.returncode or 0, output.decode()


def pass_until(world: World, hour: float, zone: ZoneInfo) -> None:
    """Let time pass until that hour of the next day on which the team works."""
    local = datetime.fromtimestamp(world.clock.now(), zone)
    target = local.replace(hour=int(hour), minute=int(hour % 1 * 60), second=0)
    while target <= local or not _works(target):
        target += timedelta(days=1)
    world.clock.forward(seconds=(target - local).total_seconds())


def _works(day: datetime) -> bool:
    """From Monday to Thursday, but for public holidays: the next day is like it, or another."""
    return day.weekday() in {0, 1, 2, 3} and not holidays_of("FR")(day.date())
