"""What is still to be sent is cancelled, or recalled from the run that holds it."""

from bot.store import (
    cases,
    outbox,
    sent,
    settling,
    takeover,
    withdrawals,
)
from bot.store.cargo import Copy, Delete, Kind, Rewrite
from bot.store.database import Store
from bot.store.parcels import Lane, State
from tests.store.steps import (
    NOW,
    a_case,
    a_message,
    claimed,
    glance,
    number_of,
    numbers,
    shown,
    somebody,
    states,
    to_send,
)


async def test_what_somebody_was_still_to_be_sent_is_cancelled_at_once_or_recalled(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        await to_send(tx, lea, 1, 2, 3)
        await to_send(tx, tom, 4)
    first, second = await claimed(store, limit=2)
    async with store.writing() as tx:
        await settling.settle(tx, first, State.SENT, NOW, 81)
        withdrawn = await withdrawals.withdraw_to(tx, lea.id, NOW)
        assert [(one.id, one.in_flight) for one in withdrawn] == [
            (second.id, True),
            (second.id + 1, False),
        ]
        assert {(one.recipient_id, one.kind) for one in withdrawn} == {(lea.id, Kind.SHOW)}
        assert [number for number, _ in await sent.to_person(tx, lea.id)] == [81]
        assert not await settling.settle(tx, second, State.SENT, NOW, 82)
        assert await settling.bury(tx, second, NOW) == settling.Buried(None)
        assert await settling.bury(tx, second, NOW) is None, "once"
    assert await states(store) == ["sent", "dead", "dead", "queued"]
    assert numbers(await claimed(store)) == [4]


async def test_what_is_recalled_outlives_the_message_that_it_passed_on(store: Store) -> None:
    async with store.writing() as tx:
        sam = await somebody(tx, 7001)
        case_id = await a_case(tx, 5001)
        message = await a_message(tx, case_id)
        outbox.enqueue(tx, sam.id, Copy(), NOW, message_id=message.id, case_id=case_id, epoch=0)
    [copy] = await claimed(store)
    async with store.writing() as tx:
        [withdrawn] = await withdrawals.withdraw_about(tx, [case_id], NOW, erasing=sam.id)
        assert (withdrawn.message_id, withdrawn.case_id) == (message.id, case_id)
        await cases.remove_all(tx, [case_id])
        assert await withdrawals.unsettled_for(tx, sam.id)
        assert (await glance(tx, copy)).recalled
        assert await settling.bury(tx, copy, NOW) == settling.Buried(sam.id)
        assert not await withdrawals.unsettled_for(tx, sam.id)


async def test_an_erasure_waits_for_what_was_recalled_before_it(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    [parcel] = await claimed(store)
    async with store.writing() as tx:
        assert len(await withdrawals.withdraw_to(tx, lea.id, NOW)) == 1
        assert await withdrawals.withdraw_to(tx, lea.id, NOW) == [], "once"
        assert not await withdrawals.unsettled_for(tx, lea.id)
        assert len(await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)) == 1
        assert await withdrawals.unsettled_for(tx, lea.id)
        assert await settling.bury(tx, parcel, NOW) == settling.Buried(lea.id)


async def test_a_deletion_is_made_whatever_is_withdrawn_from_its_reader(store: Store) -> None:
    async with store.writing() as tx:
        sam, lea = await somebody(tx, 7001), await somebody(tx, 5001)
        outbox.enqueue(tx, sam.id, Delete((1,)), NOW, erasing=lea.id)
        await to_send(tx, sam, 2)
        await withdrawals.withdraw_to(tx, sam.id, NOW, erasing=sam.id)
        assert await withdrawals.unsettled_for(tx, sam.id), "somebody else's deletion in their chat"
        assert await withdrawals.unsettled_for(tx, lea.id)
    [deletion] = await claimed(store, lane=Lane.QUIET)
    async with store.writing() as tx:
        assert deletion.erasing == lea.id
        await settling.settle(tx, deletion, State.SENT, NOW)
        assert not await withdrawals.unsettled_for(tx, sam.id)
        assert not await withdrawals.unsettled_for(tx, lea.id)


async def test_what_speaks_of_a_case_is_found_and_withdrawn_apart(store: Store) -> None:
    async with store.writing() as tx:
        sam, tom = await somebody(tx, 7001), await somebody(tx, 7002)
        one, other = await a_case(tx, 5001), await a_case(tx, 5002)
        for case_id in (one, other):
            outbox.enqueue(tx, sam.id, shown(case_id), NOW, case_id=case_id)
        await to_send(tx, sam, 77)
        assert len(await withdrawals.withdraw_to(tx, sam.id, NOW, case_ids=[one])) == 1
        assert await withdrawals.withdraw_to(tx, tom.id, NOW, case_ids=[other]) == []
        assert len(await withdrawals.withdraw_cases_from(tx, sam.id, NOW)) == 1
    assert numbers(await claimed(store)) == [77]


async def test_what_is_withdrawn_about_a_case_can_be_told_apart(store: Store) -> None:
    async with store.writing() as tx:
        sam, tom = await somebody(tx, 7001), await somebody(tx, 7002)
        case_id = await a_case(tx, 5001)
        for number, to, epoch in ((1, sam, 0), (2, sam, 1), (3, sam, None), (4, tom, 0)):
            outbox.enqueue(tx, to.id, shown(number), NOW, case_id=case_id, epoch=epoch)
        message = await a_message(tx, case_id)
        for cargo in (Copy(), Rewrite()):
            outbox.enqueue(tx, sam.id, cargo, NOW, message_id=message.id, case_id=case_id)
        gone = await withdrawals.withdraw_about(
            tx, [case_id], NOW, recipient=sam.id, kinds=[Kind.SHOW], before_epoch=1
        )
        assert len(gone) == 1
        assert {one.kind for one in await withdrawals.withdraw_message(tx, message.id, NOW)} == {
            Kind.COPY,
            Kind.REWRITE,
        }
        assert await withdrawals.keep_up(tx, case_id, sam.id, 5) == 1
    left = await claimed(store)
    assert [(number_of(parcel), parcel.epoch) for parcel in left] == [(2, 5), (3, None), (4, 0)]


async def test_what_was_recalled_from_a_dead_process_is_settled(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    await claimed(store)
    async with store.writing() as tx:
        await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
        assert await takeover.release_all(tx) == 0, "never to be sent again"
        assert await takeover.bury_all(tx, NOW, claimed_before=NOW) == []
        assert await takeover.bury_all(tx, NOW) == [lea.id, lea.id]
        assert not await withdrawals.unsettled_for(tx, lea.id)
