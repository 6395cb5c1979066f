"""A running simulator, and a plain HTTP client that speaks the Bot API to it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World


class Client:
    """Calls methods as a bot does, over HTTP."""

    def __init__(self, http: aiohttp.ClientSession, server: SimulatorServer) -> None:
        self.http = http
        self.base = f"{server.url}/bot{server.token}"

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result; the call must be accepted."""
        answer = await self.answer(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of the error; the call must be refused."""
        answer = await self.answer(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def answer(self, method: str, **params: Any) -> Any:
        async with self.http.post(f"{self.base}/{method}", json=params) as response:
            body = await response.json()
            assert body["ok"] == (response.status == 200)
            assert body.get("error_code", 200) == response.status
            return body


@pytest.fixture
async def server() -> AsyncIterator[SimulatorServer]:
    async with SimulatorServer(World()) as running:
        yield running


@pytest.fixture
def world(server: SimulatorServer) -> World:
    return server.world


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(http: aiohttp.ClientSession, server: SimulatorServer) -> Client:
    return Client(http, server)


@pytest.fixture
def lea(world: World) -> Person:
    """Somebody who has started the bot; the bot has seen it."""
    person = world.person(first_name="Léa")
    person.starts()
    world.updates.clear()
    return person
