"""Replicas killed at random while people talk: what must be seen then, and how long it took."""

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.replicas import Balancer, is_healthy

PATIENCE = 60.0
#: Seconds after a kill by which delays are as they were before.
SETTLED_AFTER = 10.0


@dataclass(slots=True)
class Talk:
    """Two people in conversation; each writes numbered lines and waits for nobody."""

    lea: Person
    sam: Person
    #: What each line begins with, so that two talks of the same people are told apart.
    begins: str = ""
    #: When each line was written, by its author and the message's id.
    written: dict[tuple[int, int], float] = field(default_factory=dict)
    lines: dict[int, list[str]] = field(default_factory=dict)

    async def go_on(self, chance: random.Random, pause: float) -> None:
        """Write until cancelled."""
        while True:
            author = chance.choice((self.lea, self.sam))
            mine = self.lines.setdefault(author.id, [])
            mine.append(f"{self.begins}{author.account.first_name} {len(mine)}")
            self.written[author.id, author.writes(mine[-1])] = time.monotonic()
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)

    def arrived(self, reader: Person) -> list[str]:
        """What somebody was sent of the other's lines, in the order it came."""
        author = self.lea if reader is self.sam else self.sam
        own = set(self.lines.get(author.id, ()))
        return [one.text for one in reader.screen if not one.mine and one.text in own]

    def is_complete(self) -> bool:
        """Whether every line arrived."""
        return all(
            set(self.arrived(reader)) == set(self.lines.get(author.id, ()))
            for reader, author in ((self.sam, self.lea), (self.lea, self.sam))
        )

    def out_of_order(self) -> int:
        """Lines whose first coming was after a later one's."""
        wrong = 0
        for reader, author in ((self.sam, self.lea), (self.lea, self.sam)):
            first = list(dict.fromkeys(self.arrived(reader)))
            right = [line for line in self.lines.get(author.id, ()) if line in set(first)]
            wrong += sum(one != other for one, other in zip(first, right, strict=True))
        return wrong

    def repeated(self) -> Counter[int]:
        """How many lines each of them got more than once."""
        return Counter(
            {
                reader.id: len(self.arrived(reader)) - len(set(self.arrived(reader)))
                for reader in (self.sam, self.lea)
            }
        )


