"""Several small jobs in one transaction: one disk write for many messages.

Jobs with the same key run in the order they were handed in. A job must do nothing but read
and write the database: when one of a group fails, all are rolled back and run again alone.

Each key gets its fair share: where several wait, nobody has more than a few jobs in a group,
so that a hundred messages of one person delay the others by one group at most. Urgent jobs,
with whatever their key must do before them, come first.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.store.database import Clash, Store, StoreUnavailable, Transaction

T = TypeVar("T")

#: How many jobs share a commit at most: enough to spread its cost, few enough to stay quick.
_GROUP = 64
#: How many of one key while another waits.
_SHARE = 8
#: How many of one key when something urgent stands behind them, and of all such keys together:
#: some places are kept for everybody else, who may be in danger in other words.
_URGENT_SHARE, _URGENT_PLACES = 24, 48
#: On PostgreSQL, transactions run side by side; SQLite has one writer.
_SHARDS = 4
#: How often a job that stood in another's way is tried.
_TRIES = 10


@dataclass(slots=True)
class _Job:
    run: Callable[[Transaction], Awaitable[Any]]
    done: asyncio.Future[Any]
    urgent: bool


@dataclass(slots=True)
class _Line:
    """The jobs of one key, in order."""

    jobs: deque[_Job] = field(default_factory=deque)
    urgent: int = 0

    def take(self, most: int) -> list[_Job]:
        taken = [self.jobs.popleft() for _ in range(min(most, len(self.jobs)))]
        self.urgent -= sum(job.urgent for job in taken)
        return taken


class _Waiting:
    """Who waits, in turn: keys with something urgent, and all others."""

    def __init__(self) -> None:
        self._pressing: dict[Hashable, _Line] = {}
        self._calm: dict[Hashable, _Line] = {}

    def __bool__(self) -> bool:
        return bool(self._pressing or self._calm)

    def add(self, key: Hashable, job: _Job) -> None:
        line = self._pressing.get(key) or self._calm.get(key) or _Line()
        line.jobs.append(job)
        line.urgent += job.urgent
        if line.urgent and key not in self._pressing:
            self._calm.pop(key, None)
            self._pressing[key] = line
        elif not line.urgent:
            self._calm.setdefault(key, line)

    def next_group(self) -> list[_Job]:
        """The jobs to run now: of each in turn a few, of one who is alone as many as fit."""
        if len(self._pressing) + len(self._calm) == 1:
            return self._turn(self._pressing or self._calm, _GROUP)
        group: list[_Job] = []
        for lines, share, places in (
            (self._pressing, _URGENT_SHARE, _URGENT_PLACES),
            (self._calm, _SHARE, _GROUP),
        ):
            for _ in range(len(lines)):
                if len(group) >= places:
                    break
                group += self._turn(lines, min(share, places - len(group)))
        return group

    def _turn(self, lines: dict[Hashable, _Line], most: int) -> list[_Job]:
        """Take from whoever waited longest, who then waits again behind all others."""
        key = next(iter(lines))
        line = lines.pop(key)
        taken = line.take(most)
        if line.jobs:
            (self._pressing if line.urgent else self._calm)[key] = line
        return taken


class GroupCommit:
    """Runs jobs in shared transactions; a job's result is given after its commit."""

    def __init__(self, store: Store) -> None:
        """Take the store to write to."""
        self._store = store
        count = 1 if store.on_sqlite else _SHARDS
        self._waiting = [_Waiting() for _ in range(count)]
        self._workers: list[asyncio.Task[None] | None] = [None] * count

    async def run(
        self, key: Hashable, job: Callable[[Transaction], Awaitable[T]], *, urgent: bool = False
    ) -> T:
        """Run a job and return what it gave once it is committed; raises what it raised."""
        return await self.hand_in(key, job, urgent=urgent)

    def hand_in(
        self, key: Hashable, job: Callable[[Transaction], Awaitable[T]], *, urgent: bool = False
    ) -> asyncio.Future[T]:
        """Take a job's place in the line of its key now; its result can be waited for later."""
        shard = hash(key) % len(self._waiting)
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting[shard].add(key, _Job(job, done, urgent))
        worker = self._workers[shard]
        if worker is None or worker.done():
            self._workers[shard] = asyncio.create_task(self._work(shard))
        return done

    async def finish(self) -> None:
        """Let what was handed in be committed, before the store is closed."""
        await asyncio.gather(*(worker for worker in self._workers if worker is not None))

    async def _work(self, shard: int) -> None:
        waiting = self._waiting[shard]
        while waiting:
            group = waiting.next_group()
            if len(group) == 1 or not await self._together(group):
                for job in group:
                    await self._alone(job)

    async def _together(self, group: list[_Job]) -> bool:
        try:
            async with self._store.writing() as tx:
                results = [await self._one_of(group, place, tx) for place in range(len(group))]
        except StoreUnavailable as down:
            for job in group:
                _fail(job, down)
            return True
        except Exception:  # noqa: BLE001  # each is run again alone, and reports its own failure
            return False
        for job, result in zip(group, results, strict=True):
            _succeed(job, result)
        return True

    @staticmethod
    async def _one_of(group: list[_Job], place: int, tx: Transaction) -> object:
        if place and place % _SHARE == 0:
            # SQLite's statements never wait: without this, nothing is sent or received while a
            # whole group runs, the numbers for somebody in danger neither.
            await asyncio.sleep(0)
        return await group[place].run(tx)

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
