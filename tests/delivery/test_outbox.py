"""Whatever Telegram does, each parcel arrives once or is reported, in order per person."""

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.delivery import outbox as sender
from bot.delivery.outbox import GIVE_UP_AFTER, Postponed, Refused
from bot.domain.people import Person
from bot.store import outbox, people
from bot.store.database import Store, Transaction
from bot.store.outbox import Carried, Lane, Parcel
from tests.databases import vault
from tests.delivery.fakes import FakeTelegram, ShakyStore, fast_clock, sending
from tests.store.steps import NOW, claimed, somebody, to_send


async def _people(tx: Transaction, count: int) -> list[Person]:
    return [await somebody(tx, 5001 + n) for n in range(count)]


def _number(person: int, lane: Lane, turn: int) -> int:
    return person * 1000 + lane * 100 + turn


def _troubles(chance: random.Random) -> list[Exception]:
    passing: list[Exception] = [
        chance.choice([Postponed(0.2), ConnectionError(), TimeoutError(), Postponed(1)])
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 4]))
    ]
    return [*passing, Refused("undelivered-refused")] if chance.random() < 0.1 else passing


def _in_order(numbers: Sequence[int]) -> bool:
    return list(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("seed", range(6))
async def test_each_arrives_once_or_is_reported_and_in_order_whatever_fails(
    store: Store, seed: int
) -> None:
    chance = random.Random(seed)  # a plan of failures, not a secret
    telegram = FakeTelegram()
    async with store.writing() as tx:
        for person in await _people(tx, 5):
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
    assert all(_in_order(arrived) for arrived in telegram.arrived.values())
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
        crowd = await _people(tx, 50)
        for number, person in enumerate(crowd):
            await to_send(tx, person, number)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: len(telegram.tries) == sender._AT_ONCE[Lane.NORMAL])
        async with store.writing() as tx:
            await to_send(tx, crowd[-1], 900, lane=Lane.DANGER)
        await bot.until_settled(900)
        telegram.let_go.set()
        await bot.until_settled(*range(50))


async def test_a_pause_asked_for_one_person_does_not_stop_the_others(store: Store) -> None:
    telegram = FakeTelegram({1: [Postponed(3600)]})
    async with store.writing() as tx:
        lea, tom = await _people(tx, 2)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, tom, 3, 4)
    async with sending(store, telegram) as bot:
        await bot.until_settled(3, 4)
        assert telegram.everything() == [3, 4]
        assert telegram.tries == {1: 1, 3: 1, 4: 1}


async def test_when_many_are_limited_everybody_pauses_but_danger(store: Store) -> None:
    many = sender._MANY_LIMITED
    telegram = FakeTelegram({n: [Postponed(500)] for n in range(many)})
    async with store.writing() as tx:
        crowd = await _people(tx, many + 1)
        for number, person in enumerate(crowd[:many]):
            await to_send(tx, person, number)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: len(telegram.tries) == many)
        await bot.until(lambda: bot.outbox._all_paused_until is not None)
        async with store.writing() as tx:
            await to_send(tx, crowd[-1], 800)
            await to_send(tx, crowd[-1], 900, lane=Lane.DANGER)
        await bot.until_settled(900)
        assert telegram.everything() == [900]
        await bot.until_settled(*range(many), 800)


async def test_what_is_refused_is_reported_and_what_follows_goes_on(store: Store) -> None:
    telegram = FakeTelegram({1: [Refused("undelivered-too-long")]})
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "undelivered-too-long"}
        assert telegram.everything() == [2]


async def test_whoever_blocked_the_bot_is_not_written_to_but_it_is_reported(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await people.note_blocked(tx, lea.id, NOW)
        await to_send(tx, lea, 1, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert set(bot.clerk.reported.values()) == {"undelivered-blocked"}
    assert not telegram.tries


async def test_what_has_expired_is_let_go_without_a_word(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(
            tx, lea.id, outbox.Kind.SHOW, {"n": 1}, NOW, expires_at=NOW - timedelta(seconds=1)
        )
        await to_send(tx, lea, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        await bot.until_settled(2)
        assert not bot.clerk.reported
    assert telegram.everything() == [2]


async def test_after_a_day_without_success_whoever_wrote_is_told(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError()] * 99})
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(
            tx, lea.id, outbox.Kind.SHOW, {"n": 1}, NOW - GIVE_UP_AFTER - timedelta(minutes=1)
        )
        await to_send(tx, lea, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "undelivered-network"}
    assert telegram.everything() == [2]


async def test_what_was_on_its_way_when_the_process_died_comes_at_most_twice(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2, 3)

    class DiesAfterSending(FakeTelegram):
        async def carry(self, parcel: Parcel) -> Carried:
            carried = await super().carry(parcel)
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
        crowd = await _people(tx, 10)
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
    assert all(_in_order(arrived) for arrived in telegram.arrived.values())


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


async def test_a_clerk_that_stumbles_holds_up_nobody(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        bot.clerk.stumbles_on = {1}
        await bot.until_settled(2)
    assert telegram.tries == {1: 1, 2: 1}
    capsys.readouterr()
