"""Order per person and lane, claims, and what is kept of what was sent."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.people import CaseId
from bot.store import outbox, people, tables
from bot.store.database import Store
from bot.store.outbox import Kind, Lane, State
from tests.store.steps import NOW, a_case, a_message, claimed, numbers, somebody, to_send

SECOND = timedelta(seconds=1)


async def test_what_is_claimed_comes_whole_and_in_order(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx, 5001)
        case_id = await a_case(tx, 5002)
        message = await a_message(tx, case_id)
        outbox.enqueue(
            tx, lea.id, Kind.COPY, {"reply_to": 7, "protect": True}, NOW,
            message_id=message.id, case_id=case_id, expires_at=NOW + SECOND,
        )  # fmt: skip
        await to_send(tx, lea, 1, 2)
    copy, *rest = await claimed(store)
    assert (copy.kind, copy.payload) == (Kind.COPY, {"reply_to": 7, "protect": True})
    assert (copy.message_id, copy.case_id, copy.expires_at) == (message.id, case_id, NOW + SECOND)
    assert (copy.address, copy.recipient_id, copy.attempts) == (5001, lea.id, 0)
    assert "5001" not in repr(copy)
    assert numbers(rest) == [1, 2]


async def test_nothing_is_claimed_twice(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    assert numbers(await claimed(store, limit=1)) == [1]
    assert await claimed(store) == [], "the second would overtake the first"


async def test_what_is_not_due_holds_up_the_same_person_and_lane_only(store: Store) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, tom, 3)
        await to_send(tx, lea, 9, lane=Lane.DANGER)
    head = (await claimed(store, limit=1))[0]
    async with store.writing() as tx:
        await outbox.postpone(tx, head.id, NOW + 10 * SECOND)
    assert numbers(await claimed(store)) == [3]
    assert numbers(await claimed(store, lane=Lane.DANGER)) == [9]
    assert await claimed(store, now=NOW + 9 * SECOND) == []
    late = await claimed(store, now=NOW + 10 * SECOND)
    assert numbers(late) == [1, 2]
    assert late[0].attempts == 1


async def test_what_is_released_is_claimed_again_in_order(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2, 3)
    parcels = await claimed(store)
    async with store.writing() as tx:
        outbox.settle(tx, parcels[0].id, State.SENT, NOW, 81)
        await outbox.release(tx, [parcel.id for parcel in parcels])
    assert numbers(await claimed(store)) == [2, 3], "what was sent stays sent"


async def test_claims_of_a_dead_process_are_put_back(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    await claimed(store)
    async with store.writing() as tx:
        assert await outbox.release_all(tx, claimed_before=NOW) == 0
        assert await outbox.release_all(tx, claimed_before=NOW + SECOND) == 2
    assert numbers(await claimed(store)) == [1, 2]
    async with store.writing() as tx:
        assert await outbox.release_all(tx) == 2


async def test_when_the_next_one_is_due_is_known_per_lane(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        assert await outbox.next_due(tx, Lane.NORMAL) is None
        outbox.enqueue(tx, lea.id, Kind.SHOW, {}, NOW, due_at=NOW + SECOND)
        assert await outbox.next_due(tx, Lane.NORMAL) == NOW + SECOND
        assert await outbox.next_due(tx, Lane.DANGER) is None


async def test_of_what_is_settled_only_its_message_id_stays(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    first, second = await claimed(store)
    async with store.writing() as tx:
        outbox.settle(tx, first.id, State.SENT, NOW, 81)
        outbox.settle(tx, second.id, State.DEAD, NOW)
        assert await outbox.sent_to(tx, lea.id) == [(81, NOW)]
        payloads = await tx.connection.execute(select(tables.outbox.c.payload))
        assert list(payloads.scalars()) == ["", ""]


async def test_what_somebody_was_still_to_be_sent_can_be_dropped(store: Store) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, tom, 3)
    first, *_ = await claimed(store)
    async with store.writing() as tx:
        outbox.settle(tx, first.id, State.SENT, NOW, 81)
        await outbox.drop_pending(tx, lea.id)
        await outbox.release_all(tx)
        assert [number for number, _ in await outbox.sent_to(tx, lea.id)] == [81]
    assert numbers(await claimed(store)) == [3]


async def test_what_speaks_of_a_case_is_found_and_dropped_apart(store: Store) -> None:
    async with store.writing() as tx:
        sam, tom = await somebody(tx, 7001), await somebody(tx, 7002)
        one, other = await a_case(tx, 5001), await a_case(tx, 5002)
        for case_id in (one, other):
            outbox.enqueue(tx, sam.id, Kind.SHOW, {"n": case_id}, NOW, case_id=case_id)
        assert await outbox.recipients_with_unsent(tx, [one]) == [sam.id]
        assert await outbox.readers_about(tx, one) == [sam.id]
        await outbox.drop_pending(tx, sam.id, [one])
        await outbox.drop_pending(tx, tom.id, [other])
        assert await outbox.recipients_with_unsent(tx, [one]) == []
    assert numbers(await claimed(store)) == [other]


async def test_what_others_were_sent_about_a_case_is_found(store: Store) -> None:
    async with store.writing() as tx:
        sam = await somebody(tx, 7001)
        case_id = await a_case(tx, 5001)
        lea = await people.find(tx, 5001)
        assert lea is not None
        for to in (sam, lea, sam):
            outbox.enqueue(tx, to.id, Kind.SHOW, {}, NOW, case_id=case_id)
    for number, parcel in enumerate(await claimed(store), start=81):
        async with store.writing() as tx:
            outbox.settle(tx, parcel.id, State.SENT, NOW, number)
    async with store.reading() as tx:
        about = await outbox.sent_about(tx, [case_id], but=lea.id)
        assert [(to, number) for to, number, _ in about] == [(sam.id, 81), (sam.id, 83)]
        assert await outbox.last_sent_for_case(tx, sam.id, case_id) == 83
        assert await outbox.last_sent_for_case(tx, sam.id, CaseId(99)) is None
        assert await outbox.readers_about(tx, case_id) == [sam.id, lea.id]


async def test_only_old_settled_rows_are_purged(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2, 3)
    first, second, third = await claimed(store)
    async with store.writing() as tx:
        outbox.settle(tx, first.id, State.SENT, NOW - SECOND, 81)
        outbox.settle(tx, second.id, State.DEAD, NOW)
        assert await outbox.purge(tx, before=NOW) == 1
        await outbox.release(tx, [third.id])
    assert numbers(await claimed(store)) == [3]


async def test_whoever_blocked_the_bot_is_marked_on_what_is_claimed(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await people.note_blocked(tx, lea.id, NOW)
        await to_send(tx, lea, 1)
    assert (await claimed(store))[0].unreachable


async def test_removing_somebody_removes_what_they_were_to_be_sent(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
        await people.remove(tx, lea.id)
    assert await claimed(store) == []
