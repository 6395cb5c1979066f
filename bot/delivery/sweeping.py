"""What somebody had erased must leave the database's journal too, and soon.

A loop and no timer: a journal belongs to the process that writes it, it cannot be emptied inside
a transaction, and noting in the database that it was would fill it again (decision 0014).
"""

import asyncio
import time

import structlog

from bot.delivery.troubles import Troubles
from bot.store.database import Store, StoreUnavailable

log = structlog.get_logger()

#: Seconds between two sweeps.
EVERY = 30.0
#: Seconds after which the health page says that the journal cannot be emptied.
FULL_FOR_LONG = 300.0


class Journal:
    """Empties the journal, and knows since when it could not be."""

    def __init__(self, store: Store, troubles: Troubles) -> None:
        """Take the database whose journal it is."""
        self._store = store
        self._troubles = troubles
        self._full_since: float | None = None

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            await self.sweep_once()

    async def sweep_once(self) -> None:
        """Empty the journal, or note that it could not be."""
        try:
            emptied = await self._store.sweep()
        except StoreUnavailable as error:
            log.warning("sweep_failed", error=type(error.__cause__).__name__)
            self._troubles.note("sweep_failed")
            emptied = False
        if emptied:
            self._full_since = None
        elif self._full_since is None:
            self._full_since = time.monotonic()

    @property
    def state(self) -> str:
        """What the health page says of it."""
        since = self._full_since
        full = since is not None and time.monotonic() - since > FULL_FOR_LONG
        return "not emptied" if full else "emptied"
