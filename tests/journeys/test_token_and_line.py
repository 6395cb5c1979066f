"""The line to Telegram: what a proxy says, what is silent, and a token that worked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from bot.assembly import Maraude
from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.outages import until
from tests.running import free_port, running, settings_for

HELLO = "Tu peux simplement écrire"
#: What something between the bot and Telegram may answer to a poll.
STRANGE = {
    "a 404 page": (404, "<html>404 Not Found</html>"),
    "a 404 of the Bot API": (404, '{"ok":false,"error_code":404,"description":"Not Found"}'),
    "a 401 of the Bot API": (401, '{"ok":false,"error_code":401,"description":"Unauthorized"}'),
    "a page in place of the answer": (200, "<html>Bienvenue sur le wifi</html>"),
    "something else": (200, "[]"),
    "no list": (200, '{"ok":true,"result":{"update_id":1}}'),
    "no updates": (200, '{"ok":true,"result":[null,3,{"a":1}]}'),
    "another bot": (409, '{"ok":false,"error_code":409,"description":"Conflict"}'),
    "a refusal without a reason": (403, ""),
    "an error": (502, "<html>Bad gateway</html>"),
}


@dataclass
class Between:
    """A proxy that passes everything on, unless told to answer a method itself."""

    behind: str
    answers: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    url: str = ""
    asked: list[str] = field(default_factory=list)
    #: Polls are taken and never answered.
    silent: bool = False

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        method = request.path.rpartition("/")[2]
        self.asked.append(method)
        if self.silent and method == "getUpdates":
            await asyncio.Event().wait()
        if waiting := self.answers.get(method):
            status, text = waiting.pop(0)
            return web.Response(status=status, text=text)
        return await self._pass_on(request)

    async def _pass_on(self, request: web.Request) -> web.Response:
        where = (
            request.raw_path
            if request.raw_path.startswith("http")
            else (self.behind + request.raw_path)
        )
        async with (
            aiohttp.ClientSession() as http,
            http.request(
                request.method,
                where,
                data=await request.read(),
                headers={"Content-Type": request.headers.get("Content-Type", "")},
            ) as given,
        ):
            body = await given.read()
            return web.Response(status=given.status, body=body, content_type="application/json")


@pytest.fixture
async def between(telegram: SimulatorServer) -> AsyncIterator[Between]:
    """A proxy in front of the local Telegram."""
    proxy = Between(telegram.url)
    runner = web.AppRunner(_app(proxy), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    proxy.url = f"http://{host}:{port}"
    yield proxy
    await runner.cleanup()


def _app(proxy: Between) -> web.Application:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", proxy.answer)
    return app


async def _is_answered(person: Person) -> None:
    asked = person.writes("/aide")
    await person.sees(HELLO, after=asked, timeout=30)


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE.keys())
async def test_whatever_a_poll_is_answered_the_bot_goes_on(
    telegram: SimulatorServer, database_url: str, between: Between, strange: tuple[int, str]
) -> None:
    lea = telegram.world.person("Léa")
    settings = settings_for(telegram, database_url, telegram_api_url=between.url)
    async with running(settings) as bot:
        await _is_answered(lea)
        bot.polling.first_pause = 0.05
        between.answers["getUpdates"] = [strange] * 2
        await _is_answered(lea)
        await until(lambda: not between.answers["getUpdates"])
        await _is_answered(lea)
        assert bot.health()["telegram"] == {"state": "up", "last_success": "under a minute"}


async def test_a_token_that_is_not_accepted_any_more_shows_on_the_health_page(
    telegram: SimulatorServer, database_url: str, between: Between
) -> None:
    lea = telegram.world.person("Léa")
    settings = settings_for(telegram, database_url, telegram_api_url=between.url)
    refused = STRANGE["a 401 of the Bot API"]
    async with running(settings) as bot:
        await _is_answered(lea)
        between.answers["getUpdates"] = [refused] * 4
        lea.writes("/aide")
        await until(lambda: len(between.answers["getUpdates"]) < 2)
        said = bot.health()["telegram"]
        assert isinstance(said, dict)
        assert (said["state"], said["failure"]) == ("failing", "token_not_accepted")
        await lea.sees(HELLO, timeout=30)


@pytest.mark.parametrize("method", ["deleteWebhook", "setMyCommands"])
async def test_a_refused_token_in_any_other_call_ends_nothing(
    telegram: SimulatorServer, database_url: str, between: Between, method: str
) -> None:
    lea = telegram.world.person("Léa")
    between.answers[method] = [STRANGE["a 401 of the Bot API"], STRANGE["a 404 page"]]
    settings = settings_for(telegram, database_url, telegram_api_url=between.url)
    async with running(settings):
        await _is_answered(lea)


async def test_a_proxys_page_at_the_start_is_waited_out(
    telegram: SimulatorServer, database_url: str, between: Between
) -> None:
    lea = telegram.world.person("Léa")
    between.answers["getMe"] = [STRANGE["a 404 page"], STRANGE["a page in place of the answer"]]
    settings = settings_for(telegram, database_url, telegram_api_url=between.url)
    async with running(settings):
        await _is_answered(lea)


async def test_a_poll_that_is_never_answered_is_given_up_and_made_again(
    telegram: SimulatorServer, database_url: str, between: Between
) -> None:
    lea = telegram.world.person("Léa")
    settings = settings_for(telegram, database_url, telegram_api_url=between.url)
    async with running(settings) as bot:
        await _is_answered(lea)
        bot.polling.dead_after = -4.5  # half a second with the margin
        between.silent = True
        lea.writes("/urgence")
        await until(lambda: bot.link.describe()["state"] == "failing")
        between.silent = False
        await lea.sees("en danger maintenant", timeout=30)


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    names = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.delenv(name, raising=False)
            patch.delenv(name.lower(), raising=False)
        for name, value in values.items():
            patch.setenv(name, value)
        yield


async def test_the_proxy_of_the_environment_is_used(
    telegram: SimulatorServer, database_url: str, between: Between
) -> None:
    lea = telegram.world.person("Léa")
    with _environment(HTTP_PROXY=between.url):
        async with running(settings_for(telegram, database_url)):
            await _is_answered(lea)
    assert {"getMe", "getUpdates", "sendMessage"} <= set(between.asked)


async def test_the_proxy_that_was_set_comes_before_that_of_the_environment(
    telegram: SimulatorServer, database_url: str, between: Between
) -> None:
    lea = telegram.world.person("Léa")
    with _environment(HTTP_PROXY="http://127.0.0.1:1"):
        async with running(settings_for(telegram, database_url, proxy=between.url)):
            await _is_answered(lea)
    assert {"getMe", "getUpdates", "sendMessage"} <= set(between.asked)


@pytest.mark.parametrize("how", ["set", "environment"])
async def test_what_no_proxy_names_is_reached_without_one(
    telegram: SimulatorServer, database_url: str, between: Between, how: str
) -> None:
    lea = telegram.world.person("Léa")
    given = {"proxy": between.url} if how == "set" else {}
    environment = {} if how == "set" else {"HTTP_PROXY": between.url}
    with _environment(NO_PROXY="example.org,127.0.0.1", **environment):
        async with running(settings_for(telegram, database_url, **given)):
            await _is_answered(lea)
    assert between.asked == []


async def test_health_answers_while_telegram_is_out_of_reach_and_says_so(
    telegram: SimulatorServer, database_url: str
) -> None:
    lea, port = telegram.world.person("Léa"), free_port()
    telegram.world.failures = Failures(down=True)
    settings = settings_for(telegram, database_url, listen=f"127.0.0.1:{port}")
    maraude = Maraude(settings)
    task = asyncio.create_task(maraude.run())
    try:
        assert (await _says(port, "failing"))["last_success"] == "never"
        telegram.world.failures = Failures()
        await _is_answered(lea)
        await _says(port, "up")
    finally:
        task.cancel()
        await asyncio.wait([task])


async def test_an_update_that_comes_before_telegram_was_reached_must_come_again(
    telegram: SimulatorServer, database_url: str
) -> None:
    lea, port = telegram.world.person("Léa"), free_port()
    telegram.world.failures = Failures(down=True)
    hooked = {"mode": "webhook", "webhook_secret": "un-secret"}
    here = {"listen": f"127.0.0.1:{port}", "webhook_url": f"http://127.0.0.1:{port}"}
    maraude = Maraude(settings_for(telegram, database_url, **hooked, **here))
    task = asyncio.create_task(maraude.run())
    try:
        await _says(port, "failing")
        headers = {"X-Telegram-Bot-Api-Secret-Token": "un-secret"}
        async with (
            aiohttp.ClientSession() as http,
            http.post(
                f"http://127.0.0.1:{port}/telegram", json={"update_id": 1}, headers=headers
            ) as answer,
        ):
            assert answer.status == 503
        telegram.world.failures = Failures()
        await _is_answered(lea)
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _says(port: int, state: str) -> dict[str, str]:
    """What the health page says of Telegram, once it is that."""
    said: dict[str, str] = {}
    async with asyncio.timeout(20), aiohttp.ClientSession() as http:
        while said.get("state") != state:
            await asyncio.sleep(0.02)
            with contextlib.suppress(aiohttp.ClientConnectionError):
                async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                    said = (await answer.json())["telegram"]
    return said
