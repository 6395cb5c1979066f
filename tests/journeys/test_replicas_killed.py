"""Replicas on PostgreSQL, killed with SIGKILL while people talk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from telegram_simulator.server import SimulatorServer
from tests.databases import PostgresServer
from tests.replica_kills import killed_while_talking
from tests.replicas import replicas


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    url = postgres.migrated()
    yield url
    postgres.give_back(url)


@pytest.mark.timeout(300)
async def test_one_that_is_killed_loses_nothing_and_keeps_the_order(
    telegram: SimulatorServer, url: str, tmp_path: Path
) -> None:
    claire = telegram.world.person("Claire")
    async with replicas(telegram, url, claire, tmp_path) as balancer:
        found = await killed_while_talking(
            telegram, balancer, claire, kills=2, seed=1, pairs=3, rest=4.0
        )
    assert found.lines > 50
    assert (found.lost, found.out_of_order, found.repeated_beyond) == (0, 0, 0), found
    assert found.longest < 10, found
