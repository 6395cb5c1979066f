"""The command line, as an operator uses it."""

import asyncio
import sqlite3
import stat
import sys
from pathlib import Path

from bot.simulator.server import SimulatorServer
from tests.running import BotProcess, environment_for, run_maraude


async def test_a_backup_is_made_while_the_bot_runs_and_is_whole(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    lea = telegram.world.person("Léa")
    environment = environment_for(telegram, f"sqlite+aiosqlite:///{tmp_path}/maraude.db", [])
    bot = BotProcess(environment, tmp_path)
    await bot.start()
    try:
        lea.writes("/parler")
        await lea.sees("C'est noté", timeout=60)
        code, said = await run_maraude(environment, tmp_path, "db", "backup", "copy.db")
    finally:
        await bot.stop()
    copy = tmp_path / "copy.db"
    assert (code, "est copiée" in said) == (0, True), said
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    code, _ = await run_maraude(environment, tmp_path, "db", "backup", "copy.db")
    assert code == 2
    code, said = await run_maraude(environment, tmp_path, "db", "check")
    assert code == 0, said


async def test_the_written_first_contact_goes_as_written(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--play", "premier-contact",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 110)
    assert process.returncode == 0, output.decode()
    assert "comme écrite" in output.decode()
    assert not list(tmp_path.iterdir())
