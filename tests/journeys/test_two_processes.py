"""Two bot processes on one PostgreSQL: each update goes to either, and nobody can tell."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import ASKED_AGAIN, FORGOTTEN, invitation, joins
from tests.databases import PostgresServer
from tests.killing import order_seen, repetitions
from tests.running import BotProcess, environment_for, free_port

PATIENCE = 30.0
SHOWN = "Sam, éducateur·rice"
LINES = [f"ligne {number}" for number in range(6)]
ANSWERS = [f"réponse {number}" for number in range(6)]


@dataclass(slots=True)
class Balancer:
    """In front of the processes: hands each update to either, unless told to which."""

    ports: tuple[int, int]
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    only: int | None = None
    #: Whose updates go to which process, by their Telegram id.
    theirs: dict[int, int] = field(default_factory=dict)
    #: How many updates each process was given.
    given: list[int] = field(default_factory=lambda: [0, 0])

    async def hand_on(self, request: web.Request) -> web.Response:
        """One update."""
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
        return self.chance.randrange(2) if theirs is None else theirs


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    url = postgres.migrated()
    yield url
    postgres.give_back(url)


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


@pytest.fixture
def claire(telegram: SimulatorServer) -> Person:
    return telegram.world.person("Claire")


@pytest.fixture
async def balancer(
    telegram: SimulatorServer, url: str, claire: Person, tmp_path: Path
) -> AsyncIterator[Balancer]:
    """Two processes at work behind it."""
    balancer = Balancer((free_port(), free_port()))
    async with _serving(balancer) as address:
        both = [_process(telegram, url, claire, tmp_path, address, one) for one in balancer.ports]
        await asyncio.gather(*(process.start() for process in both))
        await asyncio.gather(*(_is_healthy(port) for port in balancer.ports))
        yield balancer
        await asyncio.gather(*(process.kill() for process in both))


def _process(
    telegram: SimulatorServer, url: str, claire: Person, folder: Path, address: str, port: int
) -> BotProcess:
    own = folder / str(port)
    own.mkdir()
    webhook = {
        "MARAUDE_MODE": "webhook",
        "MARAUDE_WEBHOOK_URL": address,
        "MARAUDE_WEBHOOK_SECRET": "un-secret",
        "MARAUDE_LISTEN": f"127.0.0.1:{port}",
    }
    return BotProcess({**environment_for(telegram, url, [claire]), **webhook}, own)


async def _is_healthy(port: int) -> None:
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as http:
        while True:
            try:
                async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)


async def _has_read_everything(person: Person) -> None:
    """What was sent to somebody arrives in order: an answer to what they write now is the last."""
    asked = person.writes("/aide")
    await person.sees("/aide", after=asked, timeout=PATIENCE)


def _took(worker: Person) -> int:
    return sum("Vous avez pris" in one.text for one in worker.screen)


@pytest.mark.timeout(300)
async def test_a_case_is_taken_once_and_every_sentence_arrives_once_and_in_order(
    telegram: SimulatorServer, balancer: Balancer, claire: Person
) -> None:
    world = telegram.world
    sam, ana = world.person("Sam"), world.person("Ana")
    for worker in (sam, ana):
        await joins(claire, worker, PATIENCE)
    # Who presses at the same moment presses at different processes.
    balancer.theirs = {sam.id: 0, ana.id: 1}
    for name in ("Léa", "Tom", "Zoé"):
        await _is_helped_by_one_of(world.person(name), sam, ana)
    assert min(balancer.given) > 10, "both had their share"


async def _is_helped_by_one_of(person: Person, sam: Person, ana: Person) -> None:
    before = {worker: _took(worker) for worker in (sam, ana)}
    seen = {worker: worker.screen[-1].id for worker in (sam, ana)}
    person.writes("/parler")
    await person.sees("C'est noté", timeout=PATIENCE)
    for line in LINES:
        person.writes(f"{person.account.first_name[0]} {line}")
    for worker, last in seen.items():
        await worker.sees("Nouvelle demande", after=last, timeout=PATIENCE)
    for worker, last in seen.items():
        worker.presses("Prendre", in_message=_alert(worker, last))
    await person.sees("est là", timeout=PATIENCE)
    for worker in (sam, ana):
        await _has_read_everything(worker)
    [helper] = [worker for worker in (sam, ana) if _took(worker) > before[worker]]
    assert _took(sam) + _took(ana) == sum(before.values()) + 1
    await _talk(person, helper)


def _alert(worker: Person, after: int) -> int:
    return next(one.id for one in worker.screen if one.id > after and "Prendre" in str(one.buttons))


async def _talk(person: Person, helper: Person) -> None:
    """Everything they wrote arrives; then the conversation ends."""
    lines = [f"{person.account.first_name[0]} {line}" for line in LINES]
    await helper.sees(lines[-1], timeout=PATIENCE)
    for answer in ANSWERS:
        helper.writes(answer)
    await person.sees(ANSWERS[-1], timeout=PATIENCE)
    person.writes("/stop")
    await helper.sees("a mis fin", after=helper.screen[-1].id - 1, timeout=PATIENCE)
    assert order_seen(helper, lines) == lines
    assert order_seen(person, ANSWERS) == ANSWERS
    assert repetitions(helper, lines) == repetitions(person, ANSWERS) == 0


@pytest.mark.timeout(300)
async def test_an_answer_that_only_the_other_process_remembers_is_asked_for_again(
    telegram: SimulatorServer, balancer: Balancer, claire: Person
) -> None:
    sam = telegram.world.person("Sam")
    sam.writes(f"/start {await invitation(claire, PATIENCE)}")
    asked = await sam.sees("Comment vous présenter aux jeunes", timeout=PATIENCE)
    balancer.only = 0
    sam.writes(SHOWN, reply_to=asked.id)
    said = await sam.sees(f"ainsi : {SHOWN}", timeout=PATIENCE)
    balancer.only = 1
    sam.presses("Confirmer", in_message=said.id)
    await telegram.world.wait_until(
        lambda: any(
            ASKED_AGAIN in one.text or FORGOTTEN in one.buttons
            for one in sam.screen
            if one.id >= said.id
        ),
        PATIENCE,
    )
    assert not [one for one in sam.screen if "C'est confirmé" in one.text]
    asked = await sam.sees(ASKED_AGAIN, timeout=PATIENCE)
    sam.writes(SHOWN, reply_to=asked.id)
    said = await sam.sees(f"ainsi : {SHOWN}", after=asked.id, timeout=PATIENCE)
    sam.presses("Confirmer", in_message=said.id)
    await sam.sees("C'est confirmé", timeout=PATIENCE)
