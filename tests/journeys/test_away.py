"""The bot was stopped: coordinators learn it from itself, once it runs again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.timers import BOT, Kind
from bot.settings import Settings
from bot.store import timers
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import signs
from tests.conversations import was_told
from tests.running import Life, SharedClock, settings_for

TOLD = "Le bot était arrêté"


@pytest.fixture
def claire(telegram: SimulatorServer) -> Person:
    """Who coordinates."""
    return telegram.world.person("Claire")


@pytest.fixture
def settings(telegram: SimulatorServer, database_url: str, claire: Person) -> Settings:
    return settings_for(telegram, database_url, coordinators=str(claire.id))


@pytest.fixture
async def life(
    telegram: SimulatorServer, settings: Settings, claire: Person
) -> AsyncIterator[Life]:
    """A bot that runs, and has given its sign of the minute."""
    life = Life(settings, SharedClock(telegram.world))
    await life.begin()
    claire.writes("/start")
    await claire.sees_button("L'équipe")
    await signs(claire, "Claire, coordinatrice")
    await _gives_its_sign(life)
    yield life
    await life.stop()


async def _gives_its_sign(life: Life) -> None:
    bot = life._maraude
    assert bot is not None
    bot.timers.wake()
    async with asyncio.timeout(10):
        while True:
            async with bot.store.reading() as tx:
                if (await timers.of(tx, BOT))[Kind.TERRITORIES] > bot.clock():
                    return
            await asyncio.sleep(0.02)


async def _after(life: Life, telegram: SimulatorServer, away: timedelta) -> None:
    await life.stop()
    telegram.world.clock.forward(seconds=away.total_seconds())
    await life.begin()


async def _answered(person: Person) -> None:
    asked = person.writes("/file")
    await person.sees("file est vide", after=asked)


async def test_coordinators_are_told_once_since_when_nobody_was_answered(
    life: Life, telegram: SimulatorServer, claire: Person
) -> None:
    await _after(life, telegram, timedelta(minutes=47))
    told = await claire.sees(TOLD)
    assert "(46" in told.text
    await _after(life, telegram, timedelta(seconds=20))
    await _answered(claire)
    assert was_told(claire, TOLD) == 1


@pytest.mark.parametrize("minutes", [0, 8])
async def test_a_short_stop_disturbs_nobody(
    life: Life, telegram: SimulatorServer, claire: Person, minutes: int
) -> None:
    await _after(life, telegram, timedelta(minutes=minutes))
    await _answered(claire)
    assert was_told(claire, TOLD) == 0


async def test_a_clock_that_jumps_while_the_bot_runs_is_no_absence(
    life: Life, telegram: SimulatorServer, claire: Person
) -> None:
    telegram.world.clock.forward(hours=1)
    await _gives_its_sign(life)
    await _after(life, telegram, timedelta(seconds=20))
    await _answered(claire)
    assert was_told(claire, TOLD) == 0
