"""The same races with real processes, on both databases."""

import asyncio
import multiprocessing
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

import pytest

from bot.domain.people import CaseId, Person, PersonId
from bot.store import cases, claims, settling
from bot.store.database import Store
from bot.store.parcels import Lane, State
from tests.databases import vault
from tests.store.steps import NOW, a_case, a_worker, numbers, somebody, to_send

#: Each process tries many cases, so that the two meet often.
CASES = 25
LETTERS = 60


async def _take_all(url: str, case_ids: list[CaseId], worker: PersonId, start: Barrier) -> int:
    store = Store(url, vault())
    await store.ping()
    await asyncio.to_thread(start.wait, 30)
    won = 0
    for case_id in case_ids:
        async with store.writing() as tx:
            won += await cases.take(tx, case_id, worker, NOW)
    await store.close()
    return won


def _taker(
    url: str, case_ids: list[CaseId], worker: PersonId, start: Barrier, results: "Queue[object]"
) -> None:
    results.put(asyncio.run(_take_all(url, case_ids, worker, start)))


async def _claim_all(url: str, start: Barrier) -> list[object]:
    store = Store(url, vault())
    await store.ping()
    await asyncio.to_thread(start.wait, 30)
    claimed: list[object] = []
    while True:
        async with store.writing() as tx:
            parcels = await claims.claim(tx, Lane.NORMAL, 1, NOW, 7)
        if not parcels:
            await store.close()
            return claimed
        claimed += numbers(parcels)
        async with store.writing() as tx:
            for parcel in parcels:
                await settling.settle(tx, parcel, State.SENT, NOW)


def _claimer(url: str, start: Barrier, results: "Queue[object]") -> None:
    results.put(asyncio.run(_claim_all(url, start)))


async def _in_two_processes(
    target: Callable[..., object], *arguments: tuple[object, ...]
) -> list[object]:
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    processes = [spawn.Process(target=target, args=(*given, start, results)) for given in arguments]
    for process in processes:
        process.start()
    given_back = [await asyncio.to_thread(results.get, True, 60) for _ in processes]
    for process in processes:
        await asyncio.to_thread(process.join, 30)
        assert process.exitcode == 0
    results.close()
    results.join_thread()
    return given_back


@pytest.fixture
async def workers(store: Store) -> list[Person]:
    async with store.writing() as tx:
        return [await a_worker(tx, 7001), await a_worker(tx, 7002)]


async def test_two_processes_never_take_the_same_case(
    store: Store, url: str, workers: list[Person]
) -> None:
    async with store.writing() as tx:
        case_ids = [await a_case(tx, 5001 + n) for n in range(CASES)]
    won = await _in_two_processes(_taker, *((url, case_ids, one.id) for one in workers))
    assert sum(int(str(n)) for n in won) == CASES
    async with store.reading() as tx:
        assert [len(await cases.taken_by(tx, one.id)) for one in workers] in (
            won,
            won[::-1],
        )


async def test_two_processes_never_claim_the_same_parcel(store: Store, url: str) -> None:
    async with store.writing() as tx:
        for person in [await somebody(tx, 5001 + n) for n in range(3)]:
            await to_send(tx, person, *range(person.id * 1000, person.id * 1000 + LETTERS // 3))
    claimed = await _in_two_processes(_claimer, (url,), (url,))
    together = [number for part in claimed if isinstance(part, list) for number in part]
    assert len(together) == len(set(together)) == LETTERS
