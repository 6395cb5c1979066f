"""Telegram's limits concern whom and what they were given for, and nothing else."""

from bot.delivery.carrying import Postponed
from bot.delivery.limits import MANY
from bot.domain.people import Person
from bot.store import outbox
from bot.store.cargo import Kind
from bot.store.database import Store, Transaction
from bot.store.parcels import Lane
from tests.delivery.fakes import FakeTelegram, Hands, sending
from tests.store.steps import NOW, NUMBERED, several, somebody, to_send


def _quiet(tx: Transaction, to: Person, number: int, kind: Kind) -> None:
    outbox.enqueue(tx, to.id, NUMBERED[kind](number), NOW)


async def test_a_pause_asked_for_one_person_does_not_stop_the_others(store: Store) -> None:
    telegram = FakeTelegram({1: [Postponed(3600)]})
    async with store.writing() as tx:
        lea, tom = await several(tx, 2)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, tom, 3, 4)
    async with sending(store, telegram) as bot:
        await bot.until_settled(3, 4)
        await bot.until(lambda: 1 in telegram.tries)
        assert telegram.everything() == [3, 4]
        assert telegram.tries == {1: 1, 3: 1, 4: 1}


async def test_when_many_are_limited_everybody_pauses_but_danger(store: Store) -> None:
    telegram = FakeTelegram({n: [Postponed(500)] for n in range(MANY)})
    time = Hands()
    async with store.writing() as tx:
        crowd = await several(tx, MANY + 1)
        for number, person in enumerate(crowd[:MANY]):
            await to_send(tx, person, number)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until(lambda: len(telegram.tries) == MANY)
        await bot.until(lambda: bot.outbox._limits.everybody_waits(time()))
        async with store.writing() as tx:
            await to_send(tx, crowd[-1], 800)
            await to_send(tx, crowd[-1], 900, lane=Lane.DANGER)
        await bot.until_settled(900)
        assert telegram.everything() == [900]
        time.move(seconds=5)
        await bot.until_settled(800)
        assert telegram.everything() == [800, 900], "the limited ones wait for as long as asked"
        time.move(seconds=500)
        await bot.until_settled(*range(MANY))


async def test_a_limit_on_calls_that_nobody_reads_holds_up_no_message(store: Store) -> None:
    telegram = FakeTelegram({n: [Postponed(300)] for n in range(MANY)})
    time = Hands()
    async with store.writing() as tx:
        crowd = await several(tx, MANY)
        for number, person in enumerate(crowd):
            _quiet(tx, person, number, Kind.DELETE)
            _quiet(tx, person, 100 + number, Kind.DELETE)
            _quiet(tx, person, 200 + number, Kind.REACT)
            await to_send(tx, person, 300 + number)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until_settled(*range(200, 200 + MANY), *range(300, 300 + MANY))
        await bot.until(lambda: all(telegram.tries[n] for n in range(MANY)))
        assert not any(telegram.tries[100 + n] for n in range(MANY)), "limited likewise"
        time.move(seconds=300)
        await bot.until_settled(*range(MANY), *range(100, 100 + MANY))


async def test_one_mark_that_must_wait_holds_up_no_other_of_the_same_run(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError()]})
    time = Hands()
    async with store.writing() as tx:
        lea = await somebody(tx)
        for number in (1, 2, 3):
            _quiet(tx, lea, number, Kind.REACT)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until_settled(2, 3)
        assert telegram.everything() == [2, 3]
