"""A town moves to PostgreSQL and back, between two lines of a conversation."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.conversations import ends
from tests.databases import PostgresServer
from tests.killing import PATIENCE
from tests.running import BotProcess, environment_for, run_maraude


@asynccontextmanager
async def _bot_on(
    telegram: SimulatorServer, url: str, claire: Person, folder: Path
) -> AsyncIterator[dict[str, str]]:
    """The bot in its own process on that database; gives its settings."""
    environment = environment_for(telegram, url, [claire])
    bot = BotProcess(environment, folder)
    await bot.start()
    try:
        yield environment
    finally:
        await bot.stop()


@pytest.mark.timeout(300)
async def test_a_conversation_goes_on_where_the_town_has_moved_to(
    telegram: SimulatorServer, postgres: PostgresServer, tmp_path: Path
) -> None:
    claire, lea, sam = (telegram.world.person(name) for name in ("Claire", "Léa", "Sam"))
    old, server, new = (
        f"sqlite+aiosqlite:///{tmp_path}/old.db",
        postgres.empty(),
        f"sqlite+aiosqlite:///{tmp_path}/new.db",
    )
    async with _bot_on(telegram, old, claire, tmp_path) as settings:
        await joins(claire, sam, PATIENCE)
        lea.writes("/parler")
        await sam.sees_button("Prendre", timeout=PATIENCE)
        sam.presses("Prendre")
        lea.writes("tu es là ?")
        await sam.sees("tu es là ?", timeout=PATIENCE)
        code, said = await run_maraude(settings, tmp_path, "db", "copy", old, server)
        assert (code, "Un bot utilise" in said) == (2, True), said
    await _copied(settings, tmp_path, old, server)
    async with _bot_on(telegram, server, claire, tmp_path) as settings:
        sam.writes("oui, je suis là")
        await lea.sees("oui, je suis là", timeout=PATIENCE)
        code, said = await run_maraude(settings, tmp_path, "db", "copy", server, new)
        assert (code, "Un bot utilise" in said) == (2, True), said
    await _copied(settings, tmp_path, server, new)
    async with _bot_on(telegram, new, claire, tmp_path):
        lea.writes("et demain ?")
        await sam.sees("et demain ?", timeout=PATIENCE)
        await ends(lea)
        await lea.sees("mis fin à la conversation", timeout=PATIENCE)
    for reader, words in ((sam, "tu es là ?"), (lea, "oui, je suis là"), (sam, "et demain ?")):
        assert sum(words in seen.text for seen in reader.screen) == 1, words


async def _copied(settings: dict[str, str], folder: Path, start: str, end: str) -> None:
    named = {**settings, "MARAUDE_FROM": start, "MARAUDE_TO": end}
    code, said = await run_maraude(named, folder, "db", "copy", "MARAUDE_FROM", "MARAUDE_TO")
    assert (code, "Tout est copié" in said) == (0, True), said


@pytest.mark.timeout(120)
async def test_a_copy_that_is_killed_with_the_machine_is_finished_by_the_next(
    telegram: SimulatorServer, postgres: PostgresServer, tmp_path: Path
) -> None:
    claire, lea = telegram.world.person("Claire"), telegram.world.person("Léa")
    old, server = f"sqlite+aiosqlite:///{tmp_path}/old.db", postgres.empty()
    async with _bot_on(telegram, old, claire, tmp_path) as settings:
        lea.writes("/parler")
        await lea.sees("C'est noté", timeout=PATIENCE)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "db", "copy", old, server, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    assert await process.stderr.readline(), "it tells how far it is"
    process.kill()
    await process.wait()
    code, said = await run_maraude(
        {**settings, "MARAUDE_DATABASE_URL": server}, tmp_path, "db", "upgrade"
    )
    assert (code, "inachevée" in said) == (2, True), said
    await _copied(settings, tmp_path, old, server)
    async with _bot_on(telegram, server, claire, tmp_path):
        written = lea.writes("/aide")
        await lea.sees("", after=written, timeout=PATIENCE)
