"""Several small jobs in one transaction: one disk write for many messages.

Jobs with the same key run in the order they were handed in. A job must do nothing but read
and write the database: when one of a group fails, all are rolled back and run again alone.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.store.database import Clash, Store, StoreUnavailable, Transaction

T = TypeVar("T")

#: How many jobs share a commit at most: enough to spread its cost, few enough to stay quick.
_GROUP = 64
#: On PostgreSQL, transactions run side by side; SQLite has one writer.
_SHARDS = 4
#: How often a job that stood in another's way is tried.
_TRIES = 10


@dataclass(slots=True)
class _Job:
    run: Callable[[Transaction], Awaitable[Any]]
    done: asyncio.Future[Any]


class GroupCommit:
    """Runs jobs in shared transactions; a job's result is given after its commit."""

    def __init__(self, store: Store) -> None:
        """Take the store to write to."""
        self._store = store
        count = 1 if store.on_sqlite else _SHARDS
        self._waiting: list[list[_Job]] = [[] for _ in range(count)]
        self._workers: list[asyncio.Task[None] | None] = [None] * count

    async def run(self, key: Hashable, job: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run a job and return what it gave once it is committed; raises what it raised."""
        shard = hash(key) % len(self._waiting)
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting[shard].append(_Job(job, done))
        worker = self._workers[shard]
        if worker is None or worker.done():
            self._workers[shard] = asyncio.create_task(self._work(shard))
        return await done

    async def finish(self) -> None:
        """Let what was handed in be committed, before the store is closed."""
        await asyncio.gather(*(worker for worker in self._workers if worker is not None))

    async def _work(self, shard: int) -> None:
        waiting = self._waiting[shard]
        while waiting:
            group = waiting[:_GROUP]
            del waiting[:_GROUP]
            if len(group) == 1 or not await self._together(group):
                for job in group:
                    await self._alone(job)

    async def _together(self, group: list[_Job]) -> bool:
        try:
            async with self._store.writing() as tx:
                results = [await job.run(tx) for job in group]
        except StoreUnavailable as down:
            for job in group:
                _fail(job, down)
            return True
        except Exception:  # noqa: BLE001  # each is run again alone, and reports its own failure
            return False
        for job, result in zip(group, results, strict=True):
            _succeed(job, result)
        return True

    async def _alone(self, job: _Job) -> None:
        try:
            result = await self._insist(job)
        except Exception as error:  # noqa: BLE001  # handed to whoever waits for the job
            _fail(job, error)
        else:
            _succeed(job, result)

    async def _insist(self, job: _Job) -> object:
        tries = 1
        while True:
            try:
                async with self._store.writing() as tx:
                    return await job.run(tx)
            except Clash as clash:
                if tries == _TRIES:
                    raise StoreUnavailable from clash
                tries += 1


def _succeed(job: _Job, result: object) -> None:
    if not job.done.done():  # whoever waited may have been cancelled
        job.done.set_result(result)


def _fail(job: _Job, error: Exception) -> None:
    if not job.done.done():
        job.done.set_exception(error)
