"""The loop that fires timers: once each, whoever dies, whatever fails, however the clock jumps."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import text

from bot.delivery.group_commit import GroupCommit
from bot.delivery.timers import Timers
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles
from bot.domain.people import PersonId
from bot.domain.timers import Due, Kind, Subject
from bot.store import timers
from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.outbox import enqueue
from bot.store.tables import people
from bot.store.timers import LEASE_LASTS
from tests.databases import vault
from tests.delivery.fakes import ShakyStore
from tests.outages import until
from tests.store.steps import NOW, shown, somebody

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY = Kind.CHALLENGE_DAY


@dataclass
class Firing:
    """A loop at work, with a clock that a story moves, and what its timers do."""

    now: datetime = NOW
    #: What these kinds raise, each time until it is taken away.
    fails: dict[Kind, Exception] = field(default_factory=dict)
    #: These say that they began, and hang until the process dies.
    hangs: set[Kind] = field(default_factory=set)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    #: Set anew by itself after so long.
    every: dict[Kind, timedelta] = field(default_factory=dict)
    troubles: Troubles = field(default_factory=Troubles)
    announced: int = 0
    tries: int = 0
    loop: Timers | None = None

    async def fire(self, tx: Transaction, due: Due) -> None:
        """Write in the firing's own transaction that it fired: somebody is seen once more."""
        self.tries += 1
        if due.kind in self.hangs:
            self.began.set()
            await asyncio.Event().wait()
        if due.subject.person is not None:
            mine = people.c.id == due.subject.person
            await tx.connection.execute(
                people.update().where(mine).values(thread_id=people.c.thread_id + 1)
            )
        if error := self.fails.get(due.kind):
            raise error
        if due.kind in self.every:
            await timers.set_at(
                tx, due.kind, due.subject, self.now + self.every[due.kind], self.now
            )
        if due.kind is Kind.OLD_DELIVERIES and due.subject.person is not None:
            enqueue(tx, due.subject.person, shown(1), self.now)

    def passes(self, time: timedelta) -> Troubles:
        """Time passes; gives what is troubled by then."""
        self.now += time
        self.wake()
        return self.troubles

    def wake(self) -> None:
        assert self.loop is not None
        self.loop.wake()

    def note_announced(self) -> None:
        self.announced += 1


@asynccontextmanager
async def firing(
    store: Store, at_work: Firing | None = None, *, alone: bool = False
) -> AsyncIterator[Firing]:
    """Run a loop; in the end it is cut off, with its transactions, as when its process dies."""
    given = at_work or Firing()
    commits = GroupCommit(store)
    given.loop = Timers(
        commits, tuple(Kind), given.fire, lambda: given.now, given.troubles, given.note_announced
    )
    work = asyncio.create_task(given.loop.run(alone=alone))
    try:
        yield given
    finally:
        tasks = [work, *(task for task in commits._workers if task is not None)]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _person(store: Store, number: int = 0) -> PersonId:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001 + number)).id
        await tx.connection.execute(
            people.update().where(people.c.id == person).values(thread_id=0)
        )
    return person


async def _set(
    store: Store, person: PersonId, kind: Kind = DAY, due_at: datetime = NOW, now: datetime = NOW
) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, kind, Subject(person=person), due_at, now)


async def _count(store: Store, person: PersonId) -> int:
    """How often a timer of somebody fired, by what was committed."""
    async with store.reading() as tx:
        found = await tx.connection.execute(
            text("SELECT thread_id FROM people WHERE id = :id"), {"id": person}
        )
        return int(found.scalar_one())


async def _left(store: Store) -> dict[str, int]:
    """The timers that are set, by kind."""
    async with store.reading() as tx:
        return Counter((await tx.connection.execute(text("SELECT kind FROM timers"))).scalars())


async def _until_fired(store: Store, person: PersonId, times: int = 1) -> None:
    async with asyncio.timeout(20):
        while await _count(store, person) < times:  # noqa: ASYNC110  # a row has no event
            await asyncio.sleep(0.01)


async def test_what_is_due_fires_once_and_what_is_not_waits(store: Store) -> None:
    lea, tom = await _person(store), await _person(store, 1)
    await _set(store, lea)
    await _set(store, tom, due_at=NOW + HOUR)
    async with firing(store) as at_work:
        await _until_fired(store, lea)
        assert await _count(store, tom) == 0
        at_work.now += HOUR
        at_work.wake()
        await _until_fired(store, tom)
        assert await _count(store, lea) == 1
        assert await _left(store) == {}


async def test_a_timer_that_is_set_for_now_fires_when_the_loop_is_woken(store: Store) -> None:
    lea = await _person(store)
    async with firing(store) as at_work:
        for times in range(1, 4):
            await _set(store, lea)
            at_work.wake()
            await _until_fired(store, lea, times)


async def test_two_processes_fire_each_timer_once(store: Store, another_store: Store) -> None:
    everybody = [await _person(store, n) for n in range(30)]
    async with firing(store) as one, firing(another_store) as other:
        for times in range(1, 4):
            for person in everybody:
                await _set(store, person)
            one.wake()
            other.wake()
            for person in everybody:
                await _until_fired(store, person, times)
        assert [await _count(store, person) for person in everybody] == [3] * 30


