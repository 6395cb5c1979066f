"""Telegram fails on purpose: down, slow, 429, 500, answers lost; and its sending limits."""

import asyncio
import time

import aiohttp
import pytest

from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from telegram_simulator.world import World
from tests.simulator.conftest import Client


async def test_down_cuts_every_connection_long_polls_too(
    api: Client, world: World, lea: Person
) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await world.wait_until(lambda: world.polls > 0)
    world.failures = Failures(down=True)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await poll
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("getMe")
    lea.writes("pendant la panne")
    world.failures = Failures()
    assert len(await api("getUpdates")) == 1


async def test_slow_takes_its_time(api: Client, world: World) -> None:
    world.failures = Failures(slow_ms=120)
    started = time.perf_counter()
    await api("getMe")
    assert time.perf_counter() - started >= 0.12


async def test_every_third_call_is_one_too_many(api: Client, world: World) -> None:
    world.failures = Failures(too_many_requests_every=3, retry_after=7)
    answers = [await api.answer("getMe") for _ in range(6)]
    assert [answer["ok"] for answer in answers] == [True, True, False] * 2
    assert answers[2] == {
        "ok": False, "error_code": 429, "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }  # fmt: skip
    assert (await api.answer("getUpdates"))["ok"]


async def test_every_second_call_breaks_the_server(api: Client, world: World, lea: Person) -> None:
    world.failures = Failures(error_500_every=2)
    await api("sendMessage", chat_id=lea.id, text="un")
    assert (
        await api.refused("sendMessage", chat_id=lea.id, text="deux") == "500 Internal Server Error"
    )
    assert lea.screen[-1].text == "un"


async def test_half_an_answer_is_cut_and_was_carried_out(
    api: Client, world: World, lea: Person
) -> None:
    world.failures = Failures(half_answers_every=1)
    with pytest.raises(aiohttp.ClientPayloadError):
        await api("sendMessage", chat_id=lea.id, text="un")
    world.failures = Failures()
    assert lea.screen[-1].text == "un"


async def test_a_lost_answer_was_carried_out(api: Client, world: World, lea: Person) -> None:
    world.failures = Failures(lose_answers_every=1)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("sendMessage", chat_id=lea.id, text="arrivé quand même")
    await lea.sees("arrivé quand même")
    assert world.calls[-1].status == 0
    assert await api("getUpdates") == [], "asking for updates is left alone"


async def test_sending_limits_ask_for_a_pause(api: Client, world: World, lea: Person) -> None:
    world.limit_rates(per_chat=1, chat_burst=3)
    sam = world.person("Sam")
    sam.starts()
    for _ in range(3):
        await api("sendMessage", chat_id=lea.id, text="vite")
    answer = await api.answer("sendMessage", chat_id=lea.id, text="trop vite")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 1})
    await api("sendMessage", chat_id=sam.id, text="les autres ne sont pas gênés")
    await api("sendChatAction", chat_id=lea.id, action="typing")
    world.clock.forward(seconds=1)
    await api("sendMessage", chat_id=lea.id, text="ça repart")


async def test_thirty_messages_a_second_in_all(api: Client, world: World) -> None:
    stopped = time.time()
    world.clock._source = lambda: stopped
    world.limit_rates()
    people = [world.person(f"P{n}") for n in range(31)]
    for person in people:
        person.starts()
    answers = [await api.answer("sendMessage", chat_id=one.id, text="a") for one in people]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_calls_are_noted(api: Client, world: World, lea: Person) -> None:
    await api("sendMessage", chat_id=lea.id, text="bonjour")
    await api.refused("sendMessage", chat_id=1, text="bonjour")
    done, refused = world.calls
    assert (done.method, done.params["text"], done.status) == ("sendMessage", "bonjour", 200)
    assert refused.status == 400


async def test_the_server_stops_at_once_while_somebody_waits() -> None:
    async with aiohttp.ClientSession() as http:
        world = World()
        async with SimulatorServer(world) as server:
            api = Client(http, server)
            poll = asyncio.create_task(api("getUpdates", timeout=50))
            await world.wait_until(lambda: world.polls > 0)
            events = await http.get(f"{server.url}/sim/events")
            started = time.perf_counter()
        assert time.perf_counter() - started < 2
        with pytest.raises(aiohttp.ClientError):
            await poll
        events.close()
