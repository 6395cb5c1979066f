"""Telegram or the database fails: nothing is lost, and help is still given."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.simulator.failures import Failures
from bot.simulator.people import Person
from bot.simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import copies, quiet, talking, was_told
from tests.databases import PostgresServer, sqlite_file
from tests.running import running, settings_for

ASKED = [f"question {n}" for n in range(6)]
ANSWERED = [f"réponse {n}" for n in range(6)]


async def _talk_while(town: Town, failures: Failures, *, then_mend: bool) -> tuple[Person, Person]:
    sam, lea = await talking(town)
    town.telegram.world.failures = failures
    for asked, answered in zip(ASKED, ANSWERED, strict=True):
        lea.writes(asked)
        sam.writes(answered)
    if then_mend:
        await asyncio.sleep(0.5)
        town.telegram.world.failures = Failures()
    await sam.sees(ASKED[-1], timeout=40)
    await lea.sees(ANSWERED[-1], timeout=40)
    town.telegram.world.failures = Failures()
    await quiet(town)
    return sam, lea


def _arrived(person: Person, expected: list[str]) -> list[str]:
    return [s.text for s in person.screen if not s.mine and s.text in expected]


@pytest.mark.parametrize(
    ("failures", "then_mend"),
    [
        (Failures(down=True), True),
        (Failures(error_500_every=3), False),
        (Failures(too_many_requests_every=4, retry_after=1), False),
        (Failures(slow_ms=100), False),
    ],
    ids=["down", "500", "429", "slow"],
)
async def test_when_telegram_fails_everything_arrives_once_and_in_order(
    town: Town, failures: Failures, *, then_mend: bool
) -> None:
    sam, lea = await _talk_while(town, failures, then_mend=then_mend)
    assert _arrived(sam, ASKED) == ASKED
    assert _arrived(lea, ANSWERED) == ANSWERED


async def test_when_answers_are_lost_each_costs_one_duplicate_at_most(town: Town) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = Failures(lose_answers_every=4)
    for words in ASKED:
        lea.writes(words)
    await sam.sees(ASKED[-1], timeout=40)
    town.telegram.world.failures = Failures()
    await quiet(town)
    arrived = _arrived(sam, ASKED)
    assert list(dict.fromkeys(arrived)) == ASKED, "in order, none missing"
    assert max(arrived.count(words) for words in ASKED) <= 2
    assert lea.screen


async def test_a_person_whose_chat_is_limited_does_not_hold_up_the_others(town: Town) -> None:
    sam, lea = await talking(town)
    town.telegram.world.limit_rates(overall=1000, per_chat=0.5, chat_burst=3)
    for number in range(8):
        sam.writes(f"vite {number}")
    tom = town.somebody("Tom")
    tom.writes("/start")
    await tom.sees("Tu n'as pas besoin de donner ton nom", timeout=3)
    lea.writes("/urgence")
    town.telegram.world.rate_limits = None
    await lea.sees("vite 7", timeout=20)
    await quiet(town)
    assert _arrived(lea, [f"vite {n}" for n in range(8)]) == [f"vite {n}" for n in range(8)]


# The database


async def _answers_then_catches_up(lea: Person) -> None:
    asked = lea.writes("/urgence")
    shown = await lea.sees("J'ai une panne", after=asked, timeout=30)
    assert "112" in shown.text


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
        await _answers_then_catches_up(lea)
        lea.writes("je continue d'écrire")
    finally:
        await asyncio.to_thread(postgres.start)
    await lea.sees("en danger maintenant", timeout=30)
    await sam.sees("je continue d'écrire", timeout=30)
    await quiet(town, 30)
    assert was_told(lea, "J'ai une panne") == 1
    assert [seen.text for seen in copies(sam)] == ["je continue d'écrire"]


async def test_with_an_unusable_folder_help_is_given_and_the_rest_comes_later(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    lea = telegram.world.person("Léa")
    async with running(settings_for(telegram, sqlite_file(folder))) as bot:
        lea.writes("/parler")
        await lea.sees("J'ai une panne", timeout=30)
        await _answers_then_catches_up(lea)
        folder.unlink()
        await lea.sees("C'est noté", timeout=30)
        await quiet(Town(telegram, lea, bot))
    assert was_told(lea, "C'est noté") == 1


async def test_with_database_and_telegram_down_together_the_numbers_still_come_in_the_end(
    telegram: SimulatorServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    world, lea = telegram.world, telegram.world.person("Léa")
    async with running(settings_for(telegram, sqlite_file(folder))):
        await world.wait_until(lambda: world.polls > 0, 30)
        world.failures = Failures(error_500_every=1)
        lea.writes("/urgence")
        await world.wait_until(lambda: any(c.method == "sendMessage" for c in world.calls), 30)
        assert not lea.screen[1:]
        world.failures = Failures()
        await lea.sees("J'ai une panne, et ton message n'est pas perdu", timeout=30)


# The webhook


@pytest.fixture
async def hooked(telegram: SimulatorServer, database_url: str) -> AsyncIterator[tuple[Town, str]]:
    """The bot at work with a webhook, and the webhook's address."""
    port = _free_port()
    claire = telegram.world.person("Claire")
    settings = settings_for(
        telegram, database_url, coordinators=str(claire.id), mode="webhook",
        webhook_url=f"http://127.0.0.1:{port}", webhook_secret="un-secret",
        listen=f"127.0.0.1:{port}",
    )  # fmt: skip
    async with running(settings) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        yield Town(telegram, claire, bot), telegram.world.webhook.url


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


async def test_a_conversation_through_the_webhook(hooked: tuple[Town, str]) -> None:
    town, _ = hooked
    sam, lea = await talking(town)
    for asked in ASKED:
        lea.writes(asked)
    await sam.sees(ASKED[-1])
    await quiet(town)
    assert [seen.text for seen in copies(sam)] == ASKED


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"{}", 403),
        ({"X-Telegram-Bot-Api-Secret-Token": "faux"}, b"{}", 403),
        ({"X-Telegram-Bot-Api-Secret-Token": "un-secret"}, b"[" + b" " * 300_000, 413),
        ({"X-Telegram-Bot-Api-Secret-Token": "un-secret"}, b"pas du JSON", 400),
        ({"X-Telegram-Bot-Api-Secret-Token": "un-secret"}, b"[]", 400),
        ({"X-Telegram-Bot-Api-Secret-Token": "un-secret"}, b'{"update_id": "x"}', 400),
    ],
)
async def test_the_webhook_takes_only_what_telegram_sends(
    hooked: tuple[Town, str], headers: dict[str, str], body: bytes, status: int
) -> None:
    town, url = hooked
    async with (
        aiohttp.ClientSession() as http,
        http.post(url, data=body, headers=headers) as answer,
    ):
        assert answer.status == status
    lea = town.somebody("Léa")
    lea.writes("/start")
    await lea.sees("Tu n'as pas besoin de donner ton nom")


async def test_health_says_whether_the_database_answers(hooked: tuple[Town, str]) -> None:
    _, url = hooked
    async with (
        aiohttp.ClientSession() as http,
        http.get(url.rpartition("/")[0] + "/health") as answer,
    ):
        assert (answer.status, (await answer.json())["healthy"]) == (200, True)
