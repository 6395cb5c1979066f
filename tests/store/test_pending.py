"""What a transaction puts off is there for whatever it reads, and waits for nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Person
from bot.store import cases, claims, inbox, messages, outbox, people, sent, settling
from bot.store.database import Store, Transaction
from bot.store.parcels import State
from bot.store.prepared import heard
from bot.store.tables import outbox as rows
from tests.store.steps import NOW, a_case, a_message, claimed, numbers, shown, somebody, to_send


@contextmanager
def _said_to(store: Store) -> Iterator[list[str]]:
    """The statements that the database is given."""
    said: list[str] = []
    with heard(store._writer.sync_engine, said.append):
        yield said


def _about(table: str, said: list[str]) -> list[str]:
    return [sql.split()[0] for sql in said if table in sql]


async def _queued(tx: Transaction) -> int:
    """However it is asked for."""
    return int((await tx.connection.execute(text("select count(*) from outbox"))).scalar_one())


async def test_what_was_put_off_is_there_for_any_later_read(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        case_id = await a_case(tx, 5002)
        message = await a_message(tx, case_id)
        messages.add_copy(tx, message.id, lea.id, 900, NOW)
        inbox.note(tx, 1, lea.id, 11, NOW)
        await to_send(tx, lea, 1)
        assert await messages.by_copy(tx, lea.id, 900) == message
        assert await inbox.seen(tx, 1)
        assert (await people.find_writer(tx, 5001, 1))[1]
        assert await _queued(tx) == 1


async def test_what_was_put_off_is_there_for_any_later_change(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
        changed = await tx.connection.execute(update(rows).values(attempts=3))
        assert changed.rowcount == 2


async def test_a_deletion_takes_along_what_was_put_off(store: Store) -> None:
    async with store.writing() as tx:
        lea, sam = await somebody(tx), await somebody(tx, 7001)
        case_id = await a_case(tx, 5002)
        message = await a_message(tx, case_id)
        await to_send(tx, lea, 1)
        messages.add_copy(tx, message.id, sam.id, 900, NOW)
        outbox.enqueue(tx, sam.id, shown(2), NOW, message_id=message.id, case_id=case_id)
        await cases.remove_all(tx, [case_id])
        assert await messages.copies_of(tx, message.id) == []
        await people.remove(tx, lea.id)
        assert await _queued(tx) == 0, "one went with its reader, one with its message"


async def test_what_is_read_of_other_tables_lets_writes_wait_for_company(store: Store) -> None:
    async with store.writing() as tx:
        crowd = [await somebody(tx, 5001 + number) for number in range(5)]
        with _said_to(store) as said:
            for person in crowd:
                assert await people.get(tx, person.id) is not None
                await to_send(tx, person, 1)
            assert _about("outbox", said) == []
            assert await _queued(tx) == 5
            assert _about("outbox", said) == ["INSERT", "select"]
            assert await _queued(tx) == 5
            assert _about("outbox", said) == ["INSERT", "select", "select"]


async def test_what_is_settled_by_its_claim_lets_new_rows_wait_for_company(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, *range(6))
    one, two, *others = await claimed(store)
    with _said_to(store) as said:
        async with store.writing() as tx:
            await to_send(tx, lea, 7)
            assert await claims.postpone(tx, one, NOW, NOW)
            await to_send(tx, lea, 8)
            assert await claims.release(tx, two)
            for parcel in others:
                assert await settling.settle(tx, parcel, State.SENT, NOW, 80)
                await to_send(tx, lea, 9)
    assert _about("INSERT INTO outbox", said) == ["INSERT"]


async def test_updates_are_noted_together_and_known_at_once(store: Store) -> None:
    async with store.writing() as tx:
        crowd = [await somebody(tx, 5001 + number) for number in range(5)]
    with _said_to(store) as said:
        async with store.writing() as tx:
            for number, person in enumerate(crowd):
                known, seen = await people.find_writer(tx, 5001 + number, number)
                assert (known, seen) == (person, False)
                inbox.note(tx, number, person.id, number, NOW)
            assert [await inbox.seen(tx, number) for number in (0, 4, 5)] == [True, True, False]
            assert (await people.find_writer(tx, 5002, 4))[1]
    assert _about("INSERT INTO inbox", said) == ["INSERT"]


async def test_what_was_settled_and_waits_to_be_written_is_settled_for_the_next_one(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    parcels = await claimed(store)
    soon = {(parcel.id, parcel.holder) for parcel in parcels}
    async with store.writing() as tx:
        assert await settling.settle(tx, parcels[0], State.SENT, NOW, 81, soon=soon)
        assert not await claims.release(tx, parcels[0])
        assert await sent.to_person(tx, lea.id) == [(81, NOW)]
        assert await claims.release(tx, parcels[1])
    assert numbers(await claimed(store, now=NOW + timedelta(hours=1))) == [2]


async def test_what_was_put_off_before_a_savepoint_outlives_it_and_what_came_after_does_not(
    store: Store,
) -> None:
    async def taken_back(tx: Transaction, lea: Person) -> None:
        async with tx.connection.begin_nested():
            await to_send(tx, lea, 2)
            assert await _queued(tx) == 2
            await to_send(tx, lea, 3)
            raise LookupError

    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
        with pytest.raises(LookupError):
            await taken_back(tx, lea)
        await to_send(tx, lea, 4)
    assert numbers(await claimed(store)) == [1, 4]


async def test_what_cannot_be_written_undoes_everything(store: Store) -> None:
    async def notes_twice(tx: Transaction) -> None:
        await somebody(tx)
        for _ in range(2):
            inbox.note(tx, 1, None, None, NOW)

    with pytest.raises(IntegrityError):
        async with store.writing() as tx:
            await notes_twice(tx)
    async with store.writing() as tx:
        assert not await inbox.seen(tx, 1)
        assert await people.find(tx, 5001) is None
        assert list(await tx.connection.execute(select(rows))) == []


async def _put_off_and_fail(store: Store, to: Person) -> None:
    async with store.writing() as tx:
        await to_send(tx, to, 1)
        raise RuntimeError


async def test_what_a_failed_transaction_put_off_is_never_written_by_the_connections_next_user(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
    with pytest.raises(RuntimeError):
        await _put_off_and_fail(store, lea)
    async with store.writing() as tx:
        found = await tx.connection.execute(text("select count(*) from outbox"))
        assert found.scalar_one() == 0
