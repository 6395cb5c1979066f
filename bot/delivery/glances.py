"""The look at a row before its sending: many that are asked for at once share one query."""

import asyncio
from collections.abc import Sequence

from bot.store import glances
from bot.store.database import Store, StoreUnavailable
from bot.store.glances import Standing
from bot.store.parcels import Parcel

#: Rows looked at together.
_TOGETHER = 64

_Asked = tuple[Parcel, "asyncio.Future[Standing]"]


class Glances:
    """Reads how rows stand now; what was asked for during a query is in the next one."""

    def __init__(self, store: Store) -> None:
        """Take the store to read from."""
        self._store = store
        self._asked: list[_Asked] = []
        self._worker: asyncio.Task[None] | None = None

    async def at(self, parcel: Parcel) -> Standing:
        """How a row stands. Raises StoreUnavailable, or what keeps this row from being read."""
        standing: asyncio.Future[Standing] = asyncio.get_running_loop().create_future()
        self._asked.append((parcel, standing))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await standing

    async def _work(self) -> None:
        while self._asked:
            asked = self._asked[:_TOGETHER]
            del self._asked[:_TOGETHER]
            if not await self._look(asked, alone=len(asked) == 1):
                for one in asked:
                    await self._look([one], alone=True)

    async def _look(self, asked: Sequence[_Asked], *, alone: bool) -> bool:
        """Answer these; returns False if one of them broke the query for all."""
        parcels = [parcel for parcel, _ in asked]
        found: Sequence[Standing | Exception]
        try:
            async with self._store.reading() as tx:
                found = await glances.look_again(tx, parcels)
        except StoreUnavailable as down:
            found = [down] * len(asked)
        except Exception as error:  # noqa: BLE001  # handed to whoever waits for this row
            if not alone:
                return False
            found = [error]
        for (_, waiting), standing in zip(asked, found, strict=True):
            _answer(waiting, standing)
        return True


def _answer(waiting: "asyncio.Future[Standing]", standing: Standing | Exception) -> None:
    if waiting.done():  # whoever waited may have been cancelled
        return
    if isinstance(standing, Exception):
        waiting.set_exception(standing)
    else:
        waiting.set_result(standing)
