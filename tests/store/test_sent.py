"""What is known of what was sent, and for how long."""

from datetime import timedelta

from sqlalchemy import select, update

from bot.domain.people import CaseId
from bot.store import (
    claims,
    listings,
    outbox,
    people,
    sent,
    settling,
    tables,
)
from bot.store.database import Store
from bot.store.parcels import State
from tests.store.steps import (
    NOW,
    a_case,
    claimed,
    number_of,
    numbers,
    shown,
    somebody,
    to_send,
)

SECOND = timedelta(seconds=1)


HOUR = timedelta(hours=1)


async def test_of_what_is_settled_only_its_message_id_stays(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    first, second = await claimed(store)
    async with store.writing() as tx:
        await settling.settle(tx, first, State.SENT, NOW, 81)
        await settling.settle(tx, second, State.DEAD, NOW)
        assert await sent.to_person(tx, lea.id) == [(81, NOW)]
        payloads = await tx.connection.execute(select(tables.outbox.c.payload))
        assert list(payloads.scalars()) == ["", ""]


async def test_what_may_stand_under_an_unknown_id_is_counted(store: Store) -> None:
    async with store.writing() as tx:
        sam = await somebody(tx, 7001)
        case_id = await a_case(tx, 5001)
        lea = await people.find(tx, 5001)
        assert lea is not None
        for to in (lea, sam, sam):
            outbox.enqueue(tx, to.id, shown(0), NOW, case_id=case_id)
        await to_send(tx, lea, 1)
    for parcel in await claimed(store):
        async with store.writing() as tx:
            await claims.postpone(tx, parcel, NOW, NOW, lost=number_of(parcel) == 0)
    async with store.reading() as tx:
        assert await sent.unconfirmed(tx, lea.id, [case_id]) == 3
        assert await sent.unconfirmed(tx, lea.id, []) == 1
        assert await sent.unconfirmed(tx, sam.id, []) == 2


async def test_which_case_a_message_of_the_bot_is_about_is_known(store: Store) -> None:
    async with store.writing() as tx:
        sam, tom = await somebody(tx, 7001), await somebody(tx, 7002)
        case_id = await a_case(tx, 5001)
        outbox.enqueue(tx, sam.id, shown(0), NOW, case_id=case_id)
        outbox.enqueue(tx, sam.id, shown(0), NOW, listing=True)
    for number, parcel in enumerate(await claimed(store), start=81):
        async with store.writing() as tx:
            await settling.settle(tx, parcel, State.SENT, NOW + number * SECOND, number)
    async with store.reading() as tx:
        assert await sent.case_of(tx, sam.id, 81) == (True, case_id)
        assert await sent.case_of(tx, sam.id, 82) == (True, None)
        assert await sent.case_of(tx, sam.id, 83) == (False, None)
        assert await sent.case_of(tx, tom.id, 81) == (False, None)
        assert await listings.sent_since(tx, NOW) == [(sam.id, 82, NOW + 82 * SECOND)]
        assert await listings.sent_since(tx, NOW + HOUR) == []


async def test_what_others_were_sent_about_a_case_is_found(store: Store) -> None:
    async with store.writing() as tx:
        sam = await somebody(tx, 7001)
        case_id = await a_case(tx, 5001)
        lea = await people.find(tx, 5001)
        assert lea is not None
        for to in (sam, lea, sam):
            outbox.enqueue(tx, to.id, shown(0), NOW, case_id=case_id)
    for number, parcel in enumerate(await claimed(store), start=81):
        async with store.writing() as tx:
            await settling.settle(tx, parcel, State.SENT, NOW, number)
    async with store.reading() as tx:
        about = await sent.about_cases(tx, [case_id], but=lea.id)
        assert [(to, number) for to, number, _ in about] == [(sam.id, 81), (sam.id, 83)]
        assert await sent.last_about(tx, sam.id, case_id, before=10**6) == 83
        assert await sent.last_about(tx, sam.id, CaseId(99), before=10**6) is None


async def test_only_old_settled_rows_are_purged(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2, 3)
    first, second, third = await claimed(store)
    async with store.writing() as tx:
        await settling.settle(tx, first, State.SENT, NOW - SECOND, 81)
        await settling.settle(tx, second, State.DEAD, NOW)
        assert await outbox.purge(tx, before=NOW) == 1
        await claims.release(tx, third)
    assert numbers(await claimed(store)) == [3]


async def test_a_purge_deletes_some_at_a_time(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), *range(1200))
        await tx.connection.execute(
            update(tables.outbox).values(state=State.SENT, settled_at=NOW - SECOND)
        )
        assert [await outbox.purge(tx, before=NOW) for _ in range(4)] == [500, 500, 200, 0]
