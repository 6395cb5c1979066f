"""Random faults while people talk, and what must hold after each: the promises, tried at random.

One bot in a process of its own on a SQLite file, one local Telegram. Each run has a seed, which
decides what breaks, when and for how long; meanwhile two pairs talk and somebody else asks for
the emergency numbers.
"""

import asyncio
import os
import random
import resource
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests import clocked_bot
from tests.conftest import joins
from tests.databases import sqlite_file
from tests.replica_kills import PATIENCE, Talk
from tests.running import BotProcess, Life, environment_for

#: Seconds that a fault lasts, at least and at most; those that people talk before and after.
FAULT, AROUND = (0.5, 2.5), 0.4
#: Seconds between two lines of a pair.
PAUSE = 0.15
_PAIRS = 2


@dataclass(slots=True)
class Place:
    """Where runs happen: the bot, its file, and who talks."""

    telegram: SimulatorServer
    bot: BotProcess | Life
    database: Path
    pairs: list[tuple[Person, Person]] = field(default_factory=list)
    #: Somebody who asks for the numbers only.
    noe: Person | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that breaks: for as long as its context lasts."""

    name: str
    during: Callable[[Place, random.Random], AbstractAsyncContextManager[None]]
    #: The bot and Telegram are there meanwhile, so that the numbers must come meanwhile.
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one run."""

    seed: int
    fault: str
    lines: int
    #: In words: which promises did not hold; empty as a rule.
    broken: tuple[str, ...]


@asynccontextmanager
async def a_place(folder: Path) -> AsyncIterator[Place]:
    """A bot at work, with two pairs in conversation."""
    async with SimulatorServer() as telegram:
        claire = telegram.world.person("Claire")
        environment = environment_for(telegram, sqlite_file(folder), [claire])
        bot = BotProcess(environment, folder, clocked_bot.by_wrong_clock)
        place = Place(telegram, bot, folder / "maraude.db")
        await bot.start()
        try:
            for number in range(_PAIRS):
                place.pairs.append(await _a_pair(telegram, claire, number))
            place.noe = telegram.world.person("Noé")
            yield place
        finally:
            telegram.world.failures = Failures()
            await bot.stop()


async def _a_pair(telegram: SimulatorServer, claire: Person, n: int) -> tuple[Person, Person]:
    lea, sam = telegram.world.person(f"Léa{n}"), telegram.world.person(f"Sam{n}")
    await joins(claire, sam, PATIENCE)
    lea.writes("/parler")
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await lea.sees("est là", timeout=PATIENCE)
    return lea, sam


# What breaks