async def test_a_process_that_dies_while_it_fires_loses_no_timer(
    store: Store, another_store: Store
) -> None:
    lea, tom = await _person(store), await _person(store, 1)
    await _set(store, lea)
    await _set(store, tom, Kind.OLD_UPDATES)
    dying = Firing(hangs={DAY})
    async with firing(store, dying):
        await asyncio.wait_for(dying.began.wait(), 10)
    async with firing(another_store) as survivor:
        assert await _left(store) == {DAY: 1, Kind.OLD_UPDATES: 1}
        survivor.now += LEASE_LASTS
        survivor.wake()
        await _until_fired(store, lea)
        await _until_fired(store, tom)
    assert (await _count(store, lea), await _count(store, tom)) == (1, 1)


async def test_a_process_that_is_alone_waits_for_no_lease_of_the_dead(store: Store) -> None:
    lea = await _person(store)
    await _set(store, lea)
    dying = Firing(hangs={DAY})
    async with firing(store, dying):
        await asyncio.wait_for(dying.began.wait(), 10)
    async with firing(store, alone=True):
        await _until_fired(store, lea)


async def test_one_that_fails_undoes_what_it_did_rests_and_stops_no_other(store: Store) -> None:
    lea, tom = await _person(store), await _person(store, 1)
    await _set(store, lea)
    await _set(store, tom, Kind.OLD_UPDATES)
    at_work = Firing(fails={DAY: ValueError("a defect")})
    async with firing(store, at_work):
        await _until_fired(store, tom)
        await until(lambda: at_work.troubles.seen().get(Trouble.TIMER_FAILED) == 1)
        # The clock goes on: its rest is counted from a moment after the failure is noted.
        await until(lambda: at_work.passes(MINUTE).seen()[Trouble.TIMER_FAILED] >= 2)
        assert await _count(store, lea) == 0
        at_work.fails.clear()
        while await _count(store, lea) == 0:
            at_work.passes(MINUTE)
            await asyncio.sleep(0)
    assert await _count(store, tom) == 1
    assert await _left(store) == {}


async def test_what_a_timer_does_again_and_again_goes_on(store: Store) -> None:
    lea = await _person(store)
    await _set(store, lea)
    async with firing(store, Firing(every={DAY: HOUR})) as at_work:
        for times in range(1, 5):
            await _until_fired(store, lea, times)
            assert await _count(store, lea) == times
            at_work.now += HOUR
            at_work.wake()


async def test_what_a_timer_enqueues_is_announced_after_its_commit(store: Store) -> None:
    lea = await _person(store)
    await _set(store, lea, Kind.OLD_DELIVERIES)
    async with firing(store) as at_work:
        await until(lambda: at_work.announced > 0)
        async with store.reading() as tx:
            rows = await tx.connection.execute(text("SELECT count(*) FROM outbox"))
            assert rows.scalar_one() == 1


# The clock, and the database, go and come back


async def test_a_clock_that_goes_back_delays_nothing(store: Store) -> None:
    lea = await _person(store)
    ahead = NOW + 6 * HOUR
    await _set(store, lea, due_at=ahead + MINUTE, now=ahead)
    async with firing(store):
        await _until_fired(store, lea)


async def test_a_clock_that_jumps_ahead_fires_once_what_it_passed(store: Store) -> None:
    lea, tom = await _person(store), await _person(store, 1)
    await _set(store, lea)
    async with firing(store, Firing(every={DAY: HOUR})) as at_work:
        await _until_fired(store, lea)
        at_work.now += 48 * HOUR
        await _set(store, tom, Kind.OLD_UPDATES, due_at=at_work.now, now=at_work.now)
        at_work.wake()
        await _until_fired(store, tom)
        await _until_fired(store, lea, 2)
        async with store.reading() as tx:
            due = await timers.of(tx, Subject(person=lea))
    assert await _count(store, lea) == 2
    assert due == {DAY: at_work.now + HOUR}


async def test_a_database_that_goes_away_delays_and_loses_nothing(url: str) -> None:
    shaky = ShakyStore(url, vault())
    lea = await _person(shaky)
    await _set(shaky, lea)
    shaky.down = True
    async with firing(shaky, alone=True) as at_work:
        await until(lambda: shaky.refused > 1)
        shaky.down = False
        at_work.wake()
        await _until_fired(shaky, lea)
    await shaky.close()


async def test_what_was_leased_when_the_database_went_away_fires_once_it_is_back(
    store: Store,
) -> None:
    lea = await _person(store)
    await _set(store, lea)
    at_work = Firing(fails={DAY: StoreUnavailable()})
    async with firing(store, at_work):
        await until(lambda: at_work.tries > 1)
        at_work.fails.clear()
        at_work.wake()
        # The clock stands still: no lease has to end.
        await _until_fired(store, lea)
    assert await _count(store, lea) == 1
    assert at_work.troubles.seen() == {}
