"""The bot on PostgreSQL, also when the server is stopped."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import ANSWERED, ASKED, copies, quiet, talking, was_told
from tests.databases import PostgresServer
from tests.outages import gets_the_numbers
from tests.running import running, settings_for


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The address of a fresh PostgreSQL database."""
    url = postgres.migrated()
    yield url
    postgres.drop(url)


@pytest.fixture
async def on_postgres(
    telegram: SimulatorServer, postgres: PostgresServer, postgres_url: str
) -> AsyncIterator[tuple[Town, PostgresServer]]:
    """The bot at work on PostgreSQL."""
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, postgres_url, coordinators=str(claire.id))
    async with running(settings) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        yield Town(telegram, claire, bot), postgres


async def test_a_whole_conversation_on_postgresql(
    on_postgres: tuple[Town, PostgresServer],
) -> None:
    town, _ = on_postgres
    sam, lea = await talking(town)
    for asked, answered in zip(ASKED, ANSWERED, strict=True):
        lea.writes(asked)
        sam.writes(answered)
    await sam.sees(ASKED[-1])
    await lea.sees(ANSWERED[-1])
    await quiet(town)
    assert [seen.text for seen in copies(sam)] == ASKED
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    lea.presses("Confirmer : tout effacer")
    await lea.sees("C'est effacé")
    await quiet(town)
    assert copies(sam) == []


async def test_with_the_postgresql_server_stopped_help_is_given_and_nothing_is_lost(
    on_postgres: tuple[Town, PostgresServer],
) -> None:
    town, postgres = on_postgres
    sam, lea = await talking(town)
    await asyncio.to_thread(postgres.stop)
    try:
        await gets_the_numbers(lea)
        lea.writes("je continue d'écrire")
    finally:
        await asyncio.to_thread(postgres.start)
    await lea.sees("en danger maintenant", timeout=30)
    await sam.sees("je continue d'écrire", timeout=30)
    await quiet(town, 30)
    assert was_told(lea, "J'ai une panne") == 1
    assert [seen.text for seen in copies(sam)] == ["je continue d'écrire"]
