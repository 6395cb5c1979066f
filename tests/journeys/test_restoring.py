"""The drill: the database breaks, and the backup of a moment before takes its place."""

import os
import stat
from pathlib import Path

import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import joins
from tests.killing import PATIENCE
from tests.outages import gets_the_numbers
from tests.running import BotProcess, environment_for, run_maraude


def broken(file: Path) -> None:
    """Overwrite the beginning of a database, as a failing disk does."""
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    with file.open("r+b") as disk:
        disk.write(os.urandom(4096))


@pytest.mark.timeout(200)
async def test_after_the_drill_the_conversation_of_the_backup_goes_on(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    claire, lea, sam = (telegram.world.person(name) for name in ("Claire", "Léa", "Sam"))
    settings = environment_for(telegram, f"sqlite+aiosqlite:///{tmp_path}/maraude.db", [claire])
    bot = BotProcess(settings, tmp_path)
    await bot.start()
    await _talking(claire, sam, lea)
    code, said = await run_maraude(settings, tmp_path, "db", "backup", "copy.db")
    assert code == 0, said
    code, said = await run_maraude(settings, tmp_path, "db", "restore", "copy.db")
    assert (code, "arrêtez-le" in said) == (2, True), said
    await bot.stop()
    database = tmp_path / "maraude.db"
    broken(database)
    for command in ("check", "upgrade"):
        code, said = await run_maraude(settings, tmp_path, "db", command)
        assert (code, "maraude db restore" in said) == (2, True), said
    await bot.start()
    await gets_the_numbers(lea)
    await bot.stop()
    assert "database_damaged" in (tmp_path / "bot-2.log").read_text()
    code, said = await run_maraude(settings, tmp_path, "db", "restore", "copy.db")
    assert (code, "maraude.db.before" in said) == (0, True), said
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.restoring*"))
    code, said = await run_maraude(settings, tmp_path, "db", "check")
    assert code == 0, said
    await bot.start()
    written = lea.writes("tu es encore là ?")
    await sam.sees("tu es encore là ?", timeout=PATIENCE)
    sam.writes("oui, je suis là")
    await lea.sees("oui, je suis là", after=written, timeout=PATIENCE)
    await bot.stop()


async def _talking(claire: Person, sam: Person, lea: Person) -> None:
    await joins(claire, sam, PATIENCE)
    lea.writes("/parler")
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await lea.sees("est là", timeout=PATIENCE)
