"""The bot behind a webhook, and what its port says of its health."""

import aiohttp
import pytest

from tests.conftest import Town
from tests.conversations import ASKED, copies, quiet, talking
from tests.outages import database_down


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
    with database_down(town.bot):
        async with (
            aiohttp.ClientSession() as http,
            http.get(url.rpartition("/")[0] + "/health") as answer,
        ):
            assert (answer.status, (await answer.json())["degraded"]) == (503, True)
