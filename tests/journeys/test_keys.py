"""The keys change beside a bot that runs, as an operator does it."""

import asyncio
import base64
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.store import people
from bot.store.database import Store
from bot.store.vault import Vault
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.databases import BOT, PostgresServer, sqlite_file
from tests.killing import PATIENCE
from tests.running import KEY, BotProcess, environment_for, run_maraude
from tests.store.steps import NOW

NEW = base64.b64encode(b"n" * 32).decode()
BOTH = f"{NEW},{KEY}"


@asynccontextmanager
async def bot_with(environment: dict[str, str], keys: str, folder: Path) -> AsyncIterator[None]:
    """The bot in its own process, with these keys."""
    bot = BotProcess({**environment, "MARAUDE_SECRET_KEYS": keys}, folder)
    await bot.start()
    try:
        yield
    finally:
        await bot.stop()


async def rekey(environment: dict[str, str], keys: str, folder: Path) -> tuple[int, str]:
    """The operator's command."""
    settings = {**environment, "MARAUDE_SECRET_KEYS": keys, "MARAUDE_LOG_LEVEL": "ERROR"}
    return await run_maraude(settings, folder, "db", "rekey")


@pytest.mark.timeout(200)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_conversation_goes_on_while_the_key_changes_and_after_the_old_one_is_gone(
    telegram: SimulatorServer, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    postgres = request.getfixturevalue("postgres") if kind == "postgresql" else None
    url = postgres.empty() if isinstance(postgres, PostgresServer) else sqlite_file(tmp_path)
    claire, lea, sam = (telegram.world.person(name) for name in ("Claire", "Léa", "Sam"))
    environment = environment_for(telegram, url, [claire])
    async with bot_with(environment, KEY, tmp_path):
        await joins(claire, sam, PATIENCE)
        lea.writes("/parler")
        await sam.sees_button("Prendre", timeout=PATIENCE)
        sam.presses("Prendre")
        await lea.sees("est là", timeout=PATIENCE)
        code, said = await rekey(environment, BOTH, tmp_path)
        assert (code, "ne connaît pas" in said) == (2, True), said
    async with bot_with(environment, BOTH, tmp_path):
        lea.writes("tu es là ?")
        await sam.sees("tu es là ?", timeout=PATIENCE)
        code, said = await rekey(environment, BOTH, tmp_path)
        assert (code, "personnes : 3" in said) == (0, True), said
        assert "Tout est sous la première clé" in said
        sam.writes("oui")
        await lea.sees("oui", timeout=PATIENCE)
    async with bot_with(environment, NEW, tmp_path):
        lea.writes("toujours là ?")
        await sam.sees("toujours là ?", timeout=PATIENCE)
    code, said = await run_maraude(environment, tmp_path, "run")
    assert (code, "n'ouvrent pas cette base" in said) == (2, True), said


@pytest.mark.timeout(120)
async def test_a_rekeying_that_is_killed_with_the_machine_is_finished_by_the_next(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    url = sqlite_file(tmp_path)
    environment = environment_for(telegram, url, [])
    code, said = await run_maraude(environment, tmp_path, "db", "upgrade")
    assert code == 0, said
    old = Store(url, Vault(BOT, (b"k" * 32,)))
    async with old.writing() as tx:
        for number in range(1500):
            await people.add(tx, 10_000 + number, [f"Loutre {number}"], NOW)
    await old.close()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "db", "rekey",
        stderr=asyncio.subprocess.PIPE, cwd=tmp_path,
        env={**environment, "MARAUDE_SECRET_KEYS": BOTH, "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert process.stderr is not None
    assert b"personnes : " in await process.stderr.readline(), "it tells how far it is"
    process.kill()
    await process.wait()
    async with _opened(url, b"n" * 32, b"k" * 32) as both:
        found = [await _find(both, 10_000 + number) for number in (0, 700, 1499)]
        assert all(found), "half under one key, half under the other, all are found"
    code, said = await rekey(environment, BOTH, tmp_path)
    assert (code, "personnes : 1500" in said) == (0, True), said
    async with _opened(url, b"n" * 32) as new:
        assert all([await _find(new, 10_000 + number) for number in (0, 700, 1499)])


@asynccontextmanager
async def _opened(url: str, *secrets: bytes) -> AsyncIterator[Store]:
    store = Store(url, Vault(BOT, secrets))
    yield store
    await store.close()


async def _find(store: Store, telegram_id: int) -> bool:
    async with store.reading() as tx:
        return await people.find(tx, telegram_id) is not None
