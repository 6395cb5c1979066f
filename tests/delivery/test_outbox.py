"""Whatever Telegram does, each parcel arrives once or is reported, in order per person."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.delivery import outbox as sender
from bot.delivery.carrying import Postponed, Refused
from bot.delivery.limits import MANY
from bot.delivery.patience import MOST_TRIES
from bot.store.database import Store
from bot.store.parcels import Lane
from bot.store.tables import outbox as rows
from tests.databases import vault
from tests.delivery.fakes import FakeTelegram, Hands, ShakyStore, in_order, sending
from tests.store.steps import NOW, claimed, several, somebody, to_send


def _number(person: int, lane: Lane, turn: int) -> int:
    return person * 1000 + lane * 100 + turn


def _troubles(chance: random.Random) -> list[Exception]:
    passing: list[Exception] = [
        chance.choice([Postponed(0.2), ConnectionError(), TimeoutError(), Postponed(1)])
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 4]))
    ]
    return [*passing, Refused("undelivered-refused")] if chance.random() < 0.1 else passing


@pytest.mark.parametrize("seed", range(6))
async def test_each_arrives_once_or_is_reported_and_in_order_whatever_fails(
    store: Store, seed: int
) -> None:
    chance = random.Random(seed)  # a plan of failures, not a secret
    telegram = FakeTelegram()
    async with store.writing() as tx:
        for person in await several(tx, 5):
            for turn in range(12):
                lane = chance.choice(list(Lane))
                number = _number(person.id, lane, turn)
                telegram.troubles[number] = _troubles(chance)
                await to_send(tx, person, number, lane=lane)
    numbers = list(telegram.troubles)
    async with sending(store, telegram) as bot:
        await bot.until_settled(*numbers)
        assert telegram.everything() == sorted(bot.clerk.delivered_numbers)
        assert not bot.clerk.delivered_numbers & set(bot.clerk.reported)
    for (_, number), arrived in telegram.arrived.items():
        assert number == Lane.QUIET or in_order(arrived), "only what is read has an order"
    assert await claimed(store, now=NOW + timedelta(days=9)) == []


async def test_danger_does_not_wait_for_what_is_stuck_before_it(store: Store) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, lea, 9, lane=Lane.DANGER)
    async with sending(store, telegram) as bot:
        await bot.until_settled(9)
        assert telegram.everything() == [9]
        telegram.let_go.set()
        await bot.until_settled(1, 2)
    assert telegram.arrived[lea.id, Lane.NORMAL] == [1, 2]


async def test_danger_finds_a_place_when_every_other_place_is_taken(store: Store) -> None:
    telegram = FakeTelegram(stuck=set(range(100)))
    async with store.writing() as tx:
        crowd = await several(tx, 50)
        for number, person in enumerate(crowd):
            await to_send(tx, person, number)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: len(telegram.tries) == sender._AT_ONCE[Lane.NORMAL])
        async with store.writing() as tx:
            await to_send(tx, crowd[-1], 900, lane=Lane.DANGER)
        await bot.until_settled(900)
        telegram.let_go.set()
        await bot.until_settled(*range(50))


async def test_what_is_refused_is_reported_and_what_follows_goes_on(store: Store) -> None:
    telegram = FakeTelegram({1: [Refused("undelivered-too-long")]})
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "undelivered-too-long"}
        assert telegram.everything() == [2]


async def test_after_a_day_without_success_whoever_wrote_is_told(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError()] * 99})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
        await tx.connection.execute(update(rows).values(attempts=MOST_TRIES))
        await to_send(tx, lea, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "undelivered-network"}
    assert telegram.everything() == [2]


async def test_what_was_sent_while_the_database_went_away_is_noted_later_and_not_sent_again(
    url: str,
) -> None:
    store = ShakyStore(url, vault())
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    telegram = FakeTelegram(stuck={1})
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        store.down = True
        telegram.let_go.set()
        await bot.until(lambda: telegram.everything() == [1])
        store.down = False
        await bot.until_settled(1, 2)
    assert telegram.tries == {1: 1, 2: 1}
    await store.close()


async def test_a_clock_that_leaps_a_day_ahead_gives_nothing_up(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError(), ConnectionError()]})
    time = Hands()
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until(lambda: telegram.tries[1] == 1 and not bot.outbox._in_hand)
        time.move(days=2)
        await bot.until(lambda: telegram.tries[1] == 2 and not bot.outbox._in_hand)
        time.move(seconds=1)
        await bot.until_settled(1)
    assert telegram.everything() == [1]


async def test_a_clock_that_goes_back_delays_neither_what_was_tried_nor_anybody_else(
    store: Store,
) -> None:
    telegram = FakeTelegram({n: [Postponed(20)] for n in range(MANY)})
    time = Hands()
    time.move(hours=6)
    async with store.writing() as tx:
        crowd = await several(tx, MANY)
        for number, person in enumerate(crowd):
            await to_send(tx, person, number)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until(lambda: all(telegram.tries[n] for n in range(MANY)))
        await bot.until(lambda: not bot.outbox._in_hand)
        time.move(hours=-6)
        await bot.until_settled(*range(MANY))
