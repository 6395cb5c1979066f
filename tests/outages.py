"""A database that goes away and comes back, and updates as no library expects them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

from bot.assembly import Maraude
from bot.simulator.people import Person
from bot.store.database import StoreUnavailable


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


def strange_message(person: Person, **content: object) -> int:
    """Somebody sends a dice that has no number: the library cannot parse it. Gives its id."""
    return person._posts({"dice": {"emoji": "🎲"}, **content}, None)


def strange_update(person: Person, kind: str, content: dict[str, object]) -> None:
    """Telegram brings any other update, as it is."""
    person._state.updates.add(kind, content)
