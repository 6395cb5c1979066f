"""A database that goes away and comes back, and updates as no library expects them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

from bot.assembly import Maraude
from bot.store.database import StoreUnavailable, Transaction
from telegram_simulator.people import Person


async def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something of the bot's own, of which the local Telegram hears nothing."""
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        if condition():
            return
        assert asyncio.get_running_loop().time() < deadline, "it never happens"
        await asyncio.sleep(0.02)


async def gets_the_numbers(person: Person) -> None:
    """Somebody asks for help in a breakdown, and is told where it is."""
    asked = person.writes("/urgence")
    shown = await person.sees("J'ai une panne", after=asked, timeout=30)
    assert "112" in shown.text


async def _refuse() -> None:
    raise StoreUnavailable


@contextmanager
def database_down(bot: Maraude) -> Iterator[None]:
    """No transaction begins meanwhile."""

    @asynccontextmanager
    async def down() -> AsyncIterator[None]:
        await _refuse()
        yield

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.store, "writing", down)
        patch.setattr(bot.store, "reading", down)
        yield


@contextmanager
def database_hangs(bot: Maraude) -> Iterator[None]:
    """Transactions begin, and get no further until the end."""
    back, begin = asyncio.Event(), bot.store.writing

    @asynccontextmanager
    async def hanging() -> AsyncIterator[Transaction]:
        await back.wait()
        async with begin() as tx:
            yield tx

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.store, "writing", hanging)
        yield
    back.set()


def strange_message(person: Person, **content: object) -> int:
    """Somebody sends a dice that has no number: the library cannot parse it. Gives its id."""
    return person._posts({"dice": {"emoji": "🎲"}, **content}, None)


def strange_update(person: Person, kind: str, content: dict[str, object]) -> None:
    """Telegram brings any other update, as it is."""
    person._state.updates.add(kind, content)
