"""Telegram or the database fails: nothing is lost, and help is still given."""

import asyncio
import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.assembly import Maraude
from bot.delivery.holding import Held, HoldingFile
from bot.settings import Settings
from bot.simulator.failures import Failures
from bot.simulator.people import Person
from bot.simulator.server import SimulatorServer
from bot.store.vault import Vault
from tests.conftest import Town
from tests.conversations import DANGER, copies, quiet, talking, was_told
from tests.databases import PostgresServer, sqlite_file
from tests.outages import database_down, database_hangs, until
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


async def test_health_says_how_telegram_the_tasks_and_the_journal_are_doing(
    hooked: tuple[Town, str],
) -> None:
    town, url = hooked
    town.bot.troubles.note("example")
    async with (
        aiohttp.ClientSession() as http,
        http.get(url.rpartition("/")[0] + "/health") as answer,
    ):
        said = await answer.json()
    assert (said["healthy"], said["degraded"], said["database"]) == (True, False, "up")
    assert said["telegram"] == {"state": "up", "last_success": "under a minute"}
    assert (said["journal"], said["held"], said["restarted"]) == ("emptied", 0, {})
    assert said["troubles"]["example"] == 1
    assert said["triage"].startswith("rules+model")
    with database_down(town.bot):
        async with (
            aiohttp.ClientSession() as http,
            http.get(url.rpartition("/")[0] + "/health") as answer,
        ):
            assert (answer.status, (await answer.json())["degraded"]) == (503, True)


# More than Telegram hands out at once


def _floods(person: Person, count: int = 100) -> list[str]:
    said = [f"salut {n}" for n in range(count)]
    for words in said:
        person.writes(words)
    return said


async def test_an_emergency_behind_somebodys_hundred_messages_is_seen_and_nothing_is_lost(
    town: Town, tmp_path: Path
) -> None:
    sam, flood = await talking(town)
    lea, tom = town.somebody("Lola"), town.somebody("Tom")
    with database_down(town.bot):
        said = _floods(flood, 230)
        lea.writes("/urgence")
        tom.writes(DANGER)
        await lea.sees("J'ai une panne, et ton message n'est pas perdu", timeout=30)
        await tom.sees("J'ai une panne, et ton message n'est pas perdu", timeout=30)
        assert town.bot.health()["held"] == 200
        kept = (tmp_path / f"held-{town.bot.settings.bot_id}").read_bytes()
        assert b"salut" not in kept
        assert str(flood.id).encode() not in kept
        assert stat.S_IMODE((tmp_path / f"held-{town.bot.settings.bot_id}").stat().st_mode) == 0o600
    await lea.sees("en danger maintenant", timeout=30)
    await sam.sees(said[-1], timeout=60)
    await quiet(town, 60)
    assert [seen.text for seen in copies(sam)] == said
    assert was_told(flood, "J'ai une panne") == 1
    assert was_told(tom, "J'ai une panne") == 1
    assert not list(tmp_path.glob("held-*"))
    assert town.bot.health()["held"] == 0


async def test_whoever_is_told_of_a_breakdown_is_told_of_the_next_one_too(town: Town) -> None:
    lea = town.somebody("Léa")
    for times in (1, 2):
        with database_down(town.bot):
            lea.writes("salut")
            lea.writes("tu es là ?")
            await town.telegram.world.wait_until(
                lambda n=times: was_told(lea, "J'ai une panne") == n,  # type: ignore[misc]
                30,
            )
        await quiet(town)
    assert was_told(lea, "J'ai une panne") == 2


async def test_one_persons_many_dangers_get_one_answer_in_a_breakdown(town: Town) -> None:
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    with database_down(town.bot):
        for n in range(40):
            lea.writes(f"{DANGER} {n}")
        tom.writes("/urgence")
        await tom.sees("J'ai une panne", timeout=30)
        await lea.sees("J'ai une panne", timeout=30)
        polls = town.telegram.world.polls
        await town.telegram.world.wait_until(lambda: town.telegram.world.polls > polls + 1, 30)
    await quiet(town, 60)
    assert was_told(lea, "J'ai une panne") <= 2


