"""Each scene, played by each bot in turns, so that all meet the same machine."""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.bench.bots import Bot, Process
from bot.bench.scenes import Loop, Scene, help_wanted
from telegram_simulator.server import SimulatorServer

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one bot did in one scene: medians over the rounds."""

    scene: str
    bot: str
    per_second: float
    #: Milliseconds from the act to what it brings.
    median_ms: float
    p95_ms: float
    #: Milliseconds of processor for each act.
    busy_ms: float
    #: Resident memory: once everybody is known, and in the end.
    idle_mb: float
    memory_mb: float
    start_seconds: float


async def compare(
    bots: Sequence[Bot],
    scenes: Sequence[type[Scene]],
    *,
    acts: int,
    people: int,
    rounds: int,
    progress: Progress,
) -> list[Measure]:
    """Measure so many acts of so many people, round after round. Raises TimeoutError."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for turn in range(rounds):
        for scene in scenes:
            for bot in bots:
                if not (bot.is_maraude or scene.for_echo):
                    continue
                progress(f"{turn + 1}/{rounds} {scene.name}: {bot.name}")
                one = await _measure(bot, scene, acts // scene.share, people)
                found.setdefault((scene.name, bot.name), []).append(one)
    return [_median(some) for some in found.values()]


def _median(found: list[Measure]) -> Measure:
    first = found[0]
    names = [name for name in Measure.__dataclass_fields__ if name not in {"scene", "bot"}]
    values = (statistics.median(getattr(one, name) for one in found) for name in names)
    return Measure(first.scene, first.bot, *(round(value, 3) for value in values))


async def _measure(bot: Bot, kind: type[Scene], acts: int, people: int) -> Measure:
    async with SimulatorServer() as telegram:
        scene = kind(telegram, people, maraude=bot.is_maraude)
        with tempfile.TemporaryDirectory(prefix="maraude-bench-") as folder:
            started = time.perf_counter()
            team = [person.id for person in scene.team]
            async with bot.running(telegram, Path(folder), team) as process:
                await Loop(telegram).run(scene.crowd[:1], help_wanted, 1)
                start_seconds = time.perf_counter() - started
                await scene.prepare(acts)
                return await _acts(bot, scene, process, acts, start_seconds)


async def _acts(
    bot: Bot, scene: Scene, process: Process, acts: int, start_seconds: float
) -> Measure:
    idle, busy = process.memory_mb, process.busy_seconds
    loop = Loop(scene.telegram)
    lasted = await loop.run(scene.actors, scene.act, acts)
    return Measure(
        scene.name,
        bot.name,
        acts / lasted,
        statistics.median(loop.delays) * 1000,
        statistics.quantiles(loop.delays, n=20)[-1] * 1000,
        (process.busy_seconds - busy) / acts * 1000,
        idle,
        process.memory_mb,
        start_seconds,
    )