@asynccontextmanager
async def _killed(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """SIGKILL at a call that it makes."""
    await _after_some_calls(place, chance)
    await place.bot.kill()
    yield
    await place.bot.start()


@asynccontextmanager
async def _stopped(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """SIGTERM in the middle of sending."""
    await _after_some_calls(place, chance)
    await place.bot.stop()
    yield
    await place.bot.start()


async def _after_some_calls(place: Place, chance: random.Random) -> None:
    calls = place.telegram.world.calls
    enough = calls.next + chance.randint(1, 8)
    await place.telegram.world.wait_until(lambda: calls.next > enough, PATIENCE)
    await asyncio.sleep(chance.uniform(0, 0.01))


def _telegram(
    how: Callable[[random.Random], Failures],
) -> Callable[[Place, random.Random], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def during(place: Place, chance: random.Random) -> AsyncIterator[None]:
        place.telegram.world.failures = how(chance)
        yield
        place.telegram.world.failures = Failures()

    return during


@asynccontextmanager
async def _locked(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """Another program holds the only place of whoever writes."""
    del chance
    with _another_program(place, "BEGIN IMMEDIATE"):
        yield


@asynccontextmanager
async def _read(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """Another program reads, so that the journal cannot be emptied."""
    del chance
    with _another_program(place, "BEGIN", "SELECT count(*) FROM outbox"):
        yield


@contextmanager
def _another_program(place: Place, *statements: str) -> Iterator[None]:
    with closing(sqlite3.connect(place.database, timeout=20, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement).fetchall()
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def _full(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """The disk is full: nothing that the bot writes can grow, its log neither."""
    del chance
    assert isinstance(place.bot, BotProcess)
    pid = place.bot.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


@asynccontextmanager
async def _frozen(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """The machine stands still, as a virtual one does that is moved; then it goes on."""
    await _after_some_calls(place, chance)
    assert isinstance(place.bot, BotProcess)
    os.kill(place.bot.pid, signal.SIGSTOP)
    yield
    os.kill(place.bot.pid, signal.SIGCONT)


@asynccontextmanager
async def _clock_jumps(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """The machine's clock is wrong for a while: less than anything of a conversation lasts."""
    wrong_by = chance.choice((-1, 1)) * chance.randint(1, 90)
    clocked_bot.set_wrong_by(wrong_by, place.database.parent)
    yield
    clocked_bot.set_wrong_by(0, place.database.parent)


@asynccontextmanager
async def _moved(place: Place, chance: random.Random) -> AsyncIterator[None]:
    """Somebody moves the database's files away, sees the mistake, and puts them back."""
    del chance
    away = place.database.parent / "away"
    away.mkdir(exist_ok=True)
    files = list(place.database.parent.glob(f"{place.database.name}*"))
    for file in files:
        file.rename(away / file.name)
    yield
    for file in files:
        (away / file.name).rename(file)


FAULTS = (
    Fault("killed", _killed),
    Fault("stopped", _stopped),
    Fault("telegram-down", _telegram(lambda _: Failures(down=True))),
    Fault("429", _telegram(lambda one: Failures(too_many_requests_every=one.randint(1, 4)))),
    Fault("500", _telegram(lambda one: Failures(error_500_every=one.randint(1, 4)))),
    Fault("answers-lost", _telegram(lambda one: Failures(lose_answers_every=one.randint(2, 6)))),
    Fault("half-answers", _telegram(lambda one: Failures(half_answers_every=one.randint(2, 6)))),
    Fault("slow", _telegram(lambda one: Failures(slow_ms=one.randint(50, 600)))),
    Fault("database-locked", _locked, answers=True),
    Fault("database-read", _read, answers=True),
    Fault("database-moved", _moved, answers=True),
    Fault("disk-full", _full, answers=True),
    Fault("frozen", _frozen),
    Fault("clock-jumps", _clock_jumps, answers=True),
)


# One run


async def run(place: Place, seed: int, fault: Fault | None = None) -> Run:
    """Let something break while people talk, and see what they find afterwards."""
    chance = random.Random(seed)
    drawn = chance.choice(FAULTS)
    fault = fault or drawn
    talks = [Talk(lea, sam, f"{seed}/") for lea, sam in place.pairs]
    first = place.telegram.world.calls.next
    talking = [asyncio.create_task(talk.go_on(chance, PAUSE)) for talk in talks]
    try:
        await asyncio.sleep(AROUND)
        told = await _break(place, chance, fault)
        await asyncio.sleep(AROUND)
    finally:
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
    broken = [*told, *await _what_is_broken(place, talks, fault, first)]
    lines = sum(len(lines) for talk in talks for lines in talk.lines.values())
    return Run(seed, fault.name, lines, tuple(broken))


async def _break(place: Place, chance: random.Random, fault: Fault) -> list[str]:
    assert place.noe is not None
    async with fault.during(place, chance):
        asked = place.noe.writes("/urgence")
        lasts = asyncio.create_task(asyncio.sleep(chance.uniform(*FAULT)))
        told = not fault.answers or await _gets_numbers(place.noe, asked)
        await lasts
    if not told:
        return ["no emergency numbers during the fault"]
    return [] if await _gets_numbers(place.noe, asked) else ["no emergency numbers at all"]


async def _gets_numbers(person: Person, asked: int) -> bool:
    try:
        await person.sees("112", after=asked, timeout=PATIENCE)
    except AssertionError:
        return False
    return True


async def _what_is_broken(place: Place, talks: list[Talk], fault: Fault, first: int) -> list[str]:
    world, found = place.telegram.world, []
    try:
        await world.wait_until(lambda: all(talk.is_complete() for talk in talks), PATIENCE)
    except (AssertionError, TimeoutError):
        found.append("lines are lost")
    if wrong := sum(talk.out_of_order() for talk in talks):
        found.append(f"{wrong} lines out of order")
    lost = sum(call.status == 0 for call in world.calls if call.n >= first)
    allowed = {"killed": 1, "stopped": 1}.get(fault.name, lost)
    twice: Counter[int] = sum((talk.repeated() for talk in talks), Counter())
    if beyond := {who: count for who, count in twice.items() if count > allowed}:
        found.append(f"{max(beyond.values())} lines twice, {allowed} allowed")
    return [*found, *await asyncio.to_thread(_states, place.database)]


#: What no row may be: each gives a line if it finds any.
_NEVER = {
    "foreign keys": "PRAGMA foreign_key_check",
    "an open case without a timer": "SELECT 1 FROM cases WHERE status <> 'closed' AND NOT EXISTS "
    "(SELECT 1 FROM timers WHERE timers.case_id = cases.id)",
    "a taken case without a worker": "SELECT 1 FROM cases WHERE status = 'taken' "
    "AND worker_id IS NULL",
    "a settled parcel with its content": "SELECT 1 FROM outbox WHERE settled_at IS NOT NULL "
    "AND payload NOT IN ('', '{}')",
    "a parcel given up": "SELECT 1 FROM outbox WHERE state = 'dead'",
}


def _states(database: Path) -> list[str]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=20)) as file:
        found = [name for name, query in _NEVER.items() if file.execute(query).fetchone()]
        whole = file.execute("PRAGMA integrity_check").fetchone()
    return found if whole == ("ok",) else [*found, "the database is damaged"]
