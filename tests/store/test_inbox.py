"""Which updates were handled, and what was written outside a case."""

import asyncio
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from bot.store import inbox, people
from bot.store.database import Store
from bot.store.inbox import Loose
from tests.store.steps import NOW, accepted, somebody

MINUTE = timedelta(minutes=1)


async def test_an_update_is_accepted_once(store: Store, another_store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        assert await accepted(tx, 1, lea.id, 11, NOW)
        assert not await accepted(tx, 1, lea.id, 11, NOW)
        assert await accepted(tx, 2, None, None, NOW)
    async with another_store.writing() as tx:
        assert not await accepted(tx, 1, lea.id, 11, NOW)


async def test_free_texts_are_given_once_in_order_and_not_when_old(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        for number in (3, 1, 2, 4):
            await accepted(tx, number, lea.id, 10 + number, NOW - number * MINUTE)
        for message_id in (11, 12, 14):
            await inbox.mark_loose(tx, lea.id, message_id, forwarded=message_id == 12)
        given = await inbox.take_loose(tx, lea.id, NOW - 3 * MINUTE)
        assert given == [Loose(11, forwarded=False), Loose(12, forwarded=True)]
        assert await inbox.take_loose(tx, lea.id, NOW - 3 * MINUTE) == []


async def test_what_somebody_wrote_is_listed_then_forgotten_but_stays_handled(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        await accepted(tx, 1, lea.id, 11, NOW)
        await accepted(tx, 2, lea.id, None, NOW)
        await accepted(tx, 3, tom.id, 12, NOW)
        assert await inbox.written_by(tx, lea.id) == [(11, NOW)]
        await inbox.forget(tx, lea.id)
        assert await inbox.written_by(tx, lea.id) == []
        assert await inbox.written_by(tx, tom.id) == [(12, NOW)]
        assert not await accepted(tx, 1, lea.id, 11, NOW)


async def test_removing_somebody_keeps_that_their_updates_were_handled(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await accepted(tx, 1, lea.id, 11, NOW)
        await people.remove(tx, lea.id)
        assert not await accepted(tx, 1, None, None, NOW)


async def test_only_old_updates_are_purged(store: Store) -> None:
    async with store.writing() as tx:
        await accepted(tx, 1, None, None, NOW - MINUTE)
        await accepted(tx, 2, None, None, NOW)
        assert await inbox.purge(tx, before=NOW) == 1
        assert not await accepted(tx, 2, None, None, NOW)


async def test_old_updates_are_purged_in_batches(store: Store) -> None:
    async with store.writing() as tx:
        for number in range(5):
            await accepted(tx, number, None, None, NOW - MINUTE)
    gone = []
    for _ in range(3):
        async with store.writing() as tx:
            gone.append(await inbox.purge(tx, NOW, 2))
    assert gone == [2, 2, 1]


async def test_the_same_update_noted_by_two_processes_fails_for_one(
    store: Store, another_store: Store
) -> None:
    async def handle(place: Store) -> None:
        async with place.writing() as tx:
            inbox.note(tx, 1, None, None, NOW)

    results = await asyncio.gather(handle(store), handle(another_store), return_exceptions=True)
    assert sum(isinstance(result, IntegrityError) for result in results) == 1


async def test_who_writes_and_whether_it_is_a_repetition_is_one_question(store: Store) -> None:
    async with store.writing() as tx:
        assert await people.find_writer(tx, 5001, 1) == (None, False)
        lea = await somebody(tx)
        await accepted(tx, 1, lea.id, 11, NOW)
        assert await people.find_writer(tx, 5001, 1) == (lea, True)
        assert await people.find_writer(tx, 5001, 2) == (lea, False)
