"""`maraude init` looks at what it is given, and never makes a database unreadable by accident."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import HOW, read_settings
from telegram_simulator.server import SimulatorServer
from tests.running import environment_for, run_maraude

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture(autouse=True)
def _nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and no Telegram."""
    monkeypatch.chdir(tmp_path)
    for name in HOW:
        monkeypatch.delenv(f"MARAUDE_{name}", raising=False)
    monkeypatch.setenv("MARAUDE_TELEGRAM_API_URL", "http://127.0.0.1:9")


def _init(*options: str, answers: str = "", **given: str) -> Result:
    environment = {f"MARAUDE_{name}": value for name, value in given.items()}
    return CliRunner().invoke(app, ["init", *options], input=answers, env=environment)


def _line(file: Path, name: str) -> str:
    (found,) = [one for one in file.read_text().splitlines() if one.startswith(f"MARAUDE_{name}=")]
    return found.partition("=")[2]


def test_a_private_file_is_written_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert _init("--yes", TELEGRAM_TOKEN=TOKEN).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_text()
    for options in (["--yes"], []):
        assert _init(*options, answers="n\n", TELEGRAM_TOKEN=TOKEN).exit_code == 2
        assert file.read_text() == written
    assert read_settings().bot_id == 110201543


def test_it_asks_and_makes_a_fresh_key_each_time(tmp_path: Path) -> None:
    keys = set()
    for name in ("one", "two"):
        done = _init("--file", name, answers=f"{TOKEN}\n12,34\n")
        assert done.exit_code == 0, done.output
        assert _line(tmp_path / name, "COORDINATORS") == "12,34"
        keys.add(_line(tmp_path / name, "SECRET_KEYS"))
    assert len(keys) == 2


def test_what_is_no_token_or_no_id_is_asked_again(tmp_path: Path) -> None:
    answers = f"mon jeton\n123:abc\n{TOKEN}\n@claire\n-100200300\n110201543\n42\n"
    done = _init(answers=answers)
    assert done.exit_code == 0, done.output
    assert done.output.count("Ce n'est pas un jeton") == 2
    assert done.output.count("Des nombres comme") == 3
    assert _line(tmp_path / ".env", "TELEGRAM_TOKEN") == TOKEN
    assert _line(tmp_path / ".env", "COORDINATORS") == "42"
    assert "le jeton a la bonne forme" in done.output


@pytest.mark.parametrize(
    "given", [{"TELEGRAM_TOKEN": "123:marqueur"}, {"COORDINATORS": "claire, marqueur"}]
)
def test_a_script_is_told_and_nothing_is_written(tmp_path: Path, given: dict[str, str]) -> None:
    done = _init("--yes", **given)
    assert done.exit_code == 2
    assert next(iter(given)) in done.output
    assert "marqueur" not in done.output
    assert not list(tmp_path.iterdir())


def test_fresh_keys_beside_an_old_database_are_confirmed_first(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/maraude.db").touch()
    refused = _init("--yes", TELEGRAM_TOKEN=TOKEN)
    assert (refused.exit_code, "plus rien n'y sera lu" in refused.output) == (2, True)
    assert _init(answers=f"{TOKEN}\n42\n\n").exit_code == 2
    assert not (tmp_path / ".env").exists()
    assert _init(answers=f"{TOKEN}\n42\noui\n").exit_code == 0


def test_the_keys_of_a_file_that_is_replaced_are_kept_unless_somebody_says_no(
    tmp_path: Path,
) -> None:
    file = tmp_path / ".env"
    _init(answers=f"{TOKEN}\n42\n")
    before = _line(file, "SECRET_KEYS")
    assert _init(answers=f"oui\n{TOKEN}\n43\n\n").exit_code == 0
    assert (_line(file, "SECRET_KEYS"), _line(file, "COORDINATORS")) == (before, "43")
    _init(answers=f"oui\n{TOKEN}\n43\nnon\n")
    assert _line(file, "SECRET_KEYS") != before


async def test_telegram_says_whose_token_it_is(telegram: SimulatorServer, tmp_path: Path) -> None:
    given = environment_for(telegram, "sqlite+aiosqlite:///maraude.db", [])
    code, said = await run_maraude(given, tmp_path, "init", "--yes")
    assert (code, "C'est le bot @" in said) == (0, True), said
    other = {**given, "MARAUDE_TELEGRAM_TOKEN": f"110201544:{'x' * 35}"}
    code, said = await run_maraude(other, tmp_path, "init", "--yes", "--file", "other")
    assert (code, "ne connaît pas ce jeton" in said) == (2, True), said
