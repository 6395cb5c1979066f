"""`maraude check --to-open`: what is seen to be wrong, and what only a person can see."""

import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.before_opening import (
    DRIFT,
    FRESH,
    Mark,
    Seen,
    Telegram,
    ask_telegram,
    count_coordinators,
    lines,
)
from bot.cli import app
from bot.content.loading import load
from bot.settings import Settings
from telegram_simulator.server import SimulatorServer
from tests.content.small_library import SHIPPED, SHIPPED_ON
from tests.running import settings_for

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
LIBRARY = load(SHIPPED, SHIPPED_ON)


def _settings(folder: Path, **more: str) -> Settings:
    given = {
        "telegram_token": "1234:abc",
        "secret_keys": "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=",
        "database_url": f"sqlite+aiosqlite:///{folder}/none.db",
        **more,
    }
    return Settings(_env_file=None, **given)  # type: ignore[call-arg,arg-type]


def seen(**more: object) -> Seen:
    nothing = Seen(LIBRARY, (), None, None, Telegram(None), None, NOW)
    return replace(nothing, **more)  # type: ignore[arg-type]


def mark_of(found: Seen, words: str) -> Mark:
    [line] = [one for one in lines(found) if words in one.said]
    return line.mark


def test_the_example_and_what_nobody_verified_keep_it_shut() -> None:
    assert mark_of(seen(), "est un exemple (Val-de-Lune") is Mark.WRONG
    assert mark_of(seen(), "n'ont été vérifiés par personne") is Mark.WRONG


@pytest.mark.parametrize(
    ("drift", "mark"),
    [(timedelta(0), Mark.RIGHT), (DRIFT, Mark.RIGHT), (DRIFT * 2, Mark.WRONG)],
)
def test_the_clock_is_held_against_telegrams(drift: timedelta, mark: Mark) -> None:
    for sign in (1, -1):
        there = Telegram(knows=True, clock=NOW + sign * drift)
        assert mark_of(seen(telegram=there), "horloge") is mark


@pytest.mark.parametrize(
    ("count", "mark"), [(None, Mark.ASK), (0, Mark.WRONG), (1, Mark.WRONG), (2, Mark.RIGHT)]
)
def test_one_coordinator_is_not_enough(count: int | None, mark: Mark) -> None:
    assert mark_of(seen(coordinators=count), "coordination") is mark


def test_a_backup_is_looked_for_where_it_is_said_to_be(tmp_path: Path) -> None:
    assert mark_of(seen(), "sauvegarde part chaque nuit") is Mark.ASK
    assert mark_of(seen(backups=tmp_path / "none"), "sauvegarde récente") is Mark.WRONG
    backup = tmp_path / "maraude.db"
    backup.write_bytes(b"x")
    for age, mark in ((timedelta(0), Mark.RIGHT), (FRESH * 2, Mark.WRONG)):
        then = (NOW - age).timestamp()
        os.utime(backup, (then, then))
        assert (
            mark_of(seen(backups=tmp_path), "dernière sauvegarde" if not age else "récente") is mark
        )


def test_what_a_program_cannot_see_is_never_ticked(tmp_path: Path) -> None:
    best = seen(
        settings=_settings(tmp_path),
        coordinators=2,
        telegram=Telegram(knows=True, clock=NOW),
    )
    asked = [one.said for one in lines(best) if one.mark is Mark.ASK]
    assert any("clés sont copiées ailleurs" in said for said in asked)
    assert any("analyse d'impact" in said for said in asked)


def test_coordinators_are_counted_without_making_a_database(tmp_path: Path) -> None:
    settings = _settings(tmp_path, coordinators="11,12,12")
    assert count_coordinators(settings) == 2
    assert list(tmp_path.iterdir()) == []


async def test_telegram_is_asked_for_the_token_and_the_time(
    telegram: SimulatorServer, database_url: str
) -> None:
    settings = settings_for(telegram, database_url)
    answered = await asyncio.to_thread(ask_telegram, settings)
    assert answered.knows is True
    wrong = settings.model_copy(update={"telegram_api_url": "http://127.0.0.1:9"})
    assert await asyncio.to_thread(ask_telegram, wrong) == Telegram(None)


def test_the_command_says_what_is_missing_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["check", "--to-open"])
    assert result.exit_code == 1
    assert "[ ] Les réglages manquent" in result.output
    assert "[?]" in result.output
