"""Rows are claimed in order per person and lane, and only whoever holds one changes it."""

from datetime import timedelta

import pytest

from bot.store import (
    claims,
    outbox,
    settling,
    takeover,
    withdrawals,
)
from bot.store.cargo import Copy, Kind
from bot.store.database import Store
from bot.store.parcels import Lane, State
from tests.store.steps import (
    NOW,
    NUMBERED,
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

SECOND = timedelta(seconds=1)


HOUR = timedelta(hours=1)


async def test_what_is_claimed_comes_whole_and_in_order(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx, 5001)
        case_id = await a_case(tx, 5002)
        message = await a_message(tx, case_id)
        outbox.enqueue(
            tx, lea.id, Copy(7, protect=True), NOW,
            message_id=message.id, case_id=case_id, expires_at=NOW + SECOND,
        )  # fmt: skip
        await to_send(tx, lea, 1, 2)
    copy, *rest = await claimed(store)
    assert copy.cargo == Copy(7, protect=True)
    assert (copy.message_id, copy.case_id, copy.expires_at) == (message.id, case_id, NOW + SECOND)
    assert (copy.recipient_id, copy.attempts, copy.holder) == (lea.id, 0, 1)
    async with store.reading() as tx:
        standing = await glance(tx, copy)
    assert (standing.ours, standing.address, standing.source) == (True, 5001, 5002)
    assert standing.message == message
    assert "5001" not in repr(standing)
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
        assert await claims.postpone(tx, head, NOW, NOW + 10 * SECOND)
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
        assert await settling.settle(tx, parcels[0], State.SENT, NOW, 81)
        assert [await claims.release(tx, one) for one in parcels] == [False, True, True]
    assert numbers(await claimed(store)) == [2, 3], "what was sent stays sent"


async def test_claims_of_a_dead_process_are_put_back(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    await claimed(store)
    async with store.writing() as tx:
        assert await takeover.release_all(tx, claimed_before=NOW) == 0
        assert await takeover.release_all(tx, claimed_before=NOW + SECOND) == 2
    assert numbers(await claimed(store)) == [1, 2]
    async with store.writing() as tx:
        assert await takeover.release_all(tx) == 2


async def test_what_is_due_later_is_claimed_from_that_moment_on_in_its_lane(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(tx, lea.id, shown(1), NOW, due_at=NOW + SECOND)
    assert await claimed(store, now=NOW) == []
    assert await claimed(store, now=NOW + SECOND, lane=Lane.DANGER) == []
    assert numbers(await claimed(store, now=NOW + SECOND)) == [1]


async def test_a_process_that_lost_its_claim_changes_nothing(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    [slow] = await claimed(store)
    async with store.writing() as tx:
        await takeover.release_all(tx)
        [quick] = await claims.claim(tx, Lane.NORMAL, 2, NOW, 9)
        assert not await claims.postpone(tx, slow, NOW, NOW)
        assert not await claims.release(tx, slow)
        assert not await settling.settle(tx, slow, State.SENT, NOW, 81)
        assert await settling.bury(tx, slow, NOW) is None
        await claims.hold(tx, [(slow.id, slow.holder)], NOW + HOUR)
        assert await takeover.release_all(tx, NOW, NOW + SECOND) == 0, "it held nothing"
        standing = await glance(tx, slow)
        assert not standing.ours
        assert not standing.recalled
        await claims.hold(tx, [(quick.id, quick.holder)], NOW - SECOND)
        assert (await glance(tx, quick)).ours
        assert await settling.settle(tx, quick, State.SENT, NOW, 82)


async def test_claims_checked_together_are_checked_again_once_something_is_withdrawn(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, tom, 3)
    parcels = await claimed(store)
    soon = {(parcel.id, parcel.holder) for parcel in parcels}
    async with store.writing() as tx:
        assert await settling.settle(tx, parcels[0], State.SENT, NOW, 81, soon=soon)
        [withdrawn] = await withdrawals.withdraw_to(tx, lea.id, NOW)
        assert withdrawn.id == parcels[1].id, "the first is settled already"
        settled = [await settling.settle(tx, p, State.SENT, NOW, 82, soon=soon) for p in parcels]
        assert settled == [False, False, True]
    assert await states(store) == ["sent", "recalled", "sent"]


async def test_a_claim_from_far_ahead_is_an_old_one_the_clock_went_back(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    await claimed(store, now=NOW + HOUR)
    async with store.writing() as tx:
        assert await takeover.release_all(tx, NOW - SECOND, NOW + 2 * HOUR) == 0
        assert await takeover.release_all(tx, NOW - SECOND, NOW + SECOND) == 1


@pytest.mark.parametrize("lane", [Lane.DANGER, Lane.NORMAL])
async def test_a_clock_that_was_ahead_when_something_was_written_holds_up_nothing(
    store: Store, lane: Lane
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(tx, lea.id, shown(1), NOW + 6 * HOUR, lane=lane)
        await to_send(tx, lea, 2, lane=lane)
    assert numbers(await claimed(store, lane=lane)) == [1, 2]


async def test_what_was_postponed_before_the_clock_went_back_is_due(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    ahead = NOW + 6 * HOUR
    first, second = await claimed(store, now=ahead)
    async with store.writing() as tx:
        await claims.postpone(tx, first, ahead, ahead + SECOND)
        await claims.release(tx, second)
    assert await claimed(store, now=ahead - SECOND) == [], "clocks are never quite the same"
    assert numbers(await claimed(store)) == [1, 2]


async def test_what_is_due_later_holds_up_nobody_before_it_is_tried(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(tx, lea.id, shown(1), NOW, due_at=NOW + HOUR)
        await to_send(tx, lea, 2)
    assert numbers(await claimed(store)) == [2]
    assert numbers(await claimed(store, now=NOW - HOUR)) == [1], "the clock went back"


@pytest.mark.parametrize("lane", [Lane.DANGER, Lane.NORMAL])
async def test_what_has_probably_arrived_holds_up_what_follows_for_a_short_time_only(
    store: Store, lane: Lane
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, lane=lane)
    for lost in range(3):
        [parcel] = await claimed(store, lane=lane)
        assert (parcel.lost, number_of(parcel)) == (lost, 1)
        async with store.writing() as tx:
            await claims.postpone(
                tx, parcel, NOW, NOW + (HOUR if lost > 1 else 0 * HOUR), lost=True
            )
    async with store.writing() as tx:
        await to_send(tx, lea, 2, lane=lane)
    assert numbers(await claimed(store, lane=lane)) == [2]


@pytest.mark.parametrize("kind", [Kind.DELETE, Kind.REACT, Kind.MENU])
async def test_what_nobody_reads_goes_in_no_order(store: Store, kind: Kind) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        for number in (1, 2):
            outbox.enqueue(tx, lea.id, NUMBERED[kind](number), NOW, lane=Lane.DANGER)
        assert tx.announced == {Lane.QUIET}
    [first] = await claimed(store, lane=Lane.QUIET, limit=1)
    assert numbers(await claimed(store, lane=Lane.QUIET, limit=1)) == [2]
    async with store.writing() as tx:
        await claims.postpone(tx, first, NOW, NOW + HOUR)
        outbox.enqueue(tx, lea.id, NUMBERED[kind](3), NOW)
    assert numbers(await claimed(store, lane=Lane.QUIET)) == [3]
