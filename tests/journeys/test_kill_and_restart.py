"""Killed with SIGKILL at any instant, nothing is lost; afterwards, nothing said is found."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.running import KEY, BotProcess, environment_for

#: What people write and are called: none of it may be found in a file afterwards.
FIRST_NAMES = {"Clairemarqueur": "coordinator", "Sammarqueur": "worker", "Leamarqueur": "young"}
WORDS = ["zibeline premier", "zibeline deuxième", "zibeline troisième"]
ANSWERS = ["quetzal bonjour", "quetzal au revoir"]
PATIENCE = 100.0


@pytest.fixture
async def bot(telegram: SimulatorServer, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """The bot in its own process, in its own folder."""
    people = {name: telegram.world.person(name, username=f"{name}_user") for name in FIRST_NAMES}
    url = f"sqlite+aiosqlite:///{tmp_path}/maraude.db"
    process = BotProcess(environment_for(telegram, url, [people["Clairemarqueur"]]), tmp_path)
    await process.start()
    yield process
    with suppress(AssertionError, ProcessLookupError):
        await process.kill()


@dataclass(slots=True)
class Killer:
    """Kills the bot at random calls it makes, before, while and after it sends."""

    telegram: SimulatorServer
    bot: BotProcess
    chance: random.Random
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
            await self.bot.start()


def named(telegram: SimulatorServer, name: str) -> Person:
    """One of the people of the story."""
    return next(p for p in telegram.world.people if p.account.first_name == name)


async def first_contact(telegram: SimulatorServer) -> None:
    """The whole path: invited, asked, taken, answered, closed."""
    claire, sam, lea = (named(telegram, name) for name in FIRST_NAMES)
    await joins(claire, sam, PATIENCE)
    lea.writes("/parler")
    await lea.sees("C'est noté", timeout=PATIENCE)
    for words in WORDS:
        lea.writes(words)
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await sam.sees(WORDS[-1], timeout=PATIENCE)
    for words in ANSWERS:
        sam.writes(words)
    await lea.sees(ANSWERS[-1], timeout=PATIENCE)
    sam.writes("/clore")
    await sam.sees_button("Information donnée", timeout=PATIENCE)
    sam.presses("Information donnée")
    await lea.sees("La conversation est terminée", timeout=PATIENCE)


def order_seen(person: Person, words: list[str]) -> list[str]:
    """Which of these words somebody was sent, in order, repetitions next to each other dropped."""
    seen = [one.text for one in person.screen if not one.mine and one.text in words]
    return [text for at, text in enumerate(seen) if at == 0 or seen[at - 1] != text]


def repetitions(person: Person) -> int:
    """How many messages of the conversation came twice."""
    seen = [one.text for one in person.screen if not one.mine and one.text in WORDS + ANSWERS]
    return len(seen) - len(set(seen))


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_lost_when_the_bot_is_killed_at_random_instants(
    telegram: SimulatorServer, bot: BotProcess, seed: int
) -> None:
    killer = Killer(telegram, bot, random.Random(seed))
    killing = asyncio.create_task(killer.go_on(at_most=6))
    await first_contact(telegram)
    killing.cancel()
    with suppress(asyncio.CancelledError):
        await killing
    assert killer.kills > 0
    sam, lea = named(telegram, "Sammarqueur"), named(telegram, "Leamarqueur")
    assert order_seen(sam, WORDS) == WORDS
    assert order_seen(lea, ANSWERS) == ANSWERS
    assert repetitions(sam) + repetitions(lea) <= killer.kills


async def test_no_word_name_or_id_is_found_in_any_file_the_bot_wrote(
    telegram: SimulatorServer, bot: BotProcess, tmp_path: Path
) -> None:
    await first_contact(telegram)
    await scan_after_kill(bot, telegram, tmp_path)
    await bot.start()
    lea = named(telegram, "Leamarqueur")
    lea.writes("/effacer")
    await lea.sees_button("Confirmer", timeout=PATIENCE)
    lea.presses("Confirmer")
    await lea.sees("C'est effacé", timeout=PATIENCE)
    assert await bot.stop() == 0
    scan(telegram, tmp_path)


async def scan_after_kill(bot: BotProcess, telegram: SimulatorServer, folder: Path) -> None:
    """Killed, nothing is tidied up: the journal is as it was."""
    await bot.kill()
    scan(telegram, folder)


def scan(telegram: SimulatorServer, folder: Path) -> None:
    """Look for what must not be there in every file, as text and as numbers."""
    ids = [person.id for person in telegram.world.people]
    markers = [word.encode() for word in ("zibeline", "quetzal", "marqueur", telegram.token, KEY)]
    markers += [str(one).encode() for one in ids]
    markers += [one.to_bytes(8, order) for one in ids for order in ("big", "little")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "maraude.db" for path in files)
    found = [
        (path.name, marker)
        for path in files
        for marker in markers
        if re.search(re.escape(marker), path.read_bytes(), re.IGNORECASE)
    ]
    assert not found
