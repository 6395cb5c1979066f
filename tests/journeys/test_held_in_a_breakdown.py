"""More is written in a breakdown than Telegram hands out at once: nothing is lost."""

import asyncio
import stat
from pathlib import Path

import pytest

from bot.assembly import Maraude
from bot.delivery.holding import Held, HoldingFile
from bot.settings import Settings
from bot.store.vault import Vault
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import DANGER, copies, quiet, talking, was_told
from tests.outages import database_down, database_hangs, until
from tests.running import running, settings_for


def _floods(person: Person, count: int = 100) -> list[str]:
    said = [f"salut {n}" for n in range(count)]
    for words in said:
        person.writes(words)
    return said


async def test_an_emergency_behind_somebodys_hundred_messages_is_seen_and_nothing_is_lost(
    town: Town, tmp_path: Path
) -> None:
    sam, flood = await talking(town)
    lea, tom = town.somebody("Lola"), town.somebody("Tom")
    with database_down(town.bot):
        said = _floods(flood, 230)
        lea.writes("/urgence")
        tom.writes(DANGER)
        await lea.sees("J'ai une panne, et ce message n'est pas perdu", timeout=30)
        await tom.sees("J'ai une panne, et ce message n'est pas perdu", timeout=30)
        assert town.bot.health()["held"] == 200
        kept = (tmp_path / f"held-{town.bot.settings.bot_id}").read_bytes()
        assert b"salut" not in kept
        assert str(flood.id).encode() not in kept
        assert stat.S_IMODE((tmp_path / f"held-{town.bot.settings.bot_id}").stat().st_mode) == 0o600
    await lea.sees("en danger maintenant", timeout=30)
    await sam.sees(said[-1], timeout=60)
    await quiet(town, 60)
    assert [seen.text for seen in copies(sam)] == said
    assert was_told(flood, "J'ai une panne") == 1
    # An answer of Telegram's that a slow machine loses costs one more: numbers harm nobody twice.
    assert was_told(tom, "J'ai une panne") in {1, 2}
    assert not list(tmp_path.glob("held-*"))
    assert town.bot.health()["held"] == 0


async def _dies_in_a_breakdown(telegram: SimulatorServer, settings: Settings) -> Person:
    """A hundred messages are held and acknowledged, then the process ends."""
    flood = telegram.world.person("Flo")
    bot = Maraude(settings)
    task = asyncio.create_task(bot.run())
    await asyncio.wait_for(bot.ready.wait(), 30)
    with database_down(bot):
        _floods(flood)
        await telegram.world.wait_until(lambda: not telegram.world.pending_updates(), 30)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    return flood


async def test_after_a_crash_in_a_breakdown_whoever_wrote_is_asked_to_write_again_once(
    telegram: SimulatorServer, database_url: str, tmp_path: Path
) -> None:
    settings = settings_for(telegram, database_url)
    flood = await _dies_in_a_breakdown(telegram, settings)
    for _ in range(2):
        async with running(settings) as bot:
            flood.writes("/aide")
            await flood.sees("Tu peux simplement écrire", timeout=30)
            await quiet(Town(telegram, flood, bot))
        assert was_told(flood, "un message s'est perdu") == 1
        assert not list(tmp_path.glob("held-*"))


async def test_what_was_held_but_not_acknowledged_comes_again_and_is_not_called_lost(
    telegram: SimulatorServer, database_url: str, tmp_path: Path
) -> None:
    lea, tom = telegram.world.person("Léa"), telegram.world.person("Tom")
    settings = settings_for(telegram, database_url)
    asked, told = lea.writes("/parler"), tom.writes("/aide")
    update_id = telegram.world.pending_updates()[0]["update_id"]
    file = HoldingFile([tmp_path], Vault(settings.bot_id, settings.keys))
    file.write([Held(update_id, lea.id, asked)])
    file.write([Held(update_id - 2, tom.id, 1), Held(update_id - 1, tom.id, 2)])
    file.write([Held(update_id + 1, tom.id, told)])
    async with running(settings) as bot:
        await lea.sees("C'est noté")
        await tom.sees("un message s'est perdu")
        await quiet(Town(telegram, lea, bot))
    assert was_told(lea, "un message s'est perdu") == 0
    assert was_told(tom, "un message s'est perdu") == 1
    assert was_told(tom, "Tu peux simplement écrire") == 1
    assert not list(tmp_path.glob("held-*"))


async def test_references_that_cannot_be_written_are_not_acknowledged(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = town.somebody("Flo")
    monkeypatch.setattr(town.bot.intake.file, "_files", [Path("/proc/nothing/held")])
    with database_down(town.bot):
        _floods(flood, 120)
        await until(lambda: "held_not_written" in town.bot.troubles.seen())
        assert len(town.telegram.world.pending_updates()) == 120
    await quiet(town, 60)
    assert was_told(flood, "J'ai une panne") == 1


async def test_a_database_that_hangs_holds_no_numbers_back_and_everything_is_handled_once(
    town: Town,
) -> None:
    sam, flood = await talking(town)
    lea, tom, ana = (town.somebody(name) for name in ("Lola", "Tom", "Ana"))
    town.bot.intake.patience = 0.1
    with database_hangs(town.bot):
        lea.writes("/urgence")
        await lea.sees("J'ai une panne", timeout=30)
        said = _floods(flood, 120)
        tom.writes(DANGER)
        await tom.sees("J'ai une panne", timeout=30)
        ana.writes("salut")
        await ana.sees("J'ai une panne", timeout=30)
        town.bot.intake.patience = 60
    await lea.sees("en danger maintenant", timeout=30)
    await sam.sees(said[-1], timeout=60)
    await quiet(town, 60)
    assert [seen.text for seen in copies(sam)] == said
    assert was_told(lea, "J'ai une panne") == 1
    assert town.bot.health()["held"] == 0


async def test_what_was_held_keeps_nobody_waiting_who_writes_once_the_database_is_back(
    town: Town,
) -> None:
    flood, lea = town.somebody("Flo"), town.somebody("Léa")
    with database_down(town.bot):
        _floods(flood, 400)
        await until(lambda: town.bot.intake.held == 400)
        lea.writes("/urgence")
        await lea.sees("J'ai une panne", timeout=30)
    await lea.sees("en danger maintenant", timeout=30)
    await quiet(town, 60)
    assert was_told(lea, "en danger maintenant") == 1