async def test_the_emergency_button_works_in_a_breakdown(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/aide")
    shown = await lea.sees("Tu peux simplement écrire")
    await quiet(town)
    with database_down(town.bot):
        lea.writes("salut")
        await lea.sees("Ton message n'est pas perdu", timeout=30)
        lea.presses_data(shown.id, "emergency:AAAAAAAA")
        await lea.sees("J'ai une panne, et ton message n'est pas perdu", timeout=30)


async def _dies_in_a_breakdown(telegram: SimulatorServer, settings: Settings) -> Person:
    """A hundred messages are held and acknowledged, then the process ends."""
    flood = telegram.world.person("Flo")
    bot = Maraude(settings)
    task = asyncio.create_task(bot.run())
    await asyncio.wait_for(bot.ready.wait(), 30)
    with database_down(bot):
        _floods(flood)
        await telegram.world.wait_until(lambda: not telegram.world.pending_updates(), 30)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    return flood


async def test_after_a_crash_in_a_breakdown_whoever_wrote_is_asked_to_write_again_once(
    telegram: SimulatorServer, database_url: str, tmp_path: Path
) -> None:
    settings = settings_for(telegram, database_url)
    flood = await _dies_in_a_breakdown(telegram, settings)
    for _ in range(2):
        async with running(settings) as bot:
            flood.writes("/aide")
            await flood.sees("Tu peux simplement écrire", timeout=30)
            await quiet(Town(telegram, flood, bot))
        assert was_told(flood, "un message s'est perdu") == 1
        assert not list(tmp_path.glob("held-*"))


async def test_what_was_held_but_not_acknowledged_comes_again_and_is_not_called_lost(
    telegram: SimulatorServer, database_url: str, tmp_path: Path
) -> None:
    lea, tom = telegram.world.person("Léa"), telegram.world.person("Tom")
    settings = settings_for(telegram, database_url)
    asked, told = lea.writes("/parler"), tom.writes("/aide")
    update_id = telegram.world.pending_updates()[0]["update_id"]
    file = HoldingFile([tmp_path], Vault(settings.bot_id, settings.keys))
    file.write([Held(update_id, lea.id, asked)])
    file.write([Held(update_id - 2, tom.id, 1), Held(update_id - 1, tom.id, 2)])
    file.write([Held(update_id + 1, tom.id, told)])
    async with running(settings) as bot:
        await lea.sees("C'est noté")
        await tom.sees("un message s'est perdu")
        await quiet(Town(telegram, lea, bot))
    assert was_told(lea, "un message s'est perdu") == 0
    assert was_told(tom, "un message s'est perdu") == 1
    assert was_told(tom, "Tu peux simplement écrire") == 1
    assert not list(tmp_path.glob("held-*"))


async def test_references_that_cannot_be_written_are_not_acknowledged(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = town.somebody("Flo")
    monkeypatch.setattr(town.bot.intake.file, "_files", [Path("/proc/nothing/held")])
    with database_down(town.bot):
        _floods(flood, 120)
        await until(lambda: "held_not_written" in town.bot.troubles.seen())
        assert len(town.telegram.world.pending_updates()) == 120
    await quiet(town, 60)
    assert was_told(flood, "J'ai une panne") == 1


async def test_a_database_that_hangs_holds_no_numbers_back_and_everything_is_handled_once(
    town: Town,
) -> None:
    sam, flood = await talking(town)
    lea, tom, ana = (town.somebody(name) for name in ("Lola", "Tom", "Ana"))
    town.bot.intake.patience = 0.1
    with database_hangs(town.bot):
        lea.writes("/urgence")
        await lea.sees("J'ai une panne", timeout=30)
        said = _floods(flood, 120)
        tom.writes(DANGER)
        await tom.sees("J'ai une panne", timeout=30)
        ana.writes("salut")
        await ana.sees("J'ai une panne", timeout=30)
        town.bot.intake.patience = 60
    await lea.sees("en danger maintenant", timeout=30)
    await sam.sees(said[-1], timeout=60)
    await quiet(town, 60)
    assert [seen.text for seen in copies(sam)] == said
    assert was_told(lea, "J'ai une panne") == 1
    assert town.bot.health()["held"] == 0


async def test_what_was_held_keeps_nobody_waiting_who_writes_once_the_database_is_back(
    town: Town,
) -> None:
    flood, lea = town.somebody("Flo"), town.somebody("Léa")
    with database_down(town.bot):
        _floods(flood, 400)
        await until(lambda: town.bot.intake.held == 400)
        lea.writes("/urgence")
        await lea.sees("J'ai une panne", timeout=30)
    await lea.sees("en danger maintenant", timeout=30)
    await quiet(town, 60)
    assert was_told(lea, "en danger maintenant") == 1


async def test_notices_that_are_slow_to_leave_hold_back_no_numbers(town: Town) -> None:
    many = [town.somebody(f"P{n}") for n in range(40)]
    breakdown, never = town.bot.intake.breakdown, asyncio.Event()
    show = breakdown.show

    async def slow_notices(address: int, screen: str, args: dict[str, str | int]) -> None:
        if screen == "breakdown":
            await never.wait()
        await show(address, screen, args)

    breakdown.show = slow_notices
    with database_down(town.bot):
        for person in many:
            person.writes("salut")
        await until(lambda: len(breakdown._under_way) == len(many))
        many[-1].writes(DANGER)
        await many[-1].sees("J'ai une panne, et ton message n'est pas perdu", timeout=30)
        never.set()
        await many[0].sees("Ton message n'est pas perdu", timeout=30)
    await quiet(town, 60)
