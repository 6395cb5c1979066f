"""A written scene played while Telegram fails and the bot is killed, and what all have at its end.

The bot is a process of its own, killed with SIGKILL; what breaks is what `tests/faults.py` breaks.
Faults begin once the team has joined: who answers a question of the bot in that very moment has to
answer again, and the scene does not say so.
"""

import asyncio
import io
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.scenes import Scene, load_scene
from telegram_simulator.screen import plain
from telegram_simulator.server import SimulatorServer
from telegram_simulator.stage import Stage
from tests import clocked_bot
from tests.databases import sqlite_file
from tests.faults import FAULTS, Place
from tests.killing import PATIENCE
from tests.ours import OURS
from tests.running import BotProcess, Life, SharedClock, environment_for, settings_for

PERMANENCE = OURS / "scenes" / "une-permanence.yaml"
#: Seconds that a fault lasts, and between two, at least and at most.
_LASTS, _BETWEEN = (0.2, 1.5), (0.3, 1.5)
#: Seconds that the last fault has to end by itself.
_ENDS = 6
#: Those that make a written scene slower, not otherwise.
_NAMES = {"killed", "stopped", "telegram-down", "429", "500", "answers-lost", "slow"}
KINDS = tuple(fault for fault in FAULTS if fault.name in _NAMES)


@dataclass(frozen=True, slots=True)
class Played:
    """What became of one scene."""

    seed: int
    #: What broke, in order.
    faults: tuple[str, ...]
    #: In words: what does not hold; empty as a rule.
    broken: tuple[str, ...]


async def play(
    folder: Path, seed: int, most: int, file: Path = PERMANENCE, *, apart: bool = True
) -> Played:
    """Play a scene with so many faults at most; the same seed breaks the same things.

    ``apart``: the bot is a process of its own, and killed with SIGKILL. Else it is cut short in
    this one, which takes no time.
    """
    scene = load_scene(file).model_copy(update={"patience": PATIENCE})
    async with SimulatorServer() as telegram:
        stage = Stage(scene, telegram.world, Console(file=io.StringIO()))
        team = [stage.people[name] for name in stage.people if scene.cast[name].kind]
        coordinators = [one for one in team if one.id in stage.ids("coordinator")]
        bot = (_process if apart else _within)(telegram, folder, coordinators)
        place = Place(telegram, bot, folder / "maraude.db")
        await bot.start()
        breaker = _Breaker(place, random.Random(seed), most)
        breaking = asyncio.create_task(breaker.go_on(stage))
        try:
            outcome = await stage.play()
            await breaker.stop(breaking)
            broken = [] if outcome.ok else [outcome.reason.partition("\n")[0]]
            lost = sum(call.status == 0 for call in telegram.world.calls)
            ends = sum(name in {"killed", "stopped"} for name in breaker.broke)
            broken += await _settled(telegram, stage, ends + lost)
        finally:
            telegram.world.failures = Failures()
            with suppress(ProcessLookupError):
                await bot.stop()
        return Played(seed, tuple(breaker.broke), tuple(broken))


def _process(telegram: SimulatorServer, folder: Path, coordinators: list[Person]) -> BotProcess:
    environment = environment_for(telegram, sqlite_file(folder), coordinators)
    # What the scene expects of triage takes all of its voices.
    del environment["MARAUDE_TRIAGE_VOICES"]
    return BotProcess(environment, folder, clocked_bot.main)


def _within(telegram: SimulatorServer, folder: Path, coordinators: list[Person]) -> Life:
    names = ",".join(str(one.id) for one in coordinators)
    settings = settings_for(telegram, sqlite_file(folder), coordinators=names)
    return Life(settings, SharedClock(telegram.world))


@dataclass(slots=True)
class _Breaker:
    """Lets one thing after the other break, while a scene is played."""

    place: Place
    chance: random.Random
    most: int
    broke: list[str] = field(default_factory=list)
    _over: bool = False

    async def go_on(self, stage: Stage) -> None:
        """From the moment at which somebody who is not of the team writes."""
        young = [one for name, one in stage.people.items() if not stage.scene.cast[name].kind]
        world = self.place.telegram.world
        await world.wait_until(lambda: any(one.account.started for one in young), PATIENCE)
        while len(self.broke) < self.most and not self._over:
            fault = self.chance.choice(KINDS)
            self.broke.append(fault.name)
            async with fault.during(self.place, self.chance):
                await asyncio.sleep(self.chance.uniform(*_LASTS))
            await asyncio.sleep(self.chance.uniform(*_BETWEEN))

    async def stop(self, breaking: "asyncio.Task[None]") -> None:
        """Nothing breaks any more. What waits for calls that do not come now is let go."""
        self._over = True
        _, waits = await asyncio.wait({breaking}, timeout=_ENDS)
        if not waits:
            return await breaking
        breaking.cancel()
        with suppress(asyncio.CancelledError):
            await breaking
        self.place.telegram.world.failures = Failures()
        # Nobody knows whether it was to start again.
        with suppress(ProcessLookupError):
            await self.place.bot.kill()
        self.broke.append("killed")
        return await self.place.bot.start()


async def _settled(telegram: SimulatorServer, stage: Stage, allowed: int) -> list[str]:
    """What does not hold once everything has arrived."""
    said = list(_said(stage.scene))
    try:
        world = telegram.world
        await world.wait_until(lambda: all(one.arrived(stage) for one in said), PATIENCE)
    except TimeoutError:
        lost = next(one for one in said if not one.arrived(stage))
        return [f"« {lost.text} » never arrived"]
    wrong = [f"« {one.text} » reached {who}" for one in said for who in one.strangers(stage)]
    twice = max(
        (sum(one.times(person) - 1 for one in said if one.times(person)), name)
        for name, person in stage.people.items()
    )
    if twice[0] > allowed:
        wrong.append(f"{twice[0]} messages twice for {twice[1]}, {allowed} allowed")
    return wrong


@dataclass(frozen=True, slots=True)
class _Said:
    """A line of the scene from one side of a conversation to the other."""

    author: str
    text: str
    #: Who may read it, and who at least one of reads it.
    readers: frozenset[str]

    def times(self, person: Person) -> int:
        """How often somebody was sent it."""
        return sum(not one.mine and plain(one.text) == plain(self.text) for one in person.screen)

    def arrived(self, stage: Stage) -> bool:
        return any(self.times(stage.people[name]) for name in self.readers)

    def strangers(self, stage: Stage) -> Iterator[str]:
        for name, person in stage.people.items():
            if name not in self.readers | {self.author} and self.times(person):
                yield name


def _said(scene: Scene) -> Iterator[_Said]:
    """What young people write goes to the team, what the team writes to whom the scene says."""
    team = frozenset(name for name, role in scene.cast.items() if role.kind)
    acts = [(step.who, step.action) for step in scene.steps if step.action is not None]
    for author, action in acts:
        text = action.writes or ""
        if not text or text.startswith("/"):
            continue
        seen = {who for who, one in acts if one.sees and plain(one.sees) in plain(text)}
        if author not in team:
            yield _Said(author, text, team)
        elif young := seen - team:
            yield _Said(author, text, frozenset(young))
