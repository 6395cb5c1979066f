"""A process dies or is slow: another one sends what it had claimed, in order, and once."""

import pytest
from sqlalchemy import select

from bot.delivery import outbox as sender
from bot.store import claims, settling, takeover, withdrawals
from bot.store.database import Store
from bot.store.glances import Standing
from bot.store.parcels import Carried, Lane, Parcel, State
from bot.store.tables import outbox as rows
from tests.delivery.fakes import FakeTelegram, fast_clock, in_order, sending
from tests.store.steps import NOW, several, somebody, states, to_send


async def test_what_was_on_its_way_when_the_process_died_comes_at_most_twice(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2, 3)

    class DiesAfterSending(FakeTelegram):
        async def carry(self, parcel: Parcel, standing: Standing) -> Carried:
            carried = await super().carry(parcel, standing)
            if self.everything() == [1]:
                await self.let_go.wait()
            return carried

    telegram = DiesAfterSending()
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.everything() == [1])
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2, 3)
    assert telegram.arrived[lea.id, Lane.NORMAL] == [1, 1, 2, 3]


async def test_claims_of_a_process_that_died_are_taken_over_while_another_works(
    store: Store, another_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_LOOK_AFTER_CLAIMS", 0.05)
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    clock = fast_clock()
    dying = FakeTelegram(stuck={1})
    async with sending(store, dying, clock=clock) as bot:
        await bot.until(lambda: dying.tries[1] == 1)
    telegram = FakeTelegram()
    async with sending(another_store, telegram, alone=False, clock=clock) as bot:
        await bot.until_settled(1, 2)
    assert telegram.everything() == [1, 2]


async def test_a_slow_process_keeps_its_claims(
    store: Store, another_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_LOOK_AFTER_CLAIMS", 0.05)
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    clock, slow, quick = fast_clock(), FakeTelegram(stuck={1}), FakeTelegram()
    async with sending(store, slow, alone=False, clock=clock) as bot:
        await bot.until(lambda: slow.tries[1] == 1)
        started = clock()
        async with sending(another_store, quick, alone=False, clock=clock) as other:
            await other.until(lambda: clock() > started + 2 * sender.CLAIM_LASTS)
            slow.let_go.set()
            await bot.until(lambda: {*slow.everything(), *quick.everything()} == {1, 2})
    assert slow.everything() + quick.everything() == [1, 2], "none twice"


async def test_two_senders_share_the_work_and_keep_the_order(
    store: Store, another_store: Store
) -> None:
    async with store.writing() as tx:
        crowd = await several(tx, 10)
        for turn in range(10):
            for person in crowd:
                await to_send(tx, person, person.id * 100 + turn)
    telegram, clock = FakeTelegram(), fast_clock()
    async with (
        sending(store, telegram, alone=False, clock=clock) as one,
        sending(another_store, telegram, alone=False, clock=clock),
    ):
        await one.until(lambda: len(telegram.everything()) >= 100)
    assert len(telegram.everything()) == 100
    assert all(in_order(arrived) for arrived in telegram.arrived.values())


async def test_what_was_recalled_from_a_process_that_died_may_have_stayed(store: Store) -> None:
    dying = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    async with sending(store, dying) as bot:
        await bot.until(lambda: dying.tries[1] == 1)
        async with store.writing() as tx:
            await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
    async with sending(store, FakeTelegram()) as bot:
        await bot.until(lambda: bool(bot.clerk.progressed))
        assert bot.clerk.progressed == [(lea.id, 1)]
    assert await states(store) == [State.DEAD]


async def test_what_another_process_took_over_is_taken_back_when_it_arrives_all_the_same(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await takeover.release_all(tx)
            [parcel] = await claims.claim(tx, Lane.NORMAL, 2, NOW, 9)
            await settling.settle(tx, parcel, State.SENT, NOW, 77)
        telegram.let_go.set()
        await bot.until(lambda: 1 in bot.clerk.taken_back)
        assert bot.clerk.delivered_numbers == set()
    async with store.reading() as tx:
        assert list((await tx.connection.execute(select(rows.c.sent_id))).scalars()) == [77]
