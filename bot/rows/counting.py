"""How much a statement costs, in steps of SQLite's virtual machine.

The same every time, whatever else the machine does: unlike a time, a count can be relied on.
What a cascade deletes, and what a sort compares, counts too.
"""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store.database import Store, Transaction
from bot.store.prepared import heard

#: Steps between two counts: the smaller the slower, the larger the coarser.
GRAIN = 10


class Steps:
    """Steps by statement: of all its runs, and of the dearest one."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()
        self.dearest: dict[str, int] = {}
        self._statement = ""
        self._run = 0

    def begin(self, statement: str) -> None:
        """A statement is about to run: what is counted from now on is its own."""
        self._note()
        self._statement = statement

    def tick(self) -> int:
        """So many steps more; SQLite goes on when this returns nothing."""
        self._run += GRAIN
        return 0

    def end(self) -> None:
        """Nothing more runs."""
        self.begin("")

    @property
    def sum(self) -> int:
        """Steps of all statements together."""
        return self.total.total()

    def _note(self) -> None:
        if self._statement:
            self.total[self._statement] += self._run
            self.dearest[self._statement] = max(self._run, self.dearest.get(self._statement, 0))
        self._run = 0


@asynccontextmanager
async def counted(store: Store, steps: Steps) -> AsyncIterator[Transaction]:
    """A write transaction on SQLite whose statements are counted."""
    engine = store._writer.sync_engine  # noqa: SLF001  # the store's own instrument
    connection: sqlite3.Connection | None = None
    try:
        with heard(engine, steps.begin):
            async with store.writing() as tx:
                connection = _sqlite(tx)
                connection.set_progress_handler(steps.tick, GRAIN)
                yield tx
    finally:
        # After the transaction's end, at which it writes what it had put off.
        if connection is not None:
            connection.set_progress_handler(None, 0)
        steps.end()


def _sqlite(tx: Transaction) -> sqlite3.Connection:
    connection = tx.connection.sync.connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101  # steps are SQLite's
    return connection
