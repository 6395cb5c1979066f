"""What several journeys start from."""

from collections.abc import AsyncIterator

import pytest

from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.running import SharedClock, free_port, running, settings_for


@pytest.fixture
async def hooked(telegram: SimulatorServer, database_url: str) -> AsyncIterator[tuple[Town, str]]:
    """The bot at work with a webhook, and the webhook's address."""
    port = free_port()
    claire = telegram.world.person("Claire")
    settings = settings_for(
        telegram, database_url, coordinators=str(claire.id), mode="webhook",
        webhook_url=f"http://127.0.0.1:{port}", webhook_secret="un-secret",
        listen=f"127.0.0.1:{port}",
    )  # fmt: skip
    async with running(settings, SharedClock(telegram.world)) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        yield Town(telegram, claire, bot), telegram.world.webhook.url
