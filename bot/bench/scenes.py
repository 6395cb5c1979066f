"""What is measured, through a local Telegram: everybody waits for one thing, then does the next."""

import asyncio
import itertools
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from telegram_simulator.calls import CallMade
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer

_PATIENCE = 120.0
_OK = 200
#: What people say on an ordinary day, and some of what brings them here.
_LINES = (
    "salut ça va",
    "oui",
    "je sais pas trop comment dire",
    "ok merci",
    "hier au collège ils ont recommencé",
    "tu peux m'aider pour un truc ?",
    "j'ai cours jusqu'à 17h",
    "il m'a encore écrit sur insta",
    "d'accord je vais essayer",
    "mdr non",
    "c'est compliqué à expliquer",
    "on se reparle demain ?",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The call that Telegram must get: for whose chat, and from whose if it copies."""

    method: str
    chat: int
    source: int = 0


@dataclass(slots=True)
class Loop:
    """People who each do something, wait for what it brings, and do it again."""

    telegram: SimulatorServer
    #: Seconds that each thing took.
    delays: list[float] = field(default_factory=list)
    _waiting: dict[Wanted, tuple[Person, float]] = field(default_factory=dict)

    async def run(
        self, crowd: Sequence[Person], act: Callable[[Person], Wanted], count: int
    ) -> float:
        """Have it done so often; gives how many seconds it took. Raises TimeoutError."""
        calls = self.telegram.world.calls
        left = itertools.islice(itertools.count(), count)
        begun, seen = time.perf_counter(), calls.next - 1
        for person, _ in zip(crowd, left, strict=False):
            self._begin(person, act)
        async with asyncio.timeout(_PATIENCE):
            while self._waiting:
                await self.telegram.world.signal.next()
                for call in calls.since(seen):
                    seen = call.n
                    ended = self._ended(call)
                    if ended is not None and next(left, None) is not None:
                        self._begin(ended, act)
        return time.perf_counter() - begun

    def _begin(self, person: Person, act: Callable[[Person], Wanted]) -> None:
        self._waiting[act(person)] = (person, time.perf_counter())

    def _ended(self, call: CallMade) -> Person | None:
        if call.status != _OK or "chat_id" not in call.params:
            return None
        chat, source = int(call.params["chat_id"]), int(call.params.get("from_chat_id", 0))
        person, since = self._waiting.pop(Wanted(call.method, chat, source), (None, 0.0))
        if person is not None:
            self.delays.append(time.perf_counter() - since)
        return person


class Scene(ABC):
    """One thing that is measured."""

    name: ClassVar[str]
    #: Whether a bot that only echoes can play it, in its way.
    for_echo: ClassVar[bool] = True
    #: Members of the team.
    members: ClassVar[int] = 0
    #: Of the measured acts, one in so many is done.
    share: ClassVar[int] = 1

    def __init__(self, telegram: SimulatorServer, people: int, *, maraude: bool) -> None:
        """Take the world, and how many people act. ``maraude``: the bot knows more than to echo."""
        self.telegram = telegram
        self.maraude = maraude
        self.crowd = [telegram.world.person(f"P{number}") for number in range(people)]
        self.team = [telegram.world.person(f"W{number}") for number in range(self.members)]

    async def prepare(self, count: int) -> None:
        """Have everybody known, and what is needed for so many acts done."""
        del count
        await self.together(self.crowd, help_wanted)

    async def together(self, people: Sequence[Person], act: Callable[[Person], Wanted]) -> None:
        """Have it done once by each."""
        await Loop(self.telegram).run(people, act, len(people))

    @property
    def actors(self) -> Sequence[Person]:
        """Who acts."""
        return self.crowd

    @abstractmethod
    def act(self, person: Person) -> Wanted:
        """Do it; gives what is waited for."""


def help_wanted(person: Person) -> Wanted:
    """Ask for help."""
    person.writes("/aide")
    return Wanted("sendMessage", person.id)


class Relaying(Scene):
    """What a young person writes reaches the worker who has their case."""

    _lines = itertools.cycle(_LINES)

    name = "relaying, 50 workers"
    members = 50

    async def prepare(self, count: int) -> None:
        """Everybody is in conversation."""
        await super().prepare(count)
        if not self.maraude:
            return
        self._worker_of: dict[int, Person] = {}
        for person, worker in zip(self.crowd, itertools.cycle(self.team), strict=False):
            await self.together([person], _asks)
            await self.together([worker], lambda who, lea=person: _takes(who, lea))  # type: ignore[misc]
            self._worker_of[person.id] = worker

    def act(self, person: Person) -> Wanted:
        """Write, and wait for the copy in the worker's chat."""
        person.writes(next(self._lines))
        if not self.maraude:
            return Wanted("sendMessage", person.id)
        return Wanted("copyMessage", self._worker_of[person.id].id, person.id)


class RelayingToFew(Relaying):
    """The same, each worker having five cases: a line says who speaks."""

    name = "relaying, 10 workers"
    members = 10


class Help(Scene):
    """`/aide` is answered."""

    name = "/aide"

    def act(self, person: Person) -> Wanted:
        """Ask, and wait for a screen."""
        return help_wanted(person)


class FirstContact(Scene):
    """Somebody whom nobody knows says hello."""

    name = "first contact"

    def act(self, person: Person) -> Wanted:
        """Another person at each turn."""
        del person
        newcomer = self.telegram.world.person("N")
        newcomer.writes("/start")
        return Wanted("sendMessage", newcomer.id)


class Taking(Scene):
    """A worker takes the next case."""

    name = "a case taken"
    for_echo = False
    members = 10
    share = 5

    async def prepare(self, count: int) -> None:
        """So many people wait, who asked while the team was away."""
        await super().prepare(count)
        more = [self.telegram.world.person("M") for _ in range(count)]
        await Loop(self.telegram).run(more, _asks, count)

    @property
    def actors(self) -> Sequence[Person]:
        """The team."""
        return self.team

    def act(self, person: Person) -> Wanted:
        """Take, and wait for who it is."""
        person.writes("/prendre")
        return Wanted("sendMessage", person.id)


def _asks(person: Person) -> Wanted:
    person.writes("/parler")
    return Wanted("sendMessage", person.id)


def _takes(worker: Person, person: Person) -> Wanted:
    worker.writes("/prendre")
    return Wanted("sendMessage", person.id)


SCENES: tuple[type[Scene], ...] = (Relaying, RelayingToFew, Help, FirstContact, Taking)
