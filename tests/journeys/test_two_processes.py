"""Two bot processes on one PostgreSQL: each update goes to either, and nobody can tell."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import ASKED_AGAIN, FORGOTTEN, invitation, joins
from tests.conversations import ends
from tests.databases import PostgresServer
from tests.killing import order_seen, repetitions
from tests.replicas import PATIENCE, Balancer, replicas

SHOWN = "Sam, éducateur·rice"
LINES = [f"ligne {number}" for number in range(6)]
ANSWERS = [f"réponse {number}" for number in range(6)]


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    url = postgres.migrated()
    yield url
    postgres.give_back(url)


@pytest.fixture
def claire(telegram: SimulatorServer) -> Person:
    return telegram.world.person("Claire")


@pytest.fixture
async def balancer(
    telegram: SimulatorServer, url: str, claire: Person, tmp_path: Path
) -> AsyncIterator[Balancer]:
    """Two processes at work behind it, that reach each other."""
    async with replicas(telegram, url, claire, tmp_path) as both:
        yield both


@pytest.fixture
async def strangers(
    telegram: SimulatorServer, url: str, claire: Person, tmp_path: Path
) -> AsyncIterator[Balancer]:
    """Two processes that share the database and nothing else."""
    async with replicas(telegram, url, claire, tmp_path, acquainted=False) as both:
        yield both


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
    await ends(person)
    await helper.sees("a mis fin", after=helper.screen[-1].id - 1, timeout=PATIENCE)
    assert order_seen(helper, lines) == lines
    assert order_seen(person, ANSWERS) == ANSWERS
    assert repetitions(helper, lines) == repetitions(person, ANSWERS) == 0


@pytest.mark.timeout(300)
async def test_what_a_process_remembers_is_found_whichever_gets_the_update(
    telegram: SimulatorServer, balancer: Balancer, claire: Person
) -> None:
    """What is in memory only: how somebody wants to be shown, words before and after an edit."""
    sam = telegram.world.person("Sam")
    sam.writes(f"/start {await invitation(claire, PATIENCE)}")
    last = 0
    for turn in range(4):
        asked = await sam.sees("prénom et votre fonction", after=last, timeout=PATIENCE)
        balancer.only = turn % 2
        sam.writes(SHOWN, reply_to=asked.id)
        said = await sam.sees(f"ainsi : {SHOWN}", after=asked.id, timeout=PATIENCE)
        balancer.only = 1 - turn % 2
        sam.presses("Confirmer", in_message=said.id)
        await sam.sees("C'est confirmé", after=said.id - 1, timeout=PATIENCE)
        last = said.id
        sam.presses(FORGOTTEN, in_message=said.id)
    balancer.only = None
    lea = telegram.world.person("Léa")
    lea.writes("/parler")
    await sam.sees_button("Prendre", timeout=PATIENCE)
    sam.presses("Prendre")
    await lea.sees("est là", timeout=PATIENCE)
    for turn in range(6):
        written = lea.writes(f"avant {turn}")
        arrived = await sam.sees(f"avant {turn}", timeout=PATIENCE)
        lea.edits(written, f"après {turn}")
        changed = await sam.sees(f"après {turn}", timeout=PATIENCE)
        assert changed.id == arrived.id, "edited in its place, not copied anew"


@pytest.mark.timeout(300)
async def test_an_answer_that_only_the_other_process_remembers_is_asked_for_again(
    telegram: SimulatorServer, strangers: Balancer, claire: Person
) -> None:
    sam = telegram.world.person("Sam")
    sam.writes(f"/start {await invitation(claire, PATIENCE)}")
    asked = await sam.sees("Comment vous présenter aux jeunes", timeout=PATIENCE)
    strangers.only = 0
    sam.writes(SHOWN, reply_to=asked.id)
    said = await sam.sees(f"ainsi : {SHOWN}", timeout=PATIENCE)
    strangers.only = 1
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