@dataclass(slots=True)
class Watch:
    """When each line reached Telegram."""

    telegram: SimulatorServer
    delays: list[tuple[float, float]] = field(default_factory=list)
    _seen: int = 0

    async def look(self, talks: list[Talk]) -> None:
        """Note what arrives until cancelled."""
        written = [talk.written for talk in talks]
        while True:
            self._note(written)
            await asyncio.sleep(0.02)

    def _note(self, written: list[dict[tuple[int, int], float]]) -> None:
        calls = self.telegram.world.calls
        for call in calls.since(self._seen):
            self._seen = call.n
            if call.method != "copyMessage" or call.status != 200:  # HTTP's own
                continue
            source = int(call.params["from_chat_id"]), int(call.params["message_id"])
            at = next((w[source] for w in written if source in w), None)
            if at is not None:
                self.delays.append((at, time.monotonic() - at))


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of a run."""

    kills: int
    lines: int
    lost: int
    out_of_order: int
    #: The most that came twice to one person, beyond one for each kill.
    repeated: int
    repeated_beyond: int
    #: Seconds, at the median and for 95 in 100: within and beyond ten seconds of a kill.
    after_a_kill: tuple[float, float]
    otherwise: tuple[float, float]
    longest: float

    def __str__(self) -> str:
        """The figures, one a line."""
        return (
            f"kills {self.kills}, lines {self.lines}\n"
            f"lost {self.lost}, out of order {self.out_of_order}\n"
            f"came twice {self.repeated}, beyond one per kill and person {self.repeated_beyond}\n"
            "delay, median and 95 of 100: "
            f"within {SETTLED_AFTER:.0f} s of a kill {_two(self.after_a_kill)}, "
            f"otherwise {_two(self.otherwise)}, longest {self.longest:.1f} s"
        )


def _two(values: tuple[float, float]) -> str:
    return " and ".join(f"{value:.2f} s" for value in values)


async def killed_while_talking(
    telegram: SimulatorServer,
    balancer: Balancer,
    coordinator: Person,
    *,
    kills: int,
    seed: int,
    pairs: int = 5,
    pause: float = 0.3,
    rest: float = 14.0,
    progress: Callable[[str], None] = lambda _: None,
) -> Figures:
    """Kill a replica so often while so many pairs talk, and see what became of their lines.

    ``pause``: seconds between two lines of a pair. ``rest``: between two kills, at most.
    """
    chance = random.Random(seed)
    talks = [await _in_conversation(telegram, coordinator, number) for number in range(pairs)]
    watch, killed_at = Watch(telegram), list[float]()
    async with _going_on(watch.look(talks), *(talk.go_on(chance, pause) for talk in talks)):
        await asyncio.sleep(1)
        for number in range(kills):
            killed_at.append(await _kill_one(balancer, chance, rest))
            progress(f"{number + 1}/{kills}")
        await asyncio.sleep(min(rest, SETTLED_AFTER))
    lost = await _wait_for_all(telegram, talks, watch)
    return _figures(talks, watch, killed_at, lost)


async def _in_conversation(telegram: SimulatorServer, coordinator: Person, number: int) -> Talk:
    world = telegram.world
    lea, sam = world.person(f"Léa{number}"), world.person(f"Sam{number}")
    await joins(coordinator, sam, PATIENCE)
    lea.writes("/parler")
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await lea.sees("est là", timeout=PATIENCE)
    return Talk(lea, sam)


@asynccontextmanager
async def _going_on(*work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        # Whoever watches goes on a little: the last lines are on their way.
        for task in tasks[1:]:
            task.cancel()
        await asyncio.gather(*tasks[1:], return_exceptions=True)
        tasks[0].cancel()
        with suppress(asyncio.CancelledError):
            await tasks[0]


async def _kill_one(balancer: Balancer, chance: random.Random, rest: float) -> float:
    """Kill one, leave it dead for a while, start it again, and let it work; gives when."""
    which = chance.randrange(len(balancer.processes))
    await asyncio.sleep(chance.uniform(0, rest / 2))
    await balancer.processes[which].kill()
    killed = time.monotonic()
    balancer.dead.add(which)
    await asyncio.sleep(chance.uniform(0, rest / 2))
    await balancer.processes[which].start()
    await is_healthy(balancer.ports[which], len(balancer.ports), PATIENCE)
    balancer.dead.discard(which)
    return killed


async def _wait_for_all(telegram: SimulatorServer, talks: list[Talk], watch: Watch) -> int:
    with suppress(TimeoutError):
        await telegram.world.wait_until(lambda: all(talk.is_complete() for talk in talks), PATIENCE)
    watch._note([talk.written for talk in talks])
    return sum(
        len(set(talk.lines.get(author.id, ())) - set(talk.arrived(reader)))
        for talk in talks
        for reader, author in ((talk.sam, talk.lea), (talk.lea, talk.sam))
    )


def _figures(talks: list[Talk], watch: Watch, killed_at: list[float], lost: int) -> Figures:
    near: list[float] = []
    far: list[float] = []
    for at, delay in watch.delays:
        close = any(killed - 1 <= at <= killed + SETTLED_AFTER for killed in killed_at)
        (near if close else far).append(delay)
    repeated = [count for talk in talks for count in talk.repeated().values()]
    return Figures(
        kills=len(killed_at),
        lines=sum(len(lines) for talk in talks for lines in talk.lines.values()),
        lost=lost,
        out_of_order=sum(talk.out_of_order() for talk in talks),
        repeated=sum(repeated),
        repeated_beyond=sum(max(0, count - len(killed_at)) for count in repeated),
        after_a_kill=_spread(near),
        otherwise=_spread(far),
        longest=max((delay for _, delay in watch.delays), default=0.0),
    )


def _spread(delays: list[float]) -> tuple[float, float]:
    if len(delays) < 2:  # two are needed to speak of a spread
        return (0.0, 0.0)
    return statistics.median(delays), statistics.quantiles(delays, n=20)[-1]
