"""A Telegram, a clerk and a database that behave as a test says: written classes, no mocks."""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.group_commit import GroupCommit
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pace
from bot.domain.people import PersonId
from bot.store.cargo import Kind
from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.glances import Standing
from bot.store.parcels import Carried, Parcel
from tests.store.steps import NOW, number_of

#: Seconds of the test's time in one real second: pauses need not be waited out.
SPEED = 100


def fast_clock() -> Callable[[], datetime]:
    """A clock on which a pause of seconds passes in no time."""
    started = time.monotonic()
    return lambda: NOW + timedelta(seconds=(time.monotonic() - started) * SPEED)


class ShakyStore(Store):
    """A database that can be taken away."""

    down = False
    refused = 0

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Transaction]:
        if self.down:
            self.refused += 1
            raise StoreUnavailable
        async with super().writing() as tx:
            yield tx


@dataclass
class FakeTelegram:
    """Takes parcels, after failing each as often as its troubles say."""

    troubles: dict[int, list[Exception]] = field(default_factory=dict)
    #: What arrived, by recipient and lane, in order.
    arrived: defaultdict[tuple[int, int], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )
    tries: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    #: These hang until let go.
    stuck: set[int] = field(default_factory=set)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry(self, parcel: Parcel, standing: Standing) -> Carried:
        del standing
        number = number_of(parcel)
        self.tries[number] += 1
        if number in self.stuck:
            await self.let_go.wait()
        if waiting := self.troubles.get(number):
            raise waiting.pop(0)
        await asyncio.sleep(0)
        self.arrived[parcel.recipient_id, parcel.lane].append(number)
        return Carried(sent_id=1000 + number)

    def everything(self) -> list[int]:
        """What arrived, whoever got it."""
        return sorted(number for some in self.arrived.values() for number in some)


@dataclass
class FakeClerk:
    """Notes what became of each parcel."""

    delivered_numbers: set[int] = field(default_factory=set)
    reported: dict[int, str] = field(default_factory=dict)
    stumbles_on: set[int] = field(default_factory=set)
    #: What arrived too late, with whose erasure waited for it.
    taken_back: dict[int, PersonId | None] = field(default_factory=dict)
    #: Whose erasures were told that a row is settled, and how many messages may have stayed.
    progressed: list[tuple[PersonId, int]] = field(default_factory=list)

    async def delivered(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        del tx, carried
        self.delivered_numbers.add(self._number(parcel))

    async def undeliverable(
        self, tx: Transaction, parcel: Parcel, reason: str, *, blocked: datetime | None
    ) -> None:
        del tx, blocked
        self.reported[self._number(parcel)] = reason

    async def unsure(self, tx: Transaction, parcel: Parcel) -> None:
        del tx
        self.reported[self._number(parcel)] = "unsure"

    async def broken(self, tx: Transaction, parcel: Parcel) -> None:
        del tx
        if parcel.kind is not Kind.UNREADABLE:
            self.reported[self._number(parcel)] = "broken"

    async def overtaken(self, tx: Transaction, parcel: Parcel) -> None:
        del tx
        self.reported[self._number(parcel)] = "overtaken"

    async def held_back(self, tx: Transaction, parcel: Parcel) -> None:
        del tx
        self.reported[self._number(parcel)] = "held back"

    async def late(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        del tx, carried
        self.taken_back[self._number(parcel)] = parcel.erasing

    async def recalled(self, tx: Transaction, erasing: PersonId, *, kept: int = 0) -> None:
        del tx
        self.progressed.append((erasing, kept))

    def _number(self, parcel: Parcel) -> int:
        number = number_of(parcel)
        if number in self.stumbles_on:
            raise RuntimeError("the clerk stumbles")
        return number


@dataclass
class Sending:
    """An outbox at work."""

    outbox: Outbox
    telegram: FakeTelegram
    clerk: FakeClerk

    async def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Wait for something to be true, waking the outbox as commits would."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (self.telegram.arrived, self.clerk)
            self.outbox.wake()
            await asyncio.sleep(0.005)

    async def until_settled(self, *numbers: int) -> None:
        """Wait until each of these was delivered or reported."""
        await self.until(
            lambda: {*self.clerk.delivered_numbers, *self.clerk.reported} >= set(numbers)
        )


@asynccontextmanager
async def sending(
    store: Store,
    telegram: FakeTelegram,
    *,
    alone: bool = True,
    clock: Callable[[], datetime] | None = None,
) -> AsyncIterator[Sending]:
    """Run an outbox; in the end it is cut off, as when its process dies."""
    clerk = FakeClerk()
    commits = GroupCommit(store)
    # What is limited here is told by hand, at the speed of a test's clock.
    pace = Pace(learns=False)
    outbox = Outbox(store, commits, telegram, clerk, clock or fast_clock(), pace=pace)
    work = asyncio.create_task(outbox.run(alone=alone))
    try:
        yield Sending(outbox, telegram, clerk)
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
        left = [task for busy in outbox._busy.values() for task in busy]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await commits.finish()


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **how: float) -> None:
        """Let time pass, or go back."""
        self.now += timedelta(**how)


def in_order(numbers: Sequence[int]) -> bool:
    """Whether they came in the order they were written, each once."""
    return list(numbers) == sorted(set(numbers))
