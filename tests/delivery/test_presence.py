"""Several processes on one PostgreSQL: who lives, who sends what, and what becomes of the dead."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, select

from bot.delivery import presence as presence_module
from bot.delivery.group_commit import GroupCommit
from bot.delivery.outbox import Outbox
from bot.delivery.presence import Presence
from bot.domain.timers import Kind, Subject
from bot.store import outbox, timers
from bot.store.cargo import Aside
from bot.store.cargo import Kind as CargoKind
from bot.store.database import Store, Transaction
from bot.store.parcels import Lane
from bot.store.tables import outbox as sent
from bot.store.tables import replicas as rows
from tests.databases import PostgresServer, vault
from tests.delivery.fakes import FakeClerk, FakeTelegram, fast_clock
from tests.store.steps import NOW, shown, somebody, to_send

PATIENCE = 20.0


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    url = postgres.migrated()
    yield url
    postgres.give_back(url)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence_module, "LOOK_AGAIN", 0.05)
    monkeypatch.setattr(presence_module, "_GONE_AFTER", 0.3)


@dataclass
class Process:
    """One of several: its database, its place, and what it sends."""

    store: Store
    presence: Presence
    outbox: Outbox
    telegram: FakeTelegram
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    woken: int = 0

    async def send(self) -> None:
        """Begin to send."""
        self.tasks.append(asyncio.create_task(self.outbox.run(alone=False)))

    async def die(self) -> None:
        """End at once, with all that was in hand."""
        left = [task for busy in self.outbox._busy.values() for task in busy]
        for task in [*self.tasks, *left]:
            task.cancel()
        await asyncio.gather(*self.tasks, *left, return_exceptions=True)


@asynccontextmanager
async def process(
    url: str, address: str = "", *, stuck: set[int] | None = None
) -> AsyncIterator[Process]:
    store, telegram = Store(url, vault()), FakeTelegram(stuck=stuck or set())
    commits = GroupCommit(store)

    def call() -> None:
        at.call()

    sender = Outbox(store, commits, telegram, FakeClerk(), fast_clock(), call=call)

    async def inherit(tx: Transaction, replica: int) -> None:
        await sender.inherit(tx, replica)
        await timers.release_of(tx, replica)

    def wake() -> None:
        one.woken += 1
        sender.wake()

    at = Presence(store, commits, inherit, wake, address)
    one = Process(store, at, sender, telegram)
    one.tasks.append(asyncio.create_task(at.run()))
    await asyncio.wait_for(at.settled.wait(), PATIENCE)
    try:
        yield one
    finally:
        await one.die()
        with contextlib.suppress(Exception):
            await commits.finish()
        await store.close()


async def becomes_true(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


async def test_each_knows_the_others_as_soon_as_they_come(url: str) -> None:
    async with process(url, "http://one") as one, process(url, "http://two") as two:
        await becomes_true(lambda: one.presence.place.others == (two.presence.me,))
        assert two.presence.place.others == (one.presence.me,)
        assert set(one.presence.ring) == set(two.presence.ring)
        await two.die()
        await becomes_true(lambda: one.presence.place.others == ())
        await becomes_true(lambda: one.woken > 0)
        async with one.store.reading() as tx:
            known = (await tx.connection.execute(select(rows.c.number))).scalars().all()
        assert known == [one.presence.me.number], "the dead one is forgotten"


async def test_what_a_dead_one_was_sending_is_sent_by_another_at_once(url: str) -> None:
    async with process(url) as one, process(url, stuck={1}) as two:
        async with one.store.writing() as tx:
            await to_send(tx, await somebody(tx), 1, 2, 3)
        await two.send()
        await becomes_true(lambda: two.telegram.tries[1] == 1)
        await one.send()
        await two.die()
        await becomes_true(lambda: one.telegram.everything() == [1, 2, 3])


async def test_a_living_one_keeps_its_claims_however_long_it_takes(url: str) -> None:
    async with process(url) as one, process(url, stuck={1}) as two:
        async with one.store.writing() as tx:
            await to_send(tx, await somebody(tx), 1, 2)
        await two.send()
        await becomes_true(lambda: two.telegram.tries[1] == 1)
        await one.send()
        looked = one.presence._missing
        await asyncio.sleep(3 * presence_module._GONE_AFTER)  # longer than the dead are given
        assert not looked
        two.telegram.let_go.set()
        await becomes_true(lambda: two.telegram.everything() == [1, 2])
        assert one.telegram.everything() == []


async def test_a_timer_that_a_dead_one_had_leased_is_free(url: str) -> None:
    async with process(url) as one:
        async with process(url) as two:
            async with two.store.writing() as tx:
                lea = await somebody(tx)
                await timers.set_at(tx, Kind.CHALLENGE_DAY, Subject(person=lea.id), NOW, NOW)
                held = two.presence.me.number << 31 | 7
                assert await timers.lease(tx, tuple(Kind), held, NOW, 10)
            async with one.store.writing() as tx:
                assert not await timers.lease(tx, tuple(Kind), 5, NOW, 10)
        await becomes_true(lambda: one.woken > 0)
        async with one.store.writing() as tx:
            assert await timers.lease(tx, tuple(Kind), 5, NOW, 10)


def _needs(tx: Transaction, to: object, number: int, origin: int) -> None:
    outbox.enqueue(tx, to.id, shown(number), NOW, origin=origin)  # type: ignore[attr-defined]


async def test_what_is_in_anothers_memory_waits_for_it_in_its_turn(url: str) -> None:
    async with process(url) as one, process(url) as two:
        await becomes_true(lambda: bool(one.presence.place.others))
        async with one.store.writing() as tx:
            lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
            await to_send(tx, lea, 1)
            _needs(tx, lea, 2, two.presence.me.number)
            await to_send(tx, lea, 3)
            await to_send(tx, tom, 4)
        await one.send()
        await becomes_true(lambda: one.telegram.everything() == [1, 4])
        await two.send()
        await becomes_true(lambda: len(one.telegram.everything() + two.telegram.everything()) == 4)
        assert two.telegram.arrived[lea.id, Lane.NORMAL][:1] == [2]
        assert sorted(one.telegram.everything() + two.telegram.everything()) == [1, 2, 3, 4]


async def test_once_it_died_another_sends_it_as_well_as_it_can(url: str) -> None:
    async with process(url) as one, process(url) as two:
        await becomes_true(lambda: bool(one.presence.place.others))
        async with one.store.writing() as tx:
            lea = await somebody(tx)
            _needs(tx, lea, 1, two.presence.me.number)
            await to_send(tx, lea, 2)
        await one.send()
        await two.die()
        await becomes_true(lambda: one.telegram.arrived[lea.id, Lane.NORMAL] == [1, 2])


async def test_what_is_kept_aside_names_the_process_that_keeps_it(url: str) -> None:
    async with process(url) as one:
        async with one.store.writing() as tx:
            lea = await somebody(tx)
            outbox.enqueue(tx, lea.id, Aside(CargoKind.SHOW, 12), NOW)
            outbox.enqueue(tx, lea.id, shown(2), NOW)
        async with one.store.reading() as tx:
            found = await tx.connection.execute(select(sent.c.origin).order_by(sent.c.id))
        assert found.scalars().all() == [one.presence.me.number, None]


async def test_two_that_claim_at_once_share_the_people_and_never_one_persons_rows(
    url: str,
) -> None:
    async with process(url) as one, process(url) as two:
        async with one.store.writing() as tx:
            crowd = [await somebody(tx, 5000 + number) for number in range(40)]
            for turn in range(5):
                for person in crowd:
                    await to_send(tx, person, person.id * 100 + turn)
        await asyncio.gather(one.send(), two.send())

        def all_came() -> bool:
            return len(one.telegram.everything() + two.telegram.everything()) >= 200

        await becomes_true(all_came)
        both = sorted(one.telegram.everything() + two.telegram.everything())
        assert both == sorted(p.id * 100 + turn for p in crowd for turn in range(5)), "once each"
        for some in (one, two):
            for numbers in some.telegram.arrived.values():
                assert numbers == sorted(numbers)


async def test_a_server_that_restarts_gives_each_its_place_back(
    url: str, postgres: PostgresServer
) -> None:
    async with process(url) as one:
        number = one.presence.place.number
        assert number
        postgres.stop()
        await becomes_true(lambda: one.presence.place.number == 0)
        postgres.start()
        await becomes_true(lambda: one.presence.place.number == number)
        async with one.store.reading() as tx:
            count = select(func.count()).select_from(rows)
            assert (await tx.connection.execute(count)).scalar() == 1
