"""A prevention alert to thousands while people talk and the bot is killed: who gets what, and when.

One bot in a process of its own on a SQLite file, and a local Telegram that counts as Telegram does.
"""

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.broadcasts import Theme
from bot.store import people, schema, subscriptions
from bot.store.database import Store
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests import clocked_bot
from tests.conftest import PARIS, joins, signs
from tests.databases import sqlite_file, vault
from tests.journeys.test_broadcasts import WORDS, writes
from tests.killing import PATIENCE
from tests.replica_kills import Talk, Watch
from tests.running import BotProcess, environment_for

#: Seconds between two lines of a pair, and how long they talk before the alert.
_PAUSE, BEFORE = 1.0, 20.0
_KNOWN_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of a run."""

    readers: int
    left_out: int
    #: Readers who got it more than once.
    repeated: int
    kills: int
    seconds: float
    #: Calls that Telegram refused with 429.
    refused: int
    lines: int
    lines_lost: int
    #: Seconds from a line to its copy, at the median and for 95 in 100: before, and meanwhile.
    before: tuple[float, float]
    meanwhile: tuple[float, float]

    def __str__(self) -> str:
        """The figures, one a line."""
        told = [
            f"readers {self.readers}, left out {self.left_out}, twice {self.repeated}",
            f"kills {self.kills}, {self.seconds:.0f} s, refused by Telegram {self.refused}",
            f"lines of conversations {self.lines}, lost {self.lines_lost}",
        ]
        for when, (median, most) in (("before", self.before), ("meanwhile", self.meanwhile)):
            told.append(f"delay {when}: median {median:.2f} s, 95 of 100 under {most:.2f} s")
        return "\n".join(told)


async def alert_while_talking(
    folder: Path,
    *,
    readers: int,
    kills: int,
    seed: int,
    pairs: int = 4,
    progress: Callable[[str], None] = lambda _: None,
) -> Figures:
    """Bring one alert to so many while so many pairs talk, killing the bot so often."""
    chance = random.Random(seed)
    async with SimulatorServer() as telegram:
        crowd = [telegram.world.person(f"P{number}") for number in range(readers)]
        await _all_want_it(folder, crowd)
        claire, karim = telegram.world.person("Claire"), telegram.world.person("Karim")
        environment = environment_for(telegram, sqlite_file(folder), [claire, karim])
        environment["MARAUDE_PACE"] = "on"
        bot = BotProcess(environment, folder, clocked_bot.by_wrong_clock)
        clocked_bot.set_wrong_by(_until_noon(), folder)
        await bot.start()
        try:
            await _both_sign(claire, karim)
            talks = [await _in_conversation(telegram, claire, number) for number in range(pairs)]
            telegram.world.limit_rates()
            watch, begun = Watch(telegram), time.monotonic()
            tasks = [asyncio.create_task(talk.go_on(chance, _PAUSE)) for talk in talks]
            tasks.append(asyncio.create_task(watch.look(talks)))
            await asyncio.sleep(BEFORE)
            started = await _approved(claire, karim)
            killing = asyncio.create_task(_kill(bot, chance, kills, readers / 10))
            await _until_over(telegram, crowd, readers, progress)
            seconds = time.monotonic() - started
            await killing
            for task in tasks[:-1]:
                task.cancel()
            await telegram.world.wait_until(lambda: all(t.is_complete() for t in talks), PATIENCE)
            tasks[-1].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            await bot.stop()
        got = Counter(_times(one) for one in crowd)
        lines = sum(len(lines) for talk in talks for lines in talk.lines.values())
        arrived = sum(len(set(t.arrived(r))) for t in talks for r in (t.lea, t.sam))
        early = [delay for at, delay in watch.delays if begun <= at < started]
        late = [delay for at, delay in watch.delays if at >= started]
        return Figures(
            readers,
            got[0],
            sum(count for times, count in got.items() if times > 1),
            kills,
            seconds,
            sum(call.status == 429 for call in telegram.world.calls),
            lines,
            lines - arrived,
            _spread(early),
            _spread(late),
        )


async def _all_want_it(folder: Path, crowd: Sequence[Person]) -> None:
    """Everybody is known, and wants news of scams."""
    store = Store(sqlite_file(folder), vault())
    await schema.upgrade(store)
    now = datetime.now(UTC)
    for start in range(0, len(crowd), _KNOWN_AT_ONCE):
        async with store.writing() as tx:
            for one in crowd[start : start + _KNOWN_AT_ONCE]:
                one.account.started = True
                known = await people.add(tx, one.id, [one.account.first_name], now)
                await subscriptions.follow(tx, known.id, Theme.SCAMS)
    await store.close()


def _until_noon() -> float:
    """By how many seconds a clock is wrong that shows noon: nothing is sent at night."""
    now = datetime.now(PARIS)
    noon = now.replace(hour=12, minute=0)
    return (noon - now) / timedelta(seconds=1)


async def _both_sign(*coordinators: Person) -> None:
    for one in coordinators:
        one.writes("/start")
        await one.sees_button("L'équipe", timeout=PATIENCE)
        await signs(one, f"{one.account.first_name}, coordination", PATIENCE)


async def _in_conversation(telegram: SimulatorServer, claire: Person, number: int) -> Talk:
    lea, sam = telegram.world.person(f"Léa{number}"), telegram.world.person(f"Sam{number}")
    await joins(claire, sam, PATIENCE)
    lea.writes("/parler")
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await lea.sees("est là", timeout=PATIENCE)
    return Talk(lea, sam)


async def _approved(claire: Person, karim: Person) -> float:
    await writes(claire)
    asked = await karim.sees("Alerte à approuver", timeout=PATIENCE)
    karim.presses("Approuver", in_message=asked.id)
    await karim.sees("Alerte approuvée", timeout=PATIENCE)
    return time.monotonic()


async def _kill(bot: BotProcess, chance: random.Random, kills: int, lasts: float) -> None:
    """Kill it so often while the alert leaves, and start it again."""
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0.3, 0.9) * lasts / kills)
        await bot.kill()
        await bot.start()


async def _until_over(
    telegram: SimulatorServer,
    crowd: Sequence[Person],
    readers: int,
    progress: Callable[[str], None],
) -> None:
    """Until everybody has it, or nothing came for a while."""
    last, since = -1, time.monotonic()
    while True:
        have = sum(_times(one) > 0 for one in crowd)
        progress(f"{have}/{readers}")
        if have == readers or (have == last and time.monotonic() - since > PATIENCE):
            break
        if have != last:
            last, since = have, time.monotonic()
        await asyncio.sleep(1)
    # What is repeated after a kill is on its way.
    await telegram.world.signal.next()
    await asyncio.sleep(2)


def _times(person: Person) -> int:
    return sum(WORDS[:40] in seen.text for seen in person.screen if not seen.mine)


def _spread(delays: list[float]) -> tuple[float, float]:
    if len(delays) < 2:  # two are needed to speak of a spread
        return (0.0, 0.0)
    return statistics.median(delays), statistics.quantiles(delays, n=20)[-1]
