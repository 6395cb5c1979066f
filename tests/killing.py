"""The bot killed with SIGKILL again and again, and what must be seen afterwards."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.running import BotProcess

#: A bot that is being killed takes its time.
PATIENCE = 100.0


async def _nothing() -> None:
    """What happens between a kill and the next start where nothing needs to."""


@dataclass(slots=True)
class Killer:
    """Kills the bot at random calls it makes, before, while and after it sends."""

    telegram: SimulatorServer
    bot: BotProcess
    chance: random.Random
    #: What happens while it is dead.
    meanwhile: Callable[[], Awaitable[None]] = _nothing
    kills: int = 0

    async def go_on(self, at_most: int) -> None:
        """Kill and restart, again and again."""
        calls = self.telegram.world.calls
        while self.kills < at_most:
            enough = len(calls) + self.chance.randint(2, 14)
            await self.telegram.world.wait_until(lambda n=enough: len(calls) > n, PATIENCE)  # type: ignore[misc]
            await asyncio.sleep(self.chance.uniform(0, 0.01))
            await self.bot.kill()
            self.kills += 1
            await self.meanwhile()
            await self.bot.start()


@asynccontextmanager
async def killed_again_and_again(killer: Killer, at_most: int) -> AsyncIterator[Killer]:
    """Meanwhile, the bot is killed so often at most."""
    killing = asyncio.create_task(killer.go_on(at_most))
    try:
        yield killer
    finally:
        killing.cancel()
        with suppress(asyncio.CancelledError):
            await killing


def order_seen(person: Person, words: Sequence[str]) -> list[str]:
    """Which of these words somebody was sent, in order, repetitions next to each other dropped."""
    seen = [one.text for one in person.screen if not one.mine and one.text in words]
    return [text for at, text in enumerate(seen) if at == 0 or seen[at - 1] != text]


def first_seen(person: Person, words: Sequence[str]) -> list[str]:
    """Which of these words somebody was sent, in the order of their first coming."""
    seen = (one.text for one in person.screen if not one.mine and one.text in words)
    return list(dict.fromkeys(seen))


def repetitions(person: Person, words: Sequence[str]) -> int:
    """How many messages with just these words came twice."""
    seen = [one.text for one in person.screen if not one.mine and one.text in words]
    return len(seen) - len(set(seen))
