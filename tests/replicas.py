"""Several bot processes on one PostgreSQL, behind a balancer that knows nothing of chats."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.running import BotProcess, environment_for, free_port

PATIENCE = 30.0


@dataclass(slots=True)
class Balancer:
    """In front of the processes: hands each update to any, unless told to which."""

    processes: list[BotProcess] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    only: int | None = None
    #: Whose updates go to which process, by their Telegram id.
    theirs: dict[int, int] = field(default_factory=dict)
    #: Which are known to be dead: a balancer finds out by asking for their health.
    dead: set[int] = field(default_factory=set)
    #: How many updates each process was given.
    given: list[int] = field(default_factory=list)

    async def hand_on(self, request: web.Request) -> web.Response:
        """One update; whoever is dead answers for nothing, and Telegram sends it again."""
        body = await request.read()
        which = self._choose(json.loads(body))
        self.given[which] += 1
        url = f"http://127.0.0.1:{self.ports[which]}{request.path}"
        try:
            async with (
                aiohttp.ClientSession() as http,
                http.post(url, data=body, headers=request.headers) as answer,
            ):
                return web.Response(status=answer.status)
        except aiohttp.ClientError:
            return web.Response(status=502)

    def _choose(self, update: dict[str, Any]) -> int:
        """By who sent it, if that was decided; else by chance."""
        senders = (what["from"]["id"] for what in update.values() if isinstance(what, dict))
        theirs = next((self.theirs[one] for one in senders if one in self.theirs), self.only)
        living = [one for one in range(len(self.ports)) if one not in self.dead]
        return self.chance.choice(living) if theirs is None else theirs


@asynccontextmanager
async def replicas(
    telegram: SimulatorServer,
    database_url: str,
    coordinator: Person,
    folder: Path,
    *,
    count: int = 2,
    acquainted: bool = True,
) -> AsyncIterator[Balancer]:
    """So many processes at work. ``acquainted``: each can reach the others."""
    balancer = Balancer(ports=[free_port() for _ in range(count)], given=[0] * count)
    async with _serving(balancer) as address:
        for port in balancer.ports:
            own = folder / str(port)
            own.mkdir()
            environment = environment_for(telegram, database_url, [coordinator])
            environment |= _webhook(address, port, acquainted=acquainted)
            balancer.processes.append(BotProcess(environment, own))
        await asyncio.gather(*(process.start() for process in balancer.processes))
        await asyncio.gather(*(is_healthy(port, count) for port in balancer.ports))
        yield balancer
        await asyncio.gather(*(process.kill() for process in balancer.processes))


def _webhook(address: str, port: int, *, acquainted: bool) -> dict[str, str]:
    reached = {"MARAUDE_REPLICA_URL": f"http://127.0.0.1:{port}"} if acquainted else {}
    return {
        "MARAUDE_MODE": "webhook",
        "MARAUDE_WEBHOOK_URL": address,
        "MARAUDE_WEBHOOK_SECRET": "un-secret",
        "MARAUDE_LISTEN": f"127.0.0.1:{port}",
        **reached,
    }


@asynccontextmanager
async def _serving(balancer: Balancer) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/{path:.*}", balancer.hand_on)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


async def is_healthy(port: int, count: int, patience: float = PATIENCE) -> None:
    """Wait until a process works, and knows so many."""
    async with asyncio.timeout(patience), aiohttp.ClientSession() as http:
        while True:
            try:
                async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                    if answer.status == 200 and (await answer.json())["replicas"] == count:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
