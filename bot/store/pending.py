"""Writes that wait for company: many rows of one statement cost little more than one.

Whoever reads need not know that they wait. They are written before any statement that names their
table, before a deletion that reaches it, before a savepoint, and at the end of the transaction.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Executable, Insert, Update, event

from bot.store.prepared import SKIPS_NEW, Found, Values, prepared
from bot.store.tables import metadata

#: Under which name a connection knows the writes that wait on it.
OPTION = "pending_writes"

Statement = Insert | Update


class Pending:
    """The writes of one transaction that wait, by statement, in the order they were put off."""

    def __init__(self) -> None:
        self._waiting: dict[Statement, list[dict[str, object]]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, statement: Statement, values: dict[str, object]) -> None:
        """Put a write off."""
        self._waiting.setdefault(statement, []).append(values)

    def write(self, connection: Connection) -> None:
        """Write everything."""
        self._write(connection, list(self._waiting))

    def write_before(self, connection: Connection, sql: str, *, skips_new: bool = False) -> None:
        """Write what a statement could see, and so must."""
        seen = [
            one
            for one in self._waiting
            if _concerns(sql, _table(one)) and not (skips_new and isinstance(one, Insert))
        ]
        self._write(connection, seen)

    def drop(self) -> None:
        """Forget what was put off: since a savepoint, or since the beginning."""
        self._waiting.clear()

    def _write(self, connection: Connection, statements: list[Statement]) -> None:
        # Taken out first: writing them asks again what must be written before.
        taken = [(one, self._waiting.pop(one)) for one in statements]
        for statement, rows in taken:
            execute(connection, statement, rows)


def execute(
    connection: Connection, statement: Executable, values: Values
) -> CursorResult[Any] | Found:
    """Run a statement in the quickest way, after what waits and could be missed by it.

    Raises DBAPIError.
    """
    ready = prepared(statement, values, connection.dialect)
    if ready is None:
        return connection.execute(statement, values)
    if pending := _waiting_on(connection):
        pending.write_before(connection, ready.sql, skips_new=ready.skips_new)
    return ready.run(connection, values)


def _table(statement: Statement) -> str:
    return str(statement.table)


def _concerns(sql: str, table: str) -> bool:
    # A word too many that looks like the table's name costs a write that waits no longer.
    if sql.lstrip()[:6].upper() == "DELETE":
        return any(name in sql for name in _reached_from(table))
    return table in sql


@cache
def _reached_from(table: str) -> frozenset[str]:
    """The tables whose rows take some of this one along when they are deleted, and itself."""
    parents = {key.column.table.name for key in metadata.tables[table].foreign_keys}
    return frozenset({table}).union(*(_reached_from(parent) for parent in parents - {table}))


def _waiting_on(connection: Connection) -> Pending | None:
    found = connection.info.get(OPTION)
    return found if isinstance(found, Pending) and found else None


def write_in_time(engine: Engine) -> None:
    """Have an engine's connections write what waits before it could be missed."""

    # SQLAlchemy calls these with what it has; the types are its own.
    @event.listens_for(engine, "before_cursor_execute")
    def before_execute(
        connection: Connection, _cursor: Any, sql: str, _values: Any, context: Any, _many: Any
    ) -> None:
        if pending := _waiting_on(connection):
            skips_new = SKIPS_NEW.items() <= context.execution_options.items()
            pending.write_before(connection, sql, skips_new=skips_new)

    @event.listens_for(engine, "savepoint")
    def before_savepoint(connection: Connection, _name: str) -> None:
        if pending := _waiting_on(connection):
            pending.write(connection)

    @event.listens_for(engine, "rollback_savepoint")
    def after_savepoint(connection: Connection, _name: str, _context: None) -> None:
        if pending := _waiting_on(connection):
            pending.drop()
