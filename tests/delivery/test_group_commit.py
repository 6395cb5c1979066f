"""Many jobs in one transaction, and nobody harmed by another's failure."""

import asyncio
from datetime import date
from functools import partial

import pytest

from bot.delivery.group_commit import GroupCommit
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
