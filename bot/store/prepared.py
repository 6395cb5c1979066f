"""Statements that come again, on SQLite: compiled once, and run past SQLAlchemy's engine.

SQLAlchemy writes the SQL and says how each value is kept and read back. What it does around each
execution takes ten times as long as SQLite itself: of a statement that is the same object every
time, as those of a message are, it is asked once. What is made anew each time, and what needs
more than its values put in (a list of them, a function as default), runs as SQLAlchemy has it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Dialect,
    Engine,
    Executable,
    Insert,
    Select,
    Update,
    event,
)
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

_Preparable: TypeAlias = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | UpdateBase
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
#: Turns a value into what is kept of it, or back.
_Turn: TypeAlias = Callable[[Any], Any]
#: Told each statement before it runs.
Hearer: TypeAlias = Callable[[str], None]

#: For statements that rows which wait to be inserted do not concern: what finds a row by its claim,
#: which a new one has not, or knows of the new ones from the transaction itself.
SKIPS_NEW = {"skips_new": True}


#: Who hears what an engine's connections are given.
_hearers: WeakKeyDictionary[Engine, list[Hearer]] = WeakKeyDictionary()


class Found(IteratorResult[Any]):
    """The rows that a statement brought, and how many it changed."""

    def __init__(self, keys: SimpleResultMetaData, rows: Iterable[Any], changed: int) -> None:
        """Take all rows at once."""
        super().__init__(keys, iter(rows))
        self.rowcount = changed


class Prepared:
    """A statement, for one set of names of values."""

    def __init__(
        self, statement: _Preparable, compiled: SQLCompiler, fixed: Mapping[str, Any]
    ) -> None:
        """Take what SQLAlchemy made of it, and the values that are always the same."""
        turns = {
            name: turn
            for name, bind in compiled.binds.items()
            if (turn := _impl(bind.type, compiled.dialect).bind_processor(compiled.dialect))
        }
        columns = statement.exported_columns
        self.sql = compiled.string
        self.skips_new = SKIPS_NEW.items() <= statement.get_execution_options().items()
        self._fixed = {name: _turned(turns.get(name), value) for name, value in fixed.items()}
        self._order = [(name, turns.get(name)) for name in compiled.positiontup or ()]
        self._keys = SimpleResultMetaData([str(column.key) for column in columns])
        self._out = [
            (place, turn)
            for place, column in enumerate(columns)
            if (
                turn := _impl(column.type, compiled.dialect).result_processor(
                    compiled.dialect, None
                )
            )
        ]

    @property
    def brings_rows(self) -> bool:
        """Whether there is something to read."""
        return bool(self._keys.keys)

    def run(self, connection: Connection, values: Values) -> Found:
        """Run it, once or once for each of several values. Raises DBAPIError."""
        for hear in _hearers.get(connection.engine, ()) if _hearers else ():
            hear(self.sql)
        database = _driver(connection)
        try:
            if isinstance(values, Sequence):
                cursor = database.executemany(self.sql, [self._row(one) for one in values])
                return Found(self._keys, (), cursor.rowcount)
            cursor = database.execute(self.sql, self._row(values or {}))
            rows = cursor.fetchall()
        except sqlite3.Error as error:
            # As SQLAlchemy raises it, without the values.
            raise DBAPIError.instance(self.sql, None, error, sqlite3.Error) from error
        return Found(self._keys, self._read(rows) if self._out else rows, cursor.rowcount)

    def _row(self, values: Mapping[str, Any]) -> list[Any]:
        fixed = self._fixed
        return [
            _turned(turn, values[name]) if name in values else fixed[name]
            for name, turn in self._order
        ]

    def _read(self, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        for row in rows:
            read = list(row)
            for place, turn in self._out:
                read[place] = turn(read[place])
            yield read


def _turned(turn: _Turn | None, value: Any) -> Any:
    return turn(value) if turn else value


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)


def _driver(connection: Connection) -> sqlite3.Connection:
    database = connection.connection.driver_connection
    assert isinstance(database, sqlite3.Connection)  # noqa: S101  # only SQLite's are prepared
    return database


_Names: TypeAlias = tuple[str, ...]
#: What is known of a statement object, as long as it lives: by the names of its values.
_known: WeakKeyDictionary[Executable, dict[_Names, Prepared | None]] = WeakKeyDictionary()


def prepared(statement: Executable, values: Values, dialect: Dialect) -> Prepared | None:
    """A statement that comes again, ready to run; None if SQLAlchemy must run it."""
    if dialect.name != "sqlite":
        return None
    known = _known.get(statement)
    if known is None:
        # Most are made for one use, and will not be seen a second time.
        _known[statement] = {}
        return None
    several = isinstance(values, Sequence)
    one = next(iter(values), None) if isinstance(values, Sequence) else values
    names = tuple(one) if one else ()
    if names not in known:
        known[names] = _prepare(statement, names, dialect)
    ready = known[names]
    # What the driver runs for several values brings no rows; for none of them, it is not run.
    return None if several and (one is None or (ready and ready.brings_rows)) else ready


def _prepare(statement: Executable, names: _Names, dialect: Dialect) -> Prepared | None:
    if not isinstance(statement, Select | CompoundSelect | UpdateBase):
        return None
    changes = isinstance(statement, Insert | Update)
    compiled = statement.compile(dialect=dialect, column_keys=list(names) if changes else None)
    if compiled.post_compile_params:
        return None
    fixed = _always_the_same(compiled, names)
    return None if fixed is None else Prepared(statement, compiled, fixed)


def _always_the_same(compiled: SQLCompiler, names: _Names) -> dict[str, Any] | None:
    """The values that the statement has in itself; None if one of them is made at each run."""
    filled_in: Sequence[Column[Any]] = [*compiled.insert_prefetch, *compiled.update_prefetch]
    defaults = {
        column.key: column.onupdate if compiled.isupdate else column.default for column in filled_in
    }
    fixed: dict[str, Any] = {}
    for name in set(compiled.positiontup or ()) - set(names):
        default, bind = defaults.get(name), compiled.binds[name]
        if isinstance(default, ScalarElementColumnDefault):
            fixed[name] = default.arg
        elif default is not None or bind.required or bind.callable:
            return None
        else:
            fixed[name] = bind.value
    return fixed


@contextmanager
def heard(engine: Engine, hear: Hearer) -> Iterator[None]:
    """Be told every statement of an engine meanwhile, whichever way it runs: for measuring."""

    def before(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        hear(statement)

    event.listen(engine, "before_cursor_execute", before)
    _hearers.setdefault(engine, []).append(hear)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", before)
        _hearers[engine].remove(hear)
        if not _hearers[engine]:
            del _hearers[engine]
