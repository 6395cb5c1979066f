"""The tables, as migrations make them."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.domain.figures import Measure
from bot.domain.people import PersonId
from bot.domain.timers import Kind, Subject
from bot.store import challenges, counters, schema, timers
from bot.store.challenges import Entry
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


async def test_a_challenge_under_way_goes_on_after_the_upgrade(empty_url: str) -> None:
    """Its next moment was its own once; now it is a timer's."""
    store = Store(empty_url, vault())
    async with store.writing() as tx:
        await tx.connection.run_sync(_migrated_to, "0003")
        await tx.connection.execute(
            text(
                "INSERT INTO people (bot_id, sealed_id, pseudonym, first_seen, last_seen)"
                " VALUES (:bot, :seal, 'Loutre bleue', 1, 1)"
            ),
            {"bot": tx.bot_id, "seal": b"x"},
        )
        await tx.connection.execute(
            text(
                "INSERT INTO challenges VALUES"
                " (1, :bot, 'dix-jours', 'person', 17, 3, 1795975200000, :yes)"
            ),
            {"bot": tx.bot_id, "yes": True},
        )
    assert await schema.upgrade(store)
    lea = PersonId(1)
    async with store.writing() as tx:
        entry = await challenges.of(tx, lea)
        due = await timers.of(tx, Subject(person=lea))
    await store.close()
    assert entry == Entry(lea, "dix-jours", "person", 17, 3, answered=True)
    assert due == {Kind.CHALLENGE_DAY: datetime(2026, 11, 29, 18, tzinfo=UTC)}


async def test_what_was_counted_since_the_beginning_is_added_up_by_the_upgrade(
    empty_url: str,
) -> None:
    store = Store(empty_url, vault())
    async with store.writing() as tx:
        await tx.connection.run_sync(_migrated_to, "0005")
        for day, count in (("2021-01-01", 3), ("2026-01-01", 4)):
            for measure in ("challenge_moment", "card_read"):
                values = {"bot": tx.bot_id, "day": day, "measure": measure, "count": count}
                await tx.connection.execute(
                    text("INSERT INTO counters VALUES (:bot, :day, 'all', :measure, 'x', :count)"),
                    values,
                )
    assert await schema.upgrade(store)
    async with store.writing() as tx:
        await counters.count(tx, date(2026, 1, 1), "all", Measure.CHALLENGE_MOMENT, "x")
        assert await counters.total(tx, Measure.CHALLENGE_MOMENT, "x") == 8
        [read, moments] = await counters.totals(tx, date.min, date.max)
    await store.close()
    assert (read.count, moments.count) == (7, 8), "the sum of all days is no day"


def _migrated_to(connection: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema._MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
