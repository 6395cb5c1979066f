"""The tables, as migrations make them."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.store import schema
from bot.store.database import Store
from bot.store.tables import metadata
from tests.databases import vault


async def test_migrations_make_exactly_the_tables_that_the_program_knows(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, metadata))

    async with store.writing() as tx:
        assert await tx.connection.run_sync(differences) == []


async def test_a_new_database_is_brought_to_the_newest_tables_once(empty_url: str) -> None:
    store = Store(empty_url, vault())
    assert await schema.current(store) is None
    assert await schema.upgrade(store)
    assert await schema.current(store) == schema.HEAD
    assert not await schema.upgrade(store)
    await store.close()


def test_the_newest_migration_is_the_one_named_in_the_program() -> None:
    files = schema._MIGRATIONS.glob("versions/[0-9]*.py")
    assert max(file.name.partition("_")[0] for file in files) == schema.HEAD


async def test_a_database_of_a_newer_program_is_refused_and_left_alone(store: Store) -> None:
    async with store.writing() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.NewerSchema):
        await schema.upgrade(store)
    assert await schema.current(store) == "9999"


async def test_two_processes_that_start_together_migrate_once(empty_url: str) -> None:
    stores = [Store(empty_url, vault()) for _ in range(2)]
    await asyncio.gather(*(schema.upgrade(store) for store in stores))
    assert await schema.current(stores[0]) == schema.HEAD
    for store in stores:
        await store.close()
