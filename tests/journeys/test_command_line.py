"""The command line, as an operator uses it."""

import sqlite3
import stat
from pathlib import Path

import pytest

from telegram_simulator.server import SimulatorServer
from tests.running import (
    BotProcess,
    environment_for,
    run_by_an_operator,
    run_maraude,
    run_python,
)


async def test_a_backup_is_made_while_the_bot_runs_and_is_whole(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    lea = telegram.world.person("Léa")
    environment = environment_for(telegram, f"sqlite+aiosqlite:///{tmp_path}/maraude.db", [])
    async with run_by_an_operator(environment, tmp_path) as pid:
        lea.writes("/parler")
        await lea.sees("C'est noté", timeout=60)
        assert_tells_nothing(pid, telegram.token)
        code, said = await run_maraude(environment, tmp_path, "db", "backup", "copy.db")
    copy = tmp_path / "copy.db"
    assert (code, "est copiée" in said) == (0, True), said
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    code, _ = await run_maraude(environment, tmp_path, "db", "backup", "copy.db")
    assert code == 2
    code, said = await run_maraude(environment, tmp_path, "db", "check")
    assert code == 0, said


def assert_tells_nothing(pid: int, token: str) -> None:
    """A list of processes names no secret, and no picture of its memory is left if it breaks."""
    about = Path(f"/proc/{pid}")
    assert token.encode() not in (about / "cmdline").read_bytes()
    limits = (about / "limits").read_text("ascii")
    [line] = [one for one in limits.splitlines() if one.startswith("Max core file size")]
    assert line.split()[4:6] == ["0", "0"]


async def test_what_is_too_old_is_forgotten_at_once_while_the_bot_runs(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    lea, gone = telegram.world.person("Léa"), telegram.world.person("Tom")
    environment = environment_for(telegram, f"sqlite+aiosqlite:///{tmp_path}/maraude.db", [])
    bot = BotProcess(environment, tmp_path)
    await bot.start()
    try:
        for person in (gone, lea):
            person.writes("/start")
            await person.sees("Salut", timeout=60)
        with sqlite3.connect(tmp_path / "maraude.db", timeout=10) as database:
            database.execute("UPDATE people SET last_seen = 1 WHERE id = 1")
        code, said = await run_maraude(environment, tmp_path, "db", "purge")
        written = lea.writes("/aide")
        await lea.sees("", after=written)
    finally:
        await bot.stop()
    assert (code, "contacts : 1 oubliés" in said) == (0, True), said
    with sqlite3.connect(tmp_path / "maraude.db") as database:
        assert database.execute("SELECT id FROM people").fetchall() == [(2,)]


#: The command in an environment to which nobody added the simulator, as on a server.
ON_A_SERVER = """
import sys
from pathlib import Path
sys.path = [place for place in sys.path if not Path(place, "telegram_simulator").is_dir()]
from bot.cli import main
main()
"""


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["demo"], 2, "pip install ./simulator"),
        (["bench"], 2, "pip install ./simulator"),
        (["preview", "par-ou-commencer", "--simulator"], 2, "pip install ./simulator"),
        (["preview", "par-ou-commencer"], 0, ""),
        (["check"], 0, "Tout est bon"),
        (["run"], 2, "MARAUDE_TELEGRAM_TOKEN"),
    ],
)
async def test_a_server_runs_the_bot_without_the_simulator(
    command: list[str], code: int, said: str, tmp_path: Path
) -> None:
    exit_code, output = await run_python({}, tmp_path, "-c", ON_A_SERVER, *command)
    assert exit_code == code, output
    assert said in output
    assert "Traceback" not in output


async def test_a_written_scene_goes_as_written(tmp_path: Path) -> None:
    # The other one is played while things break: test_a_scene_while_things_break.py.
    code, said = await run_maraude({}, tmp_path, "demo", "--play", "premier-contact")
    assert code == 0, said
    assert "comme écrite" in said
    assert not list(tmp_path.iterdir())


async def test_the_report_of_a_quarter_is_written_into_a_folder(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    environment = environment_for(telegram, f"sqlite+aiosqlite:///{tmp_path}/maraude.db", [])
    code, said = await run_maraude(environment, tmp_path, "db", "upgrade")
    assert code == 0, said
    code, said = await run_maraude(
        environment, tmp_path, "report", "--territory", "vallon-clair", "--period", "2025-t1",
        "--out", "bilans",
    )  # fmt: skip
    assert code == 0, said
    written = {file.name for file in (tmp_path / "bilans").iterdir()}
    stem = "bilan-vallon-clair-2025-01-01-2025-03-31"
    assert written == {f"{stem}.{form}" for form in ("pdf", "html", "csv", "xlsx", "ods")}
    days = ("--from", "2025-01-15", "--to", "2025-02-10", "--out", "quinzaine.csv")
    code, said = await run_maraude(environment, tmp_path, "report", *days)
    assert (code, said.split()) == (0, ["quinzaine.csv"]), said
    assert "15 janvier 2025" in (tmp_path / "quinzaine.csv").read_text("utf-8-sig")
    for wrong, why in (
        (("--territory", "ailleurs"), "val-de-lune, vallon-clair"),
        (("--period", "hier"), "un trimestre comme"),
        (("--period", "2099-t1"), "n'est pas terminée"),
        (("--from", "2025-03-01", "--to", "2025-01-31"), "inversez-les"),
        (("--from", "2025-03-01"), "vont ensemble"),
    ):
        code, said = await run_maraude(environment, tmp_path, "report", *wrong)
        assert (code, why in said) == (2, True), said
