"""Many jobs in one transaction, and nobody harmed by another's failure."""

import asyncio
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.group_commit import GroupCommit, _Job, _Waiting
from bot.domain.figures import Measure
from bot.store import counters, people
from bot.store.database import Store, StoreUnavailable, Transaction
from tests.databases import vault
from tests.delivery.fakes import ShakyStore
from tests.store.steps import somebody

DAY = date(2026, 11, 21)


class CountingStore(Store):
    """Counts its transactions."""

    transactions = 0

    def writing(self):  # type: ignore[no-untyped-def]  # noqa: ANN201
        self.transactions += 1
        return super().writing()


async def _adds(tx: Transaction, telegram_id: int) -> int:
    return (await somebody(tx, telegram_id)).id


async def _breaks(tx: Transaction) -> None:
    await somebody(tx, 9999)
    raise RuntimeError("this job fails")


async def _knows(store: Store, telegram_id: int) -> bool:
    async with store.reading() as tx:
        return await people.find(tx, telegram_id) is not None


async def test_jobs_handed_in_together_share_a_commit(url: str) -> None:
    store = CountingStore(url, vault())
    commits = GroupCommit(store)
    await asyncio.gather(
        *(commits.run("one key", partial(_adds, telegram_id=n)) for n in range(5001, 5021))
    )
    assert store.transactions <= 3
    assert await _knows(store, 5020)
    await store.close()


async def test_a_result_is_given_after_its_commit(store: Store, another_store: Store) -> None:
    await GroupCommit(store).run("key", lambda tx: _adds(tx, 5001))
    assert await _knows(another_store, 5001)


