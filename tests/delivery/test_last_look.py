"""Each parcel is looked at again before it is sent: what is withdrawn or overtaken is not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.delivery.carrying import Perhaps, Postponed, Refused
from bot.domain.people import Person
from bot.store import cases, outbox, people, withdrawals
from bot.store.database import Store
from bot.store.parcels import Lane, State
from bot.store.tables import cases as case_table
from tests.delivery.fakes import FakeTelegram, Sending, sending
from tests.store.steps import NOW, a_case, shown, somebody, states, to_send


@asynccontextmanager
async def first_of_two_under_way(
    store: Store, telegram: FakeTelegram
) -> AsyncIterator[tuple[Sending, Person]]:
    """Two things to send to Léa, the first of which a run holds at this moment."""
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        yield bot, lea


async def test_whoever_blocked_the_bot_is_not_written_to_but_it_is_reported(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await people.note_blocked(tx, lea.id, NOW, NOW)
        await to_send(tx, lea, 1, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert set(bot.clerk.reported.values()) == {"undelivered-blocked"}
    assert not telegram.tries


async def test_what_has_expired_is_let_go_without_a_word(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(tx, lea.id, shown(1), NOW, expires_at=NOW - timedelta(seconds=1))
        await to_send(tx, lea, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        await bot.until_settled(2)
        assert not bot.clerk.reported
    assert telegram.everything() == [2]


async def test_whoever_comes_back_is_written_to_again_although_it_was_claimed_before(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with first_of_two_under_way(store, telegram) as (bot, lea):
        async with store.writing() as tx:
            await people.note_blocked(tx, lea.id, NOW, NOW)
        async with store.writing() as tx:
            await people.note_seen(tx, lea.id, NOW)
        telegram.let_go.set()
        await bot.until_settled(1, 2)
    assert telegram.everything() == [1, 2]


async def test_who_blocked_the_bot_meanwhile_is_not_written_to(store: Store) -> None:
    telegram = FakeTelegram(stuck={1})
    async with first_of_two_under_way(store, telegram) as (bot, lea):
        async with store.writing() as tx:
            await people.note_blocked(tx, lea.id, NOW, NOW)
        telegram.let_go.set()
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {2: "undelivered-blocked"}


async def test_in_danger_even_who_seems_to_have_blocked_the_bot_is_written_to(
    store: Store,
) -> None:
    telegram = FakeTelegram()
    async with store.writing() as tx:
        lea = await somebody(tx)
        await people.note_blocked(tx, lea.id, NOW, NOW)
        await to_send(tx, lea, 1, lane=Lane.DANGER)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1)
    assert telegram.everything() == [1]


async def test_what_rests_on_an_earlier_owner_is_not_sent_although_a_run_holds_it(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001)
        sam = await somebody(tx, 7001)
        for number, epoch in ((1, 0), (2, 0), (3, 1), (4, None)):
            outbox.enqueue(tx, sam.id, shown(number), NOW, case_id=case_id, epoch=epoch)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await tx.connection.execute(update(case_table).values(epoch=1))
        telegram.let_go.set()
        await bot.until_settled(1, 2, 3, 4)
        assert bot.clerk.reported == {2: "overtaken"}
    assert telegram.everything() == [1, 3, 4]


async def test_what_rests_on_a_case_that_is_gone_is_not_sent(store: Store) -> None:
    telegram = FakeTelegram()
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001)
        sam = await somebody(tx, 7001)
        outbox.enqueue(tx, sam.id, shown(1), NOW, case_id=case_id, epoch=0)
        outbox.enqueue(tx, sam.id, shown(2), NOW, case_id=case_id)
        await cases.remove_all(tx, [case_id])
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "overtaken"}


async def test_what_is_withdrawn_while_a_run_holds_it_is_not_sent_or_taken_back(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with first_of_two_under_way(store, telegram) as (bot, lea):
        async with store.writing() as tx:
            await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
            await to_send(tx, lea, 3)
        telegram.let_go.set()
        await bot.until_settled(3)
        await bot.until(lambda: bool(bot.clerk.progressed))
        assert bot.clerk.taken_back == {1: lea.id}
        assert bot.clerk.progressed == [(lea.id, 0)], "the one that was never sent"
        assert telegram.tries[2] == 0
        async with store.writing() as tx:
            assert not await withdrawals.unsettled_for(tx, lea.id)


@pytest.mark.parametrize("trouble", [ConnectionError(), Postponed(1), Refused("x"), Perhaps()])
async def test_what_is_recalled_and_fails_is_settled_and_not_tried_again(
    store: Store, trouble: Exception
) -> None:
    telegram = FakeTelegram({1: [trouble]}, stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
        telegram.let_go.set()
        await bot.until(lambda: bool(bot.clerk.progressed))
        assert bot.clerk.progressed == [(lea.id, 0)]
    assert telegram.tries == {1: 1}
    assert await states(store) == [State.DEAD]
