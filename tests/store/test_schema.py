"""The tables, as migrations make them."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.domain.cases import Promise
from bot.domain.figures import Measure
from bot.domain.people import CaseId, PersonId
from bot.domain.timers import Kind, Subject
from bot.store import alerts, cases, challenges, counters, schema, timers
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


async def test_what_is_open_goes_on_after_the_desk_is_upgraded(empty_url: str) -> None:
    """Whoever waits or talks keeps their place; their alerts and timers are there."""
    store = Store(empty_url, vault())
    async with store.writing() as tx:
        await tx.connection.run_sync(_migrated_to, "0005")
        for statement in _A_DESK:
            await tx.connection.execute(text(statement), {"bot": tx.bot_id, "seal": b"x"})
    assert await schema.upgrade(store)
    async with store.writing() as tx:
        waiting, spoken, answered = [await cases.get(tx, CaseId(n)) for n in (1, 2, 3)]
        told = await alerts.of(tx, CaseId(1))
        due = [set(await timers.of(tx, Subject(case=CaseId(n)))) for n in (1, 2, 3)]
        [sam] = await alerts.team(tx)
    await store.close()
    assert waiting and spoken and answered  # noqa: PT018  # all are there
    assert (waiting.territory, waiting.promise, waiting.returned) == ("", Promise.NONE, False)
    assert [(one.person, one.epoch, one.sent_id) for one in told] == [(PersonId(4), 7, 91)]
    assert due == [{Kind.ALERT}, {Kind.UNANSWERED}, {Kind.UNANSWERED}]
    assert spoken.owed_since is not None
    assert answered.owed_since is None
    assert (sam.capacity, sam.load, sam.territories) == (3, 2, frozenset())


_PERSON = (
    "INSERT INTO people (bot_id, sealed_id, pseudonym, first_seen, last_seen)"
    " VALUES (:bot, :seal, '{}', 1, 1)"
)
_CASE = (
    "INSERT INTO cases (bot_id, person_id, status, danger, topic, why, opened_at, rank_at,"
    " worker_id, images_accepted, epoch, speaker, rated, verdict_given)"
    " VALUES (:bot, {}, '{}', 2, 'parler', '', 1, 1, {}, false, 7, {}, false, false)"
)
_MEMBER = (
    "INSERT INTO members (person_id, role, sealed_signature, available, joined_at)"
    " VALUES (4, 'worker', :seal, true, 1)"
)
_ALERT = (
    "INSERT INTO outbox (bot_id, recipient_id, lane, kind, payload, state, due_at, created_at,"
    " attempts, sent_id, case_id, epoch)"
    " VALUES (:bot, 4, 0, 'show', '', 'sent', 1, 1, 0, 91, 1, 7)"
)
_A_DESK = (
    *(_PERSON.format(name) for name in ("Loutre bleue", "Lynx vert", "Merle gris", "Sam")),
    _MEMBER,
    _CASE.format(1, "waiting", "NULL", "NULL"),
    _CASE.format(2, "taken", "4", "'person'"),
    _CASE.format(3, "taken", "4", "'worker'"),
    _ALERT,
)


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