async def test_one_failing_job_harms_no_other_and_gets_its_own_error(store: Store) -> None:
    commits = GroupCommit(store)
    results = await asyncio.gather(
        commits.run("key", lambda tx: _adds(tx, 5001)),
        commits.run("key", _breaks),
        commits.run("key", lambda tx: _adds(tx, 5002)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [int, RuntimeError, int]
    assert [await _knows(store, n) for n in (5001, 5002, 9999)] == [True, True, False]


async def test_jobs_of_one_key_keep_their_order_also_around_a_failing_one(store: Store) -> None:
    commits = GroupCommit(store)
    finished: list[int] = []

    async def job(tx: Transaction, number: int) -> None:
        if number == 4:
            await _breaks(tx)
        await counters.count(tx, DAY, "all", Measure.TAKEN, str(number))

    async def run(number: int) -> None:
        try:
            await commits.run(5001, lambda tx: job(tx, number))
        finally:
            finished.append(number)

    await asyncio.gather(*(run(number) for number in range(9)), return_exceptions=True)
    assert finished == list(range(9))


async def test_without_a_database_every_job_is_told_and_later_ones_work(url: str) -> None:
    store = ShakyStore(url, vault())
    commits = GroupCommit(store)
    store.down = True
    results = await asyncio.gather(
        *(commits.run("key", partial(_adds, telegram_id=n)) for n in (5001, 5002)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [StoreUnavailable, StoreUnavailable]
    store.down = False
    await commits.run("key", lambda tx: _adds(tx, 5003))
    assert [await _knows(store, n) for n in (5001, 5002, 5003)] == [False, False, True]
    await store.close()


async def test_whoever_stops_waiting_stops_nothing(store: Store) -> None:
    commits = GroupCommit(store)
    impatient = asyncio.create_task(commits.run("key", lambda tx: _adds(tx, 5001)))
    await asyncio.sleep(0)
    impatient.cancel()
    await commits.run("key", lambda tx: _adds(tx, 5002))
    assert [await _knows(store, n) for n in (5001, 5002)] == [True, True]
    assert impatient.cancelled()


async def test_two_jobs_in_each_others_way_both_succeed(store: Store) -> None:
    if store.on_sqlite:
        pytest.skip("SQLite has one writer: nobody is in anybody's way")
    commits = GroupCommit(store)
    first_done = {"a": asyncio.Event(), "b": asyncio.Event()}

    async def crosses(tx: Transaction, me: str, other: str) -> None:
        await counters.count(tx, DAY, "all", Measure.TAKEN, me)
        first_done[me].set()
        await first_done[other].wait()
        await counters.count(tx, DAY, "all", Measure.TAKEN, other)

    await asyncio.gather(
        commits.run(0, lambda tx: crosses(tx, "a", "b")),
        commits.run(1, lambda tx: crosses(tx, "b", "a")),
    )
    async with store.reading() as tx:
        assert [total.count for total in await counters.totals(tx, DAY, DAY)] == [2, 2]


class _Diary:
    """Jobs that note in which transaction they ran."""

    def __init__(self, store: Store) -> None:
        self.commits = GroupCommit(store)
        self.groups: list[list[tuple[int, int]]] = []
        self._transaction: Transaction | None = None

    async def write(self, jobs: Iterable[tuple[int, bool]]) -> None:
        """Hand in jobs, each with its key, and whether it is urgent."""
        handed = [
            self.commits.hand_in(key, partial(self._note, key=key, number=number), urgent=urgent)
            for number, (key, urgent) in enumerate(jobs)
        ]
        await asyncio.gather(*handed)

    async def _note(self, tx: Transaction, key: int, number: int) -> None:
        if tx is not self._transaction:
            self._transaction = tx
            self.groups.append([])
        self.groups[-1].append((key, number))

    def numbers_of(self, key: int) -> list[int]:
        return [number for group in self.groups for of, number in group if of == key]


#: On PostgreSQL, all of these are of one shard.
FLOOD, LEA, TOM = 0, 4, 8


async def test_one_who_floods_delays_the_others_by_their_turn_only(store: Store) -> None:
    diary = _Diary(store)
    await diary.write([*[(FLOOD, False)] * 200, (LEA, False), (TOM, False)])
    assert [len({key for key, _ in group}) for group in diary.groups[:2]] == [3, 1]
    assert len(diary.groups[0]) <= 12
    assert diary.numbers_of(FLOOD) == list(range(200))


async def test_one_who_is_alone_gets_large_groups(store: Store) -> None:
    diary = _Diary(store)
    await diary.write([(LEA, False)] * 200)
    assert len(diary.groups) <= 5


async def test_what_is_urgent_comes_first_with_what_its_author_wrote_before(store: Store) -> None:
    diary = _Diary(store)
    crowd = [(FLOOD + 4 * n, False) for n in range(3, 300)]
    await diary.write([*crowd, *[(LEA, False)] * 20, (LEA, True)])
    assert [key for key, _ in diary.groups[0][:21]] == [LEA] * 21
    assert diary.numbers_of(LEA) == list(range(297, 318))


async def test_a_flood_of_danger_leaves_room_for_danger_in_other_words(store: Store) -> None:
    diary = _Diary(store)
    await diary.write([*[(FLOOD, True)] * 200, *[(TOM, True)] * 200, (LEA, False)])
    assert LEA in [key for key, _ in diary.groups[0]]
    assert all(len(group) <= 64 for group in diary.groups)


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=300))
@settings(max_examples=60, deadline=None)
def test_whoever_waits_everybody_is_served_once_in_their_order(
    jobs: list[tuple[int, bool]],
) -> None:
    waiting = _Waiting()
    served: list[Any] = []
    left = list(enumerate(jobs))
    while left or waiting:
        for number, (key, urgent) in left[:70]:
            waiting.add(key, _Job(_breaks, _no_future(key, number), urgent))
        del left[:70]
        group = waiting.next_group()
        assert len(group) <= 64
        assert group
        served += [job.done for job in group]
    for key in range(7):
        mine = [done for done in served if done[0] == key]
        assert mine == [(key, n) for n, (of, _) in enumerate(jobs) if of == key]


def _no_future(key: int, number: int) -> Any:
    """Nobody waits for these jobs: they are only put in order."""
    return key, number
