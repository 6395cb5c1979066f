"""Moving a town to another database: every row, in batches, checked, and begun again after a kill.

Nobody else writes to either meanwhile. Until all is there and was compared row by row, the
target's version says that it is unfinished, and no bot starts on it.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, insert, inspect, literal, select, text, tuple_

from bot.store import replicas, schema
from bot.store.database import Store, Transaction, prepare_file
from bot.store.tables import metadata

#: Rows of a batch: each is one transaction of the target.
BATCH = 2_000
#: Told the table and how many of its rows are done; once more with 0 when it is compared.
Progress = Callable[[str, int], None]
#: A row of any table, as the database gives it.
_Values = tuple[Any, ...]

_SQLITE_IDS = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_SQLITE_FORGET_IDS = text("DELETE FROM sqlite_sequence WHERE name = :name")
_SQLITE_SET_IDS = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
_POSTGRES_IDS = text("SELECT pg_sequence_last_value(pg_get_serial_sequence(:name, 'id')::regclass)")
_POSTGRES_SET_IDS = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")


class Refused(Exception):  # noqa: N818  # said as what happened
    """Nothing was copied."""


class NoTown(Refused):
    """The source does not exist, or is of another version."""


class Occupied(Refused):
    """The target holds something that is not an unfinished copy."""


class InUse(Refused):
    """A bot runs on the source or on the target."""


class SameDatabase(Refused):
    """Source and target are one."""


class Differs(Exception):  # noqa: N818  # said as what happened
    """A table of the target is not what the source's is."""


async def copy(source: Store, target: Store, told: Progress) -> int:
    """Make the target what the source is; returns how many rows that are.

    Killed at any moment, it goes on where it was when called again, and mends what has changed
    in the source since. Raises Refused, Differs, StoreUnavailable.
    """
    _look_where(source, target)
    async with _undisturbed(source), _undisturbed(target):
        if await schema.current(source) != schema.HEAD:
            raise NoTown
        await _prepare(target)
        async with source.writing() as kept:
            await _hold_still(kept)
            for table in metadata.sorted_tables:
                await _copy_table(table, kept, target, told)
            rows = 0
            for table in metadata.sorted_tables:
                told(table.name, 0)
                rows += await _compare(table, kept, target)
            await _finish(kept, target)
    await target.sweep()
    return rows


def _look_where(source: Store, target: Store) -> None:
    here, there = _file(source), _file(target)
    if source.url == target.url or (here is not None and here == there):
        raise SameDatabase
    if here is not None and not here.exists():
        raise NoTown
    if there is not None:
        prepare_file(there)


def _file(store: Store) -> Path | None:
    return Path(store.url.database or "").resolve() if store.on_sqlite else None


@asynccontextmanager
async def _undisturbed(store: Store) -> AsyncIterator[None]:
    with store.alone() as alone:
        if not alone if store.on_sqlite else await _is_lived_in(store):
            raise InUse
        yield


async def _is_lived_in(store: Store) -> bool:
    async with store.reading() as tx:
        return await replicas.anybody(tx)


async def _prepare(target: Store) -> None:
    """Have the tables there, empty or as an unfinished copy left them, and say so."""
    version = await schema.current(target)
    if version == schema.UNFINISHED:
        return
    if version is None and await _has_tables(target):
        raise Occupied
    if version not in {None, schema.HEAD}:
        raise Occupied
    await schema.upgrade(target)
    async with target.writing() as tx:
        for table in metadata.sorted_tables:
            if (
                await tx.connection.execute(select(literal(1)).select_from(table).limit(1))
            ).first():
                raise Occupied
        await schema.mark(tx, schema.UNFINISHED)


async def _has_tables(store: Store) -> bool:
    async with store.reading() as tx:
        return bool(await tx.connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def _hold_still(tx: Transaction) -> None:
    # On SQLite this transaction, which may write, is enough.
    if tx.dialect != "sqlite":
        names = ", ".join(table.name for table in metadata.sorted_tables)
        await tx.connection.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


def _key(table: Table, dialect: str) -> list[ColumnElement[Any]]:
    """By what rows are sorted, the same on both: byte by byte, whatever the server's language."""
    plain = dialect == "sqlite"
    return [
        one if plain or one.type.python_type is not str else one.collate("C")
        for one in table.primary_key
    ]


def _beyond(table: Table, dialect: str, row: _Values | None) -> list[ColumnElement[bool]]:
    if row is None:
        return []
    values = dict(zip(table.c.keys(), row, strict=True))
    last = [literal(values[one.name], one.type) for one in table.primary_key]
    return [tuple_(*_key(table, dialect)) > tuple_(*last)]


async def _page(tx: Transaction, table: Table, after: _Values | None) -> list[_Values]:
    """The next rows in the order of their key."""
    asked = (
        select(table)
        .where(*_beyond(table, tx.dialect, after))
        .order_by(*_key(table, tx.dialect))
        .limit(BATCH)
    )
    return [tuple(row) for row in await tx.connection.execute(asked)]


async def _copy_table(table: Table, kept: Transaction, target: Store, told: Progress) -> None:
    """Copy what is not there; from the first difference on, the target's rows are replaced."""
    last: _Values | None = None
    done, is_there = 0, True
    while True:
        rows = await _page(kept, table, last)
        if is_there and await _stands(target, table, last) != rows:
            await _empty(target, table, last)
            is_there = False
        if not rows:
            return
        if not is_there:
            await _write(target, table, rows)
        last = rows[-1]
        done += len(rows)
        told(table.name, done)


async def _stands(target: Store, table: Table, after: _Values | None) -> list[_Values]:
    async with target.reading() as tx:
        return await _page(tx, table, after)


async def _empty(target: Store, table: Table, after: _Values | None) -> None:
    """Delete the rows behind that one; what goes with them stands in tables that come later."""
    async with target.writing() as tx:
        await tx.connection.execute(delete(table).where(*_beyond(table, tx.dialect, after)))


async def _write(target: Store, table: Table, rows: list[_Values]) -> None:
    names = table.c.keys()
    async with target.writing() as tx:
        await tx.connection.execute(
            insert(table), [dict(zip(names, row, strict=True)) for row in rows]
        )


async def _compare(table: Table, kept: Transaction, target: Store) -> int:
    """How many rows both have. Raises Differs if any is not the same in both."""
    last: _Values | None = None
    found = 0
    while True:
        rows = await _page(kept, table, last)
        if rows != await _stands(target, table, last):
            raise Differs(table.name)
        if not rows:
            return found
        last = rows[-1]
        found += len(rows)


async def _finish(kept: Transaction, target: Store) -> None:
    """Let ids go on behind the last that was ever used, and call the copy finished."""
    async with target.writing() as tx:
        for table in metadata.sorted_tables:
            if table.autoincrement_column is not None and (last := await _last_id(kept, table)):
                await _go_on_behind(tx, table, last)
        await schema.mark(tx, schema.HEAD)


async def _last_id(tx: Transaction, table: Table) -> int:
    asked = _SQLITE_IDS if tx.dialect == "sqlite" else _POSTGRES_IDS
    return (await tx.connection.execute(asked, {"name": table.name})).scalar() or 0


async def _go_on_behind(tx: Transaction, table: Table, last: int) -> None:
    values = {"name": table.name, "last": last}
    if tx.dialect == "sqlite":
        await tx.connection.execute(_SQLITE_FORGET_IDS, {"name": table.name})
        await tx.connection.execute(_SQLITE_SET_IDS, values)
    else:
        await tx.connection.execute(_POSTGRES_SET_IDS, values)
