"""How long a coordinator waits for figures of many territories and years.

    python tools/figures.py [--territories 20] [--years 5] [--database postgresql+asyncpg://...]

Fills a database of its own with invented counters (on SQLite without ``--database``; another one
must be empty), then asks for periods of every territory together: *first*, when nothing of them
was closed before, as after an upgrade; *then*, when all of it is; *read*, what is left to do.
"""

import argparse
import asyncio
import random
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bot.actions.context import Context
from bot.actions.sum_up import close_for, summarise, until_now
from bot.assembly import content_folder
from bot.content.collection import Library
from bot.content.loading import load
from bot.domain.danger import Danger, Topic
from bot.domain.figures import BUCKETS, TOTALS, WEEKDAYS, Measure
from bot.domain.pseudonyms import Names
from bot.domain.summaries import EVERYWHERE
from bot.store import schema
from bot.store.database import Store
from bot.store.tables import counters
from bot.store.vault import Vault

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PERIODS = ("7j", "mois", "trimestre", "annee")
PARIS = ZoneInfo("Europe/Paris")
_BUCKETS = tuple(f"<{bound}" for bound in BUCKETS)
#: What is counted of a day, beside one line of every total.
_LABELS: dict[Measure, tuple[str, ...]] = {
    Measure.REQUEST: tuple(Topic),
    Measure.DANGER: tuple(level.word for level in Danger),
    Measure.REQUEST_HOUR: tuple(f"{hour:02}" for hour in range(24)),
    Measure.REQUEST_DAY: WEEKDAYS,
    Measure.WAITING_TIME: _BUCKETS,
    Measure.HANDLING_TIME: _BUCKETS,
    Measure.OUTCOME: ("listened", "informed", "oriented"),
    Measure.SATISFACTION: ("good", "fair", "poor"),
    Measure.TRIAGE_VERDICT: ("none-right", "high-right", "high-wrong"),
}


@dataclass(frozen=True, slots=True)
class Service:
    """How many territories, for how long."""

    territories: int
    years: int
    url: str

    @property
    def names(self) -> list[str]:
        """What their files are called."""
        return [f"territoire-{number:02}" for number in range(self.territories)]


def library_of(service: Service) -> Library:
    """The shipped content, with these territories in the place of its own."""
    shipped = load(content_folder(), NOW.date())
    made = {
        name: shipped.home.model_copy(
            update={"slug": name, "example": False, "default": name == service.names[0]}
        )
        for name in service.names
    }
    return replace(shipped, territories=made)


def lines_of(day: date, name: str, chance: random.Random) -> Iterator[dict[str, object]]:
    """The counters of a day."""
    for measure in TOTALS:
        if measure not in _LABELS:
            yield _line(day, name, measure, "")
    for measure, labels in _LABELS.items():
        yield _line(day, name, measure, chance.choice(labels))
    yield _line(day, name, Measure.REQUEST, chance.choice(list(Topic)[:8]))


def _line(day: date, name: str, measure: Measure, label: str) -> dict[str, object]:
    key = {"day": day.isoformat(), "territory": name, "measure": measure.value, "label": label}
    return {"bot_id": 1, "count": 3, **key}


async def fill(store: Store, service: Service) -> int:
    """Invent the counters, day after day as they come; gives how many lines they are."""
    chance, written = random.Random(7), 0  # nobody is behind it
    for back in range(service.years * 365, 0, -1):
        day = NOW.date() - timedelta(days=back)
        lines = {
            (line["territory"], line["measure"], line["label"]): line
            for name in service.names
            for line in lines_of(day, name, chance)
        }
        async with store.writing() as tx:
            await tx.connection.execute(insert(counters), list(lines.values()))
        written += len(lines)
    return written


async def ask(store: Store, library: Library, period: str) -> tuple[float, float, float]:
    """Milliseconds until a period is closed first, then, and until it is read."""
    async with store.writing() as tx:
        ctx = Context(tx, NOW, Names((), ()), PARIS, shelf=lambda: library)
        until = until_now(library, NOW)
        took = []
        for _ in range(2):
            began = time.perf_counter()
            await close_for(ctx, period, until)
            took.append(time.perf_counter() - began)
        began = time.perf_counter()
        await summarise(tx, library, period, until, EVERYWHERE)
        read = time.perf_counter() - began
        # The next period finds nothing closed either.
        await tx.connection.run_sync(lambda connection: connection.rollback())
    return took[0] * 1000, took[1] * 1000, read * 1000


async def measure(service: Service) -> None:
    """Fill, ask, and print the table."""
    store = Store(service.url, Vault(1, (secrets.token_bytes(32),)))
    await schema.upgrade(store)
    print(f"{await fill(store, service):,} lines of counters")
    library = library_of(service)
    for period in PERIODS:
        first, then, read = await ask(store, library, period)
        print(f"{period:10} first {first:7.0f} ms  then {then:6.0f} ms  read {read:6.0f} ms")
    await store.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--territories", type=int, default=20)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite+aiosqlite:///{folder}/figures.db"
        asyncio.run(measure(Service(given.territories, given.years, url)))


if __name__ == "__main__":
    main()
