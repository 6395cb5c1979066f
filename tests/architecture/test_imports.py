"""Who may import whom: the contracts of pyproject.toml, and that no room escapes them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.architecture.reading_code import BOT, ROOT, SIMULATOR


def test_every_import_follows_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("bot/newcomer.py", '"""Nobody named me."""', "bot.newcomer"),
        ("bot/domain/newcomer.py", "import bot.store.tables", "bot.domain is not allowed"),
        ("telegram_simulator/newcomer.py", "import bot.content.rich", "bot.content"),
        ("bot/running.py", "import telegram_simulator.world", "bot.running"),
        ("bot/actions/newcomer.py", "import bot.delivery.inbox", "bot.actions is not allowed"),
        ("bot/delivery/newcomer.py", "import telegram", "telegram"),
    ],
)
def test_whoever_breaks_the_rule_is_found(
    tmp_path: Path, file: str, line: str, complaint: str
) -> None:
    for package in (BOT, SIMULATOR):
        ignored = shutil.ignore_patterns("__pycache__", "static")
        shutil.copytree(package, tmp_path / package.name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / file).write_text(line + "\n", "utf-8")
    run = subprocess.run(  # noqa: S603  # our own tool, our own files
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert complaint in run.stdout
