"""The database fails: help is still given, and nothing is lost."""

import asyncio
from pathlib import Path

from bot.domain.screens import Screen
from bot.telegram_ui.breakdown import BREAKDOWN
from telegram_simulator.failures import Failures
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import DANGER, quiet, was_told
from tests.databases import sqlite_file
from tests.outages import database_down, gets_the_numbers, until
from tests.running import running, settings_for


async def test_with_an_unusable_folder_help_is_given_and_the_rest_comes_later(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    lea = telegram.world.person("Léa")
    async with running(settings_for(telegram, sqlite_file(folder))) as bot:
        lea.writes("/parler")
        await lea.sees("J'ai une panne", timeout=30)
        await gets_the_numbers(lea)
        folder.unlink()
        await lea.sees("C'est noté", timeout=30)
        await quiet(Town(telegram, lea, bot))
    assert was_told(lea, "C'est noté") == 1


async def test_with_database_and_telegram_down_together_the_numbers_still_come_in_the_end(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    world, lea = telegram.world, telegram.world.person("Léa")
    async with running(settings_for(telegram, sqlite_file(folder))):
        await world.wait_until(lambda: world.polls > 0, 30)
        world.failures = Failures(error_500_every=1)
        lea.writes("/urgence")
        await world.wait_until(lambda: any(c.method == "sendMessage" for c in world.calls), 30)
        assert not lea.screen[1:]
        world.failures = Failures()
        await lea.sees("J'ai une panne, et ce message n'est pas perdu", timeout=30)


async def test_whoever_is_told_of_a_breakdown_is_told_of_the_next_one_too(town: Town) -> None:
    lea = town.somebody("Léa")
    for times in (1, 2):
        with database_down(town.bot):
            lea.writes("salut")
            lea.writes("tu es là ?")
            await town.telegram.world.wait_until(
                lambda n=times: was_told(lea, "J'ai une panne") == n,  # type: ignore[misc]
                30,
            )
        await quiet(town)
    assert was_told(lea, "J'ai une panne") == 2


async def test_one_persons_many_dangers_get_one_answer_in_a_breakdown(town: Town) -> None:
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    with database_down(town.bot):
        for n in range(40):
            lea.writes(f"{DANGER} {n}")
        tom.writes("/urgence")
        await tom.sees("J'ai une panne", timeout=30)
        await lea.sees("J'ai une panne", timeout=30)
        polls = town.telegram.world.polls
        await town.telegram.world.wait_until(lambda: town.telegram.world.polls > polls + 1, 30)
    await quiet(town, 60)
    assert was_told(lea, "J'ai une panne") <= 2


async def test_the_emergency_button_works_in_a_breakdown(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/aide")
    shown = await lea.sees("Tu peux simplement écrire")
    await quiet(town)
    with database_down(town.bot):
        lea.writes("salut")
        await lea.sees("Ce message n'est pas perdu", timeout=30)
        lea.presses_data(shown.id, "emergency:AAAAAAAA")
        await lea.sees("J'ai une panne, et ce message n'est pas perdu", timeout=30)


async def test_notices_that_are_slow_to_leave_hold_back_no_numbers(town: Town) -> None:
    many = [town.somebody(f"P{n}") for n in range(40)]
    breakdown, never = town.bot.intake.breakdown, asyncio.Event()
    show = breakdown.show

    async def slow_notices(address: int, screen: Screen) -> None:
        if screen == BREAKDOWN:
            await never.wait()
        await show(address, screen)

    breakdown.show = slow_notices
    with database_down(town.bot):
        for person in many:
            person.writes("salut")
        await until(lambda: len(breakdown._under_way) == len(many))
        many[-1].writes(DANGER)
        await many[-1].sees("J'ai une panne, et ce message n'est pas perdu", timeout=30)
        never.set()
        await many[0].sees("Ce message n'est pas perdu", timeout=30)
    await quiet(town, 60)
