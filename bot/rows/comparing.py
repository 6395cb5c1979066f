"""`maraude bench --rows N`: each act in a small database and in one with so many rows."""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.assembly import content_folder
from bot.content.loading import load
from bot.rows.acts import ACTS, Measured, Scene, a_worker
from bot.rows.counting import Steps, counted
from bot.rows.filling import fill
from bot.store import schema
from bot.store.database import Store, Transaction
from bot.store.vault import Vault

#: Rows of the database that the large one is held against.
SMALL = 1_000
_NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
_REPEATED = 9

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Cost:
    """One act: median milliseconds with its commit, the longest, and steps of the database."""

    milliseconds: float
    longest: float
    steps: int


@dataclass(frozen=True, slots=True)
class Growth:
    """What an act costs in the small and in the large database."""

    act: str
    small: Cost
    large: Cost

    @property
    def steps_ratio(self) -> float:
        """How many times as many steps."""
        return self.large.steps / max(self.small.steps, 1)

    @property
    def time_ratio(self) -> float:
        """How many times as long."""
        return self.large.milliseconds / self.small.milliseconds


async def compare_rows(rows: int, progress: Progress) -> list[Growth]:
    """Measure every act in both databases, which are thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="maraude-rows-") as folder:
        small = await _measure_all(Path(folder) / "small.db", SMALL, progress)
        large = await _measure_all(Path(folder) / "large.db", rows, progress)
    return [Growth(name, small[name], large[name]) for name in ACTS]


async def _measure_all(path: Path, rows: int, progress: Progress) -> dict[str, Cost]:
    store = Store(f"sqlite+aiosqlite:///{path}", Vault(1, (b"k" * 32,)))
    try:
        await schema.upgrade(store)
        async with store.writing() as tx:
            worker = await a_worker(tx, _NOW)
        begun = time.perf_counter()
        library = load(content_folder(), _NOW.date())
        last = await fill(store, rows, _NOW, worker, library.home.slug)
        scene = Scene(_NOW, worker, library, last)
        await store.sweep()
        progress(f"{rows} rows filled in {time.perf_counter() - begun:.1f} s")
        return {name: await _measure(store, scene, act) for name, act in ACTS.items()}
    finally:
        await store.close()


async def _measure(store: Store, scene: Scene, measured: Measured) -> Cost:
    steps = Steps()
    await _once(store, scene, measured, lambda: counted(store, steps))
    took = [await _once(store, scene, measured, store.writing) for _ in range(_REPEATED)]
    return Cost(round(statistics.median(took), 3), round(max(took), 3), steps.sum)


async def _once(
    store: Store,
    scene: Scene,
    measured: Measured,
    begin: Callable[[], AbstractAsyncContextManager[Transaction]],
) -> float:
    them = None
    if measured.prepare is not None:
        async with store.writing() as tx:
            them = await measured.prepare(scene, tx)
    begun = time.perf_counter()
    async with begin() as tx:
        await measured.act(scene, tx, them)
    return (time.perf_counter() - begun) * 1000


def report_rows(found: list[Growth], rows: int) -> str:
    """The table."""
    head = f"{'':24}{'steps':>10}{f'at {rows}':>10}{'ratio':>7}{'ms':>9}{'at ' + str(rows):>10}"
    lines = [f"{head}{'ratio':>7}{'longest':>9}"]
    lines += [
        f"{one.act:24}{one.small.steps:10}{one.large.steps:10}{one.steps_ratio:7.2f}"
        f"{one.small.milliseconds:9.2f}{one.large.milliseconds:10.2f}{one.time_ratio:7.2f}"
        f"{one.large.longest:9.2f}"
        for one in found
    ]
    return "\n".join(lines)
