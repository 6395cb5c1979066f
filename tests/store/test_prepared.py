"""A statement that comes again runs past SQLAlchemy's engine, and nobody can tell."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Executable, bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.store import cases, people, schema
from bot.store.database import Store, Transaction
from bot.store.prepared import Found, heard, prepared
from bot.store.tables import members
from bot.store.tables import people as table
from tests.databases import sqlite_file, vault
from tests.store.steps import NOW, a_case, a_worker, somebody


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(opened)
    yield opened
    await opened.close()


async def _twice(tx: Transaction, statement: Executable, **values: object) -> tuple[Any, Any]:
    """What SQLAlchemy says of it, and what it says once it is prepared."""
    through = tx.connection.sync.execute(statement, values)
    await tx.connection.execute(statement, values)
    past = await tx.connection.execute(statement, values)
    assert isinstance(past, Found)
    return through, past


async def test_rows_are_the_same_with_moments_flags_and_nothing(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001)
        through, past = await _twice(tx, cases._BY_ID, case=case_id)
        mine, theirs = past.first(), through.first()
        assert tuple(mine) == tuple(theirs)
        assert mine._mapping.keys() == theirs._mapping.keys()
        assert mine.opened_at == NOW
        assert mine.images_accepted is False
        assert mine.taken_at is None


async def test_one_value_many_values_and_none_are_read_as_usual(store: Store) -> None:
    count = select(func.count()).select_from(table)
    names = select(table.c.pseudonym).order_by(table.c.id)
    nobody = select(table.c.id).where(table.c.id == bindparam("person"))
    async with store.writing() as tx:
        for number in range(3):
            await somebody(tx, 5001 + number)
        through, past = await _twice(tx, count)
        assert past.scalar_one() == through.scalar_one() == 3
        through, past = await _twice(tx, names)
        assert list(past.scalars()) == list(through.scalars())
        _, past = await _twice(tx, nobody, person=-1)
        assert past.first() is None


async def test_what_a_change_changed_is_counted_and_moments_go_in_as_they_come_out(
    store: Store,
) -> None:
    later = NOW + timedelta(milliseconds=1500)
    seen = update(table).where(table.c.id == bindparam("person")).values(last_seen=bindparam("at"))
    async with store.writing() as tx:
        lea = await somebody(tx, 5001)
        _, past = await _twice(tx, seen, person=lea.id, at=later)
        assert past.rowcount == 1
        _, past = await _twice(tx, seen, person=-1, at=later)
        assert past.rowcount == 0
        known = await people.get(tx, lea.id)
        assert known is not None
        assert known.last_seen == later


async def test_a_default_of_the_program_is_put_in(store: Store) -> None:
    joins = insert(members).values(role="worker", sealed_signature=b"x", available=True)
    async with store.writing() as tx:
        crowd = [await somebody(tx, 5001 + number) for number in range(3)]
        for person in crowd:
            await tx.connection.execute(joins, {"person_id": person.id, "joined_at": NOW})
        found = await tx.connection.execute(select(members.c.capacity, members.c.digest))
        assert [tuple(row) for row in found] == [(3, True)] * 3


async def test_a_broken_rule_is_the_same_error_and_names_no_value(store: Store) -> None:
    again = insert(table).values(bot_id=1, sealed_id=b"x", first_seen=NOW, last_seen=NOW)
    async with store.writing() as tx:
        await tx.connection.execute(again, {"id": 77, "pseudonym": "Un"})
        for _ in range(2):
            with pytest.raises(IntegrityError) as error:
                await tx.connection.execute(again, {"id": 77, "pseudonym": "Marqueur"})
        assert "Marqueur" not in str(error.value)


async def test_what_needs_more_than_its_values_stays_with_sqlalchemy(store: Store) -> None:
    some = select(table.c.id).where(table.c.id.in_(bindparam("these", expanding=True)))
    async with store.writing() as tx:
        lea = await somebody(tx, 5001)
        dialect = tx.connection.dialect
        for _ in range(3):
            found = await tx.connection.execute(some, {"these": [lea.id, -1]})
            assert list(found.scalars()) == [lea.id]
        assert prepared(some, {"these": [lea.id]}, dialect) is None
        counted = text("select count(*) from people")
        for _ in range(3):
            assert (await tx.connection.execute(counted)).scalar_one() == 1
        made_anew = [select(table.c.id).where(table.c.id == lea.id) for _ in range(2)]
        assert [prepared(one, None, dialect) for one in made_anew] == [None, None]


async def test_who_measures_hears_every_statement_whichever_way_it_runs(store: Store) -> None:
    said: list[str] = []
    async with store.writing() as tx:
        sam = await a_worker(tx, 7001)
        with heard(store._writer.sync_engine, said.append):
            for _ in range(3):
                await people.get(tx, sam.id)
    assert len(said) == 3
    assert len(set(said)) == 1


async def test_rows_of_several_values_are_brought_all(store: Store) -> None:
    joins = (
        insert(members)
        .values(role="worker", sealed_signature=b"x", available=True)
        .returning(members.c.person_id)
    )
    async with store.writing() as tx:
        for turn in range(3):
            crowd = [await somebody(tx, 5001 + 10 * turn + number) for number in range(2)]
            rows = [{"person_id": person.id, "joined_at": NOW} for person in crowd]
            found = await tx.connection.execute(joins, rows)
            assert set(found.scalars()) == {person.id for person in crowd}
