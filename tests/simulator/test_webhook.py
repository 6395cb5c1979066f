"""The webhook: secret, order, retries, conflicts with getUpdates."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from telegram_simulator.people import Person
from telegram_simulator.world import World
from tests.simulator.conftest import Client


class Receiver:
    """A bot's web server, which may refuse."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.secrets: list[str] = []
        self.refuse = 0
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=503)
        update = await request.json()
        self.got.append(update["message"]["text"])
        return web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_pushed_in_order_with_the_secret(
    api: Client, world: World, lea: Person, receiver: Receiver
) -> None:
    lea.writes("avant")
    await api("setWebhook", url=receiver.url, secret_token="s3cret-_", max_connections=3)
    for word in ("un", "deux", "trois"):
        lea.writes(word)
    await world.wait_until(lambda: not world.pending_updates())
    assert receiver.got == ["avant", "un", "deux", "trois"]
    assert set(receiver.secrets) == {"s3cret-_"}
    info = await api("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)
    assert (info["max_connections"], "last_error_date" in info) == (3, False)


async def test_what_is_refused_is_pushed_again_without_losing_its_turn(
    api: Client, world: World, lea: Person, receiver: Receiver
) -> None:
    receiver.refuse = 2
    await api("setWebhook", url=receiver.url)
    lea.writes("un")
    lea.writes("deux")
    await world.wait_until(lambda: not world.pending_updates())
    assert receiver.got == ["un", "deux"]
    info = await api("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")


async def test_somebody_who_is_refused_does_not_hold_the_others_back(
    api: Client, world: World, lea: Person, receiver: Receiver
) -> None:
    sam = world.person("Sam")
    receiver.refuse = 1
    await api("setWebhook", url=receiver.url)
    lea.writes("attend")
    sam.writes("passe")
    await world.wait_until(lambda: not world.pending_updates())
    assert receiver.got == ["passe", "attend"]


async def test_polling_and_webhook_exclude_each_other(
    api: Client, world: World, lea: Person, receiver: Receiver
) -> None:
    poll = asyncio.create_task(api.refused("getUpdates", timeout=30))
    await world.wait_until(lambda: world.polls > 0)
    await api("setWebhook", url=receiver.url)
    assert await poll == "409 Conflict: terminated by setWebhook request"
    assert await api.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api("deleteWebhook")
    lea.writes("à nouveau")
    assert len(await api("getUpdates")) == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"url": "http://example.org/x"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org:1234/"}, "Webhook can be set up only on ports"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://example.org/", "secret_token": "é"}, "unallowed characters"),
        ({"url": "https://example.org/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_wrong_webhooks_are_refused(api: Client, params: dict[str, str], why: str) -> None:
    assert why in await api.refused("setWebhook", **params)
