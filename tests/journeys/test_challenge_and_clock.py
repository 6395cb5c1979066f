"""A challenge of ten days on a machine whose clock jumps ahead, back, and ahead again."""

import asyncio
import random
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import or_, select

from bot.domain.challenges import TOO_LATE
from bot.domain.timers import Kind
from bot.store.tables import timers
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import quiet
from tests.running import running, settings_for

PARIS = ZoneInfo("Europe/Paris")
CHOSEN = 17
#: How far from the truth the clock is, for one look.
JUMPS = [timedelta(hours=hours) for hours in (-72, -25, -9, -1, 1, 5, 13, 24, 30)]
#: Clocks that differ by less are no jump.
SKEW = timedelta(seconds=5)


class Wall:
    """A clock that stands where a test sets it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def _fired(town: Town, now: datetime) -> None:
    """Wait until nothing of the challenge is due by that clock, and all is sent."""
    due = select(timers.c.id).where(
        timers.c.kind == Kind.CHALLENGE_DAY,
        or_(timers.c.due_at <= now, timers.c.due_since > now + SKEW),
    )
    async with asyncio.timeout(20):
        while True:
            town.bot.timers.wake()
            async with town.bot.store.reading() as tx:
                if not (await tx.connection.execute(due)).all():
                    break
            await asyncio.sleep(0.01)
    await quiet(town)


def _days(person: Person) -> list[int]:
    """The days that came, in the order in which they came."""
    found = (re.search(r"Jour (\d+) sur 10", one.text) for one in person.screen if not one.mine)
    return [int(match[1]) for match in found if match]


async def _begins(lea: Person) -> None:
    lea.writes("/start")
    for label in ("Quiz et défis", "10 jours sans écrans", "Pour moi", f"{CHOSEN} h"):
        await lea.sees_button(label)
        lea.presses(label)
    await lea.sees("C'est parti")


@pytest.mark.parametrize("seed", range(3))
async def test_each_day_comes_once_in_order_at_the_hour_chosen_and_never_at_night(
    telegram: SimulatorServer, database_url: str, seed: int
) -> None:
    chance, wall, truth = random.Random(seed), Wall(), Wall()
    lea = telegram.world.person("Léa")
    came: list[tuple[int, datetime]] = []

    async def is_looked_at(moment: datetime) -> None:
        wall.now, before = moment, len(_days(lea))
        await _fired(town, moment)
        came.extend((day, moment.astimezone(PARIS)) for day in _days(lea)[before:])

    async with running(settings_for(telegram, database_url), wall) as bot:
        town = Town(telegram, lea, bot)
        await _begins(lea)
        for _ in range(3 * 24):
            truth.now += timedelta(hours=1)
            if chance.random() < 0.3:
                await is_looked_at(truth.now + chance.choice(JUMPS))
            await is_looked_at(truth.now)
        while_it_jumped = len(came)
        for _ in range(2 * 24):
            truth.now += timedelta(hours=1)
            await is_looked_at(truth.now)
    assert [day for day, _ in came] == list(range(1, len(came) + 1))
    assert while_it_jumped > 0
    assert len(came) - while_it_jumped in {1, 2}, "once the clock is right, one a day"
    latest = CHOSEN + TOO_LATE // timedelta(hours=1)
    assert all(CHOSEN <= at.hour <= latest for _, at in came)
