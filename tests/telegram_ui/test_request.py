"""What a failed call tells, and who waits for whose connection."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from telegram.error import NetworkError

from bot.telegram_ui import request
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.request import AiohttpRequest, LostAnswer, urgently
from tests.telegram_ui.stub import TOKEN, Stub, stub_telegram

MESSAGE = {"chat_id": 1, "text": "bonjour"}


@asynccontextmanager
async def bot_at(url: str, connections: int = 64) -> AsyncIterator[QuickBot]:
    requests = AiohttpRequest(connections)
    bot = QuickBot(TOKEN, base_url=f"{url}/bot", request=requests)
    try:
        yield bot
    finally:
        await requests.shutdown()


@pytest.fixture
async def telegram() -> AsyncIterator[Stub]:
    async with stub_telegram() as stub:
        yield stub


async def until(condition: Callable[[], bool]) -> None:
    deadline = asyncio.get_running_loop().time() + 20
    while not condition():
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.005)


async def test_a_connection_cut_after_the_request_may_have_been_carried_out(
    telegram: Stub,
) -> None:
    telegram.cut.add("sendMessage")
    async with bot_at(telegram.url) as bot:
        with pytest.raises(LostAnswer) as failed:
            await bot.send_text(MESSAGE)
    assert telegram.count("sendMessage") == 1
    assert TOKEN not in str(failed.value)


async def test_an_answer_that_does_not_come_may_have_been_carried_out(
    telegram: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "_USUAL", 0.2)
    monkeypatch.setattr(request, "_WRITING", 0.2)
    telegram.hanging.add("sendMessage")
    async with bot_at(telegram.url) as bot:
        with pytest.raises(LostAnswer):
            await bot.send_text(MESSAGE)


async def test_where_nobody_listens_nothing_was_carried_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with bot_at(f"http://127.0.0.1:{taken.getsockname()[1]}") as bot:
            with pytest.raises(NetworkError) as failed:
                await bot.send_text(MESSAGE)
    assert not isinstance(failed.value, LostAnswer)


async def test_a_name_that_is_not_known_was_asked_nothing() -> None:
    async with bot_at("http://nowhere.invalid") as bot:
        with pytest.raises(NetworkError) as failed:
            await bot.send_text(MESSAGE)
    assert not isinstance(failed.value, LostAnswer)


async def test_what_found_no_free_connection_was_not_carried_out(
    telegram: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "_CONNECTING", 0.2)
    telegram.hanging.add("sendMessage")
    async with bot_at(telegram.url, connections=1) as bot:
        first = asyncio.create_task(bot.send_text(MESSAGE))
        await until(lambda: telegram.count("sendMessage") == 1)
        with pytest.raises(NetworkError) as failed:
            await bot.send_text(MESSAGE)
        assert not isinstance(failed.value, LostAnswer)
        telegram.let_go.set()
        await first


async def test_seventy_slow_banners_take_no_connection_that_messages_need(telegram: Stub) -> None:
    telegram.hanging.add("answerCallbackQuery")
    async with bot_at(telegram.url) as bot:
        banners = [asyncio.create_task(bot.answer_callback_query(str(n))) for n in range(70)]
        await until(lambda: telegram.count("answerCallbackQuery") > 0)
        await asyncio.gather(*(bot.send_text(MESSAGE) for _ in range(64)))
        assert telegram.count("sendMessage") == 64
        for banner in banners:
            banner.cancel()
        await asyncio.gather(*banners, return_exceptions=True)


async def test_with_every_usual_connection_taken_danger_finds_one(telegram: Stub) -> None:
    telegram.hanging |= {"copyMessage", "answerCallbackQuery"}
    async with bot_at(telegram.url) as bot:
        slow = [asyncio.create_task(bot.copy_message(1, 2, n)) for n in range(100)]
        slow += [asyncio.create_task(bot.answer_callback_query(str(n))) for n in range(70)]  # type: ignore[arg-type]
        await until(lambda: telegram.count("copyMessage") == 64)
        with urgently():
            await bot.send_text(MESSAGE)
        assert not any(task.done() for task in slow[:64])
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
