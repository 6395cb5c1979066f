"""Killed with SIGKILL at any instant, nothing is lost; afterwards, nothing said is found."""

import random
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.conversations import confirms_closing
from tests.killing import PATIENCE, Killer, killed_again_and_again, order_seen, repetitions
from tests.running import KEY, BotProcess, environment_for, run_maraude

#: What people write and are called: none of it may be found in a file afterwards.
FIRST_NAMES = {"Clairemarqueur": "coordinator", "Sammarqueur": "worker", "Leamarqueur": "young"}
WORDS = ["zibeline premier", "zibeline deuxième", "zibeline troisième"]
ANSWERS = ["quetzal bonjour", "quetzal au revoir"]


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
    await confirms_closing(sam, PATIENCE)
    await lea.sees("La conversation est terminée", timeout=PATIENCE)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_lost_when_the_bot_is_killed_at_random_instants(
    telegram: SimulatorServer, bot: BotProcess, seed: int
) -> None:
    killer = Killer(telegram, bot, random.Random(seed))
    async with killed_again_and_again(killer, at_most=6):
        await first_contact(telegram)
    assert killer.kills > 0
    sam, lea = named(telegram, "Sammarqueur"), named(telegram, "Leamarqueur")
    assert order_seen(sam, WORDS) == WORDS
    assert order_seen(lea, ANSWERS) == ANSWERS
    assert repetitions(sam, WORDS) + repetitions(lea, ANSWERS) <= killer.kills


async def test_no_word_name_or_id_is_found_in_any_file_the_bot_wrote(
    telegram: SimulatorServer, bot: BotProcess, tmp_path: Path
) -> None:
    await first_contact(telegram)
    code, said = await run_maraude(bot.environment, tmp_path, "db", "backup", "copy.db")
    assert code == 0, said
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
    assert {"maraude.db", "copy.db", "maraude.db.lock"} <= {path.name for path in files}
    found = [
        (path.name, marker)
        for path in files
        for marker in markers
        if re.search(re.escape(marker), path.read_bytes(), re.IGNORECASE)
    ]
    assert not found
