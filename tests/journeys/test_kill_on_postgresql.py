"""On PostgreSQL, killed with SIGKILL while people write, change what they wrote, and end it."""

import random
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.conversations import confirms_closing
from tests.databases import PostgresServer
from tests.killing import (
    PATIENCE,
    Killer,
    first_seen,
    killed_again_and_again,
    order_seen,
    repetitions,
)
from tests.running import BotProcess, environment_for

WRITTEN = ["premier", "deuxième", "troisième", "quatrième"]
#: The second is changed while it waits.
READ = ["premier", "deuxième, autrement", "troisième", "quatrième"]
ANSWERS = ["bonjour", "je te lis", "au revoir"]
CHANGED = "je te lis bien"


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    url = postgres.migrated()
    yield url
    postgres.give_back(url)


@pytest.fixture
def claire(telegram: SimulatorServer) -> Person:
    return telegram.world.person("Claire")


@pytest.fixture
async def bot(
    telegram: SimulatorServer, url: str, claire: Person, tmp_path: Path
) -> AsyncIterator[BotProcess]:
    """The bot in its own process."""
    process = BotProcess(environment_for(telegram, url, [claire]), tmp_path)
    await process.start()
    yield process
    with suppress(AssertionError, ProcessLookupError):
        await process.kill()


async def _asks_and_changes_a_word(lea: Person) -> None:
    lea.writes("/parler")
    await lea.sees("C'est noté", timeout=PATIENCE)
    sent = [lea.writes(words) for words in WRITTEN]
    lea.edits(sent[1], READ[1])


async def _talk_until_it_is_over(sam: Person, lea: Person, outcome: str) -> None:
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await sam.sees(READ[-1], timeout=PATIENCE)
    answers = [sam.writes(words) for words in ANSWERS]
    await lea.sees(ANSWERS[-1], timeout=PATIENCE)
    sam.edits(answers[1], CHANGED)
    await lea.sees(CHANGED, timeout=PATIENCE)
    sam.writes("/clore")
    await sam.sees_button(outcome, timeout=PATIENCE)
    sam.presses(outcome)
    await confirms_closing(sam, PATIENCE)
    await lea.sees("La conversation est terminée", timeout=PATIENCE)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", range(2))
async def test_nothing_is_lost_and_the_order_is_kept(
    telegram: SimulatorServer, bot: BotProcess, claire: Person, seed: int
) -> None:
    sam, lea = telegram.world.person("Sam"), telegram.world.person("Léa")
    killer = Killer(telegram, bot, random.Random(seed))
    async with killed_again_and_again(killer, at_most=5):
        await joins(claire, sam, PATIENCE)
        await _asks_and_changes_a_word(lea)
        await _talk_until_it_is_over(sam, lea, "Information donnée")
    assert killer.kills > 0
    # After a kill, the words of an edit are copied anew, as an answer to the first copy.
    unchanged = [words for words in READ if words != READ[1]]
    assert order_seen(sam, unchanged) == unchanged
    assert first_seen(sam, READ) == READ
    assert order_seen(lea, ANSWERS[::2]) == ANSWERS[::2]
    assert repetitions(sam, READ) + repetitions(lea, [*ANSWERS, CHANGED]) <= killer.kills
