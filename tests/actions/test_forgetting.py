"""What is over is forgotten in time, and nothing else is: nobody in a talk, nobody who waits."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.actions.close_case import close_case
from bot.actions.context import Context
from bot.actions.erase_person import erase_person, finish_erasure
from bot.actions.follow_challenge import begin
from bot.actions.forget_old import FORGETTING
from bot.actions.open_case import open_case
from bot.actions.pass_message import Written, pass_from_person
from bot.actions.take_case import take_case
from bot.actions.timers import set_recurring
from bot.content.collection import Library
from bot.domain.cases import Outcome
from bot.domain.messages import Kind, Passing
from bot.domain.people import CaseId, Person
from bot.domain.pseudonyms import Names
from bot.domain.retention import Retention
from bot.domain.timers import Kind as TimerKind
from bot.store import cases, claims, inbox, messages, people, retention, schema, settling, tables
from bot.store.database import Store, Transaction
from bot.store.parcels import Lane, State
from bot.upkeep import purge
from tests.databases import sqlite_file, vault
from tests.firing import fire_due
from tests.store.steps import CALM, NOW, a_worker, again, somebody
from tests.telegram_ui.walking import shipped

KEPT = Retention()
DAY = timedelta(days=1)


def _ctx(tx: Transaction, now: datetime = NOW) -> Context:
    return Context(tx, now, Names((), ()), ZoneInfo("Europe/Paris"), shelf=shipped)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(opened)
    yield opened
    await opened.close()


async def _talked(tx: Transaction, number: int = 5001, *, words: int = 3) -> tuple[Person, CaseId]:
    """Somebody whose request a worker has taken."""
    sam = await people.find(tx, 7001)
    sam = await again(tx, sam.id) if sam else await a_worker(tx)
    lea = await somebody(tx, number)
    ctx = _ctx(tx)
    case, _ = await open_case(ctx, lea, CALM)
    for word in range(words):
        inbox.note(tx, number * 100 + word, lea.id, number * 100 + word, NOW)
        written = Written(number * 100 + word, Kind.TEXT)
        await pass_from_person(ctx, case, written, Passing.PASS)
    await take_case(ctx, sam, case.id)
    for reference in await messages.of_case(tx, case.id, list(messages.State)):
        messages.add_copy(tx, reference.id, sam.id, reference.source_id + 50, NOW)
    return lea, case.id


async def _closed(tx: Transaction, number: int = 5001, *, words: int = 3) -> tuple[Person, CaseId]:
    lea, case_id = await _talked(tx, number, words=words)
    sam = await people.find(tx, 7001)
    assert sam is not None
    await close_case(_ctx(tx), sam.id, case_id, Outcome.LISTENED)
    return lea, case_id


async def _all_delivered(store: Store, now: datetime = NOW) -> None:
    """Whatever was to be sent has been."""
    for lane in Lane:
        async with store.writing() as tx:
            for parcel in await claims.claim(tx, lane, 1, now + DAY, 1_000):
                assert await settling.settle(tx, parcel, State.SENT, now, parcel.id)


def _library() -> Library:
    return shipped()


async def _purged(store: Store, now: datetime) -> int:
    return (await purge(store, _library(), lambda: now))[TimerKind.OLD_CONTACTS]


async def _rows(store: Store, table: str) -> int:
    async with store.reading() as tx:
        return len((await tx.connection.execute(select(tables.metadata.tables[table]))).all())


async def test_a_closed_request_goes_with_its_references_once_it_is_old(store: Store) -> None:
    async with store.writing() as tx:
        lea, case_id = await _closed(tx)
    await _all_delivered(store)
    await _purged(store, NOW + KEPT.requests - DAY)
    async with store.reading() as tx:
        assert await cases.get(tx, case_id) is not None
    await _purged(store, NOW + KEPT.requests + DAY)
    assert [await _rows(store, name) for name in ("cases", "messages", "copies", "outbox")] == [
        0
    ] * 4
    async with store.reading() as tx:
        assert await people.get(tx, lea.id) is not None, "who came before is still known"


async def test_nobody_in_a_talk_or_in_the_queue_is_forgotten(store: Store) -> None:
    async with store.writing() as tx:
        talking, _ = await _talked(tx)
        waiting = await somebody(tx, 5002)
        await open_case(_ctx(tx), waiting, CALM)
    await _all_delivered(store)
    assert await _purged(store, NOW + 9 * KEPT.contacts) == 3, "they and the worker are needed"
    async with store.reading() as tx:
        for person in (talking, waiting):
            assert await people.get(tx, person.id) is not None
            assert await cases.open_of(tx, person.id) is not None
    assert await _rows(store, "messages") == 3


async def test_what_is_still_to_be_sent_keeps_its_request_and_its_reader(store: Store) -> None:
    async with store.writing() as tx:
        lea, case_id = await _closed(tx)
    await _purged(store, NOW + 9 * KEPT.contacts)
    async with store.reading() as tx:
        assert await cases.get(tx, case_id) is not None
        assert await people.get(tx, lea.id) is not None


async def test_a_contact_goes_a_year_after_they_were_last_seen(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        back = await somebody(tx, 5002)
        await people.note_seen(tx, back.id, NOW + DAY * 300)
        sam = await a_worker(tx)
    await _purged(store, NOW + KEPT.contacts - DAY)
    assert await _rows(store, "people") == 3
    await _purged(store, NOW + KEPT.contacts + DAY)
    async with store.reading() as tx:
        assert await people.get(tx, lea.id) is None
        assert await people.get(tx, back.id) is not None
        assert await people.get(tx, sam.id) is not None, "the team stays"


async def test_who_is_needed_is_in_nobodys_way(store: Store) -> None:
    """However many old contacts still wait for an answer, those behind them are forgotten."""
    async with store.writing() as tx:
        for number in range(retention.CONTACTS + 5):
            asking = await somebody(tx, 6000 + number)
            await cases.add(tx, asking.id, CALM, NOW)
        lea = await somebody(tx)
        await people.note_seen(tx, lea.id, NOW + timedelta(hours=1))
    await _purged(store, NOW + KEPT.contacts + DAY)
    async with store.reading() as tx:
        assert await people.get(tx, lea.id) is None
    assert await _rows(store, "people") == retention.CONTACTS + 5


async def test_whoever_takes_part_in_a_challenge_is_not_forgotten(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await begin(_ctx(tx), lea.id, "10-jours", "person", 17)
    await _purged(store, NOW + 9 * KEPT.contacts)
    async with store.reading() as tx:
        assert await people.get(tx, lea.id) is not None


async def test_the_bot_forgets_by_itself_every_day(store: Store) -> None:
    async with store.writing() as tx:
        await _closed(tx, words=5)
        await set_recurring(_ctx(tx))
    await _all_delivered(store)
    for day in range(KEPT.requests.days + 2):
        for _ in range(10):
            async with store.writing() as tx:
                now = NOW + timedelta(days=day, minutes=1)
                if not await fire_due(_ctx(tx, now)):
                    break
        else:
            pytest.fail("it never comes to an end")
    assert await _rows(store, "cases") == 0
    assert await _rows(store, "messages") == 0


async def test_a_clock_that_jumped_ahead_takes_nothing_away(store: Store) -> None:
    async with store.writing() as tx:
        _, case_id = await _closed(tx)
        await set_recurring(_ctx(tx))
    await _all_delivered(store)
    async with store.writing() as tx:
        await fire_due(_ctx(tx))
        await fire_due(_ctx(tx, NOW + 2 * KEPT.contacts))
        assert await cases.get(tx, case_id) is not None
        # Put right: the next day's look comes, and finds nothing that is old.
        await fire_due(_ctx(tx, NOW + DAY))
        assert await cases.get(tx, case_id) is not None


async def test_a_bot_that_stood_still_for_long_forgets_a_day_later(store: Store) -> None:
    async with store.writing() as tx:
        _, case_id = await _closed(tx)
        await set_recurring(_ctx(tx))
    await _all_delivered(store)
    later = NOW + 2 * KEPT.requests
    async with store.writing() as tx:
        await fire_due(_ctx(tx, later))
        assert await cases.get(tx, case_id) is not None
    for _ in range(5):
        async with store.writing() as tx:
            await fire_due(_ctx(tx, later + DAY + timedelta(minutes=1)))
    async with store.reading() as tx:
        assert await cases.get(tx, case_id) is None


async def test_a_long_talk_goes_in_batches_that_hold_the_writer_for_a_moment(store: Store) -> None:
    async with store.writing() as tx:
        await _closed(tx, words=3 * retention.MESSAGES)
    await _all_delivered(store)
    batches = 0
    while True:
        async with store.writing() as tx:
            now = NOW + 2 * KEPT.requests
            gone = await FORGETTING[TimerKind.OLD_CONTACTS](_ctx(tx, now))
        batches += 1
        if not gone:
            break
        assert gone <= retention.MESSAGES + retention.CASES
    assert batches > 3
    assert await _rows(store, "messages") == 0


async def test_requests_are_never_kept_longer_than_contacts() -> None:
    assert Retention(timedelta(days=100), timedelta(days=30)).requests == timedelta(days=30)


# Nothing stays behind, anywhere in the files

MARKS = {
    "pseudonym": "Marque Effacable",
    "file": b"MARKED-FILE-REFERENCE",
    "id": b"MARKED-SEALED-ID",
}


async def _marked(store: Store, number: int) -> tuple[Person, CaseId]:
    """A closed request of somebody whose every trace can be found in the file."""
    async with store.writing() as tx:
        lea, case_id = await _closed(tx, number)
        mark = f"{number}".encode()
        for table, column, value in (
            (tables.people, "pseudonym", f"{MARKS['pseudonym']} {number}"),
            (tables.people, "sealed_id", b"MARKED-SEALED-ID-" + mark),
            (tables.people, "lookup", b"MARKED-LOOKUP-" + mark),
        ):
            await tx.connection.execute(
                table.update().where(table.c.id == lea.id).values({column: value})
            )
        await tx.connection.execute(
            tables.messages.update()
            .where(tables.messages.c.case_id == case_id)
            .values(sealed_file=b"MARKED-FILE-" + mark)
        )
        await tx.connection.execute(
            tables.cases.update()
            .where(tables.cases.c.id == case_id)
            .values(why=f"marked-reason-{number}")
        )
    await _all_delivered(store)
    await store.sweep()
    return lea, case_id


def _found(folder: Path, number: int) -> set[str]:
    marks = ("Marque Effacable", "MARKED-SEALED-ID-", "MARKED-LOOKUP-", "MARKED-FILE-", "reason-")
    raw = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    return {
        mark
        for mark in marks
        if f"{mark}{number}".encode() in raw or f"{mark} {number}".encode() in raw
    }


async def test_a_purge_leaves_nothing_behind_in_the_files(store: Store, tmp_path: Path) -> None:
    await _marked(store, 5101)
    async with store.writing() as tx:
        await tx.connection.execute(
            tables.people.update()
            .where(tables.people.c.pseudonym.like("Marque%5101"))
            .values(last_seen=NOW)
        )
    assert len(_found(tmp_path, 5101)) == 5, "the marks can be found at all"
    await _purged(store, NOW + KEPT.contacts + DAY)
    assert _found(tmp_path, 5101) == set()


async def test_an_erasure_leaves_nothing_behind_in_the_files(store: Store, tmp_path: Path) -> None:
    lea, _ = await _marked(store, 5102)
    assert len(_found(tmp_path, 5102)) == 5
    async with store.writing() as tx:
        await erase_person(replace(_ctx(tx)), lea.id)
    await _all_delivered(store)
    async with store.writing() as tx:
        await finish_erasure(_ctx(tx), lea.id, 0, 0)
    await _all_delivered(store)
    async with store.writing() as tx:
        # What the receipt's delivery does (actions/record_delivery.py).
        await people.remove(tx, lea.id)
    await store.sweep()
    assert _found(tmp_path, 5102) == set()
