"""Order per person and lane, claims, and what is kept of what was sent."""

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Executable, select, update
from sqlalchemy.dialects import sqlite

from bot.domain.people import CaseId
from bot.store import (
    cases,
    claims,
    glances,
    listings,
    outbox,
    people,
    sent,
    settling,
    tables,
    takeover,
    withdrawals,
)
from bot.store.cargo import Copy, Delete, Kind, Rewrite
from bot.store.database import Store, Transaction
from bot.store.glances import Standing
from bot.store.parcels import Lane, Parcel, State
from tests.store.steps import (
    NOW,
    NUMBERED,
    a_case,
    a_message,
    claimed,
    number_of,
    numbers,
    shown,
    somebody,
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
        standing = await _glance(tx, copy)
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


# Withdrawing


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
    assert await _rows(store) == ["sent", "dead", "dead", "queued"]
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
        assert (await _glance(tx, copy)).recalled
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
        assert await sent.readers_about(tx, one) == [sam.id]
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


async def test_a_newer_answer_to_the_same_gesture_takes_the_place_of_the_queued_one(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        for number, to, slot in ((1, lea, "album"), (2, lea, "album"), (3, tom, "album")):
            outbox.enqueue(tx, to.id, shown(number), NOW, slot=slot)
        outbox.enqueue(tx, lea.id, shown(4), NOW, slot="other")
    assert numbers(await claimed(store, limit=1)) == [2], "also within one transaction"
    async with store.writing() as tx:
        for number in (5, 6):
            outbox.enqueue(tx, lea.id, shown(number), NOW, slot="album")
        outbox.enqueue(tx, tom.id, shown(7), NOW, slot="album")
    assert await _rows(store) == [
        "dead", "claimed", "dead", "queued", "dead", "queued", "queued",
    ]  # fmt: skip


# Claims are fenced


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
        standing = await _glance(tx, slow)
        assert not standing.ours
        assert not standing.recalled
        await claims.hold(tx, [(quick.id, quick.holder)], NOW - SECOND)
        assert (await _glance(tx, quick)).ours
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
    assert await _rows(store) == ["sent", "recalled", "sent"]


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


async def test_a_claim_from_far_ahead_is_an_old_one_the_clock_went_back(store: Store) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    await claimed(store, now=NOW + HOUR)
    async with store.writing() as tx:
        assert await takeover.release_all(tx, NOW - SECOND, NOW + 2 * HOUR) == 0
        assert await takeover.release_all(tx, NOW - SECOND, NOW + SECOND) == 1


# Time


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


# What was sent


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
        assert await sent.readers_about(tx, case_id) == [sam.id, lea.id]


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


async def test_whoever_blocked_the_bot_is_known_at_the_moment_of_sending(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    [parcel] = await claimed(store)
    async with store.writing() as tx:
        assert not (await _glance(tx, parcel)).blocked
        await people.note_blocked(tx, lea.id, NOW, NOW)
        assert (await _glance(tx, parcel)).blocked


async def test_removing_somebody_removes_what_they_were_to_be_sent(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
        await people.remove(tx, lea.id)
    assert await claimed(store) == []


# As many rows as a region has in two days


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (claims._CLAIM, "ix_outbox_pending"),
        (claims._CLAIM_ANY, "ix_outbox_pending"),
        (takeover._RELEASE_OLD, "ix_outbox_pending"),
        (takeover._BURY_OLD, "ix_outbox_pending"),
        (outbox._REPLACE, "ix_outbox_recipient"),
        (withdrawals._TO, "ix_outbox_recipient"),
        (withdrawals._TO_ABOUT_ANY, "ix_outbox_"),
        (withdrawals._PASSING, "ix_outbox_message"),
        (withdrawals._KEEP_UP, "ix_outbox_case"),
        (sent._READERS, "ix_outbox_case"),
        (sent._LAST_SENT, "ix_outbox_case"),
        (sent._CASE_OF_SENT, "ix_outbox_sent"),
        (listings._LISTINGS, "ix_outbox_listing"),
        (outbox._PURGE, "ix_outbox_settled"),
        (withdrawals._UNSETTLED, "ix_outbox_erasing"),
    ],
)
async def test_every_statement_finds_its_rows_by_an_index(
    migrated_file: Path, statement: Executable, index: str
) -> None:
    compiled = statement.compile(dialect=sqlite.dialect())  # type: ignore[attr-defined]
    with contextlib.closing(sqlite3.connect(migrated_file)) as database:
        given = [None] * len(compiled.positiontup or ())
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {compiled}", given)]
    assert any(index in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN outbox")], plan


async def _glance(tx: Transaction, parcel: Parcel) -> Standing:
    [standing] = await glances.look_again(tx, [parcel])
    assert isinstance(standing, Standing)
    return standing


async def _rows(store: Store) -> list[str]:
    async with store.reading() as tx:
        query = select(tables.outbox.c.state).order_by(tables.outbox.c.id)
        return list((await tx.connection.execute(query)).scalars())
