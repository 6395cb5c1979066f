"""A town at full load, and a Telegram that counts: the bot keeps under its limits by itself."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.people import PersonId
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.conftest import PARIS, Town, signs
from tests.conversations import talking
from tests.running import SharedClock, pass_until, running, settings_for

#: What may be on its way, beside a second's worth, when danger is written.
UNDER_WAY = 10


@pytest.fixture
async def paced(telegram: SimulatorServer, database_url: str) -> AsyncIterator[Town]:
    """A bot that keeps Telegram's limits from its first message on."""
    pass_until(telegram.world, 15, PARIS)
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id), pace="on")
    async with running(settings, SharedClock(telegram.world)) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        await signs(claire, "Claire, coordinatrice")
        yield Town(telegram, claire, bot)


def _refused(world: World) -> int:
    return sum(call.status == 429 for call in world.calls)


async def test_at_full_load_nothing_is_refused_and_danger_leaves_within_a_second(
    paced: Town,
) -> None:
    world = paced.telegram.world
    crowd = [paced.somebody(f"P{number}") for number in range(60)]
    lea = paced.somebody("Léa")
    world.limit_rates(overall=27)
    for one in crowd:
        one.writes("/start")
        one.writes("/aide")
    await crowd[0].sees("Tu n'as pas besoin")
    before = len(world.calls)
    lea.writes("je vais me tuer ce soir, j'ai les cachets devant moi")
    await lea.sees("15")
    sent = [call for call in world.calls[before:] if call.method == "sendMessage"]
    place = next(n for n, call in enumerate(sent) if str(call.params.get("chat_id")) == str(lea.id))
    assert place <= 30 + UNDER_WAY, "a second's worth at most went before"
    for one in crowd:
        await one.sees("/urgence", timeout=20)
    assert _refused(world) == 0


async def test_somebody_who_writes_a_lot_is_passed_on_at_telegrams_pace(town: Town) -> None:
    sam, lea = await talking(town)
    world = town.telegram.world
    world.limit_rates()
    # As with Telegram itself, where nothing has to be refused first.
    town.bot.outbox._pace.refused(PersonId(0))
    lines = [f"ligne {number}" for number in range(7)]
    for line in lines:
        lea.writes(line)
    tom = town.somebody("Tom")
    tom.writes("/start")
    await tom.sees("Tu n'as pas besoin", timeout=3)
    await sam.sees(lines[-1], timeout=20)
    arrived = [seen.text for seen in sam.screen if seen.text in lines]
    assert arrived == lines
    assert _refused(world) == 0


async def test_a_server_that_refuses_once_is_paced_from_then_on(town: Town) -> None:
    sam, lea = await talking(town)
    world = town.telegram.world
    world.limit_rates(per_chat=1, chat_burst=5)
    for number in range(7):
        lea.writes(f"vite {number}")
    await sam.sees("vite 6", timeout=30)
    once = _refused(world)
    assert once >= 1, "nobody knew that this server counts"
    for number in range(4):
        lea.writes(f"encore {number}")
    await sam.sees("encore 3", timeout=30)
    assert _refused(world) == once
