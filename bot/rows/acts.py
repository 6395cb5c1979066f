"""What is measured: the acts of a day, each in a transaction of its own, as the bot does them.

Each concerns somebody new, so that it can be repeated: what it costs depends on the database only.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.actions.context import Context
from bot.actions.erase_person import erase_person
from bot.actions.forget_old import forget_old
from bot.actions.meet_person import meet_person
from bot.actions.open_case import open_case
from bot.actions.pass_message import Written, pass_from_person, pass_from_worker
from bot.actions.take_case import take_case
from bot.actions.timers import set_recurring
from bot.content.collection import Library
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.messages import Kind, Passing
from bot.domain.people import CaseId, Person, PersonId, Role, Signature
from bot.domain.pseudonyms import Animal, Names, Quality
from bot.domain.timers import BOT, Due
from bot.domain.timers import Kind as TimerKind
from bot.store import (
    cases,
    claims,
    counters,
    glances,
    inbox,
    memberships,
    messages,
    people,
    queue,
    retention,
    settling,
    takeover,
    timers,
)
from bot.store.database import Transaction
from bot.store.parcels import Lane, State

_CALM = Verdict(Danger.NONE, (Topic.PARLER,))
#: What one claim takes at most (delivery/outbox.py).
_CLAIMED = 128
#: All names are taken, after the first newcomer: from then on they bear numbers.
_USED_UP = Names((Animal("Banc", "m"),), (Quality("vert", "verte"),))
_MONTH = timedelta(days=29)
#: Old enough that nothing of it is remembered: the fill is hours old.
_MUCH_LATER = timedelta(days=4)


@dataclass(slots=True)
class Scene:
    """Who acts: a worker, and people who come one after the other."""

    now: datetime
    worker: PersonId
    library: Library
    #: Who waits at the very end of the queue.
    last: CaseId
    _numbers: Iterator[int] = field(default_factory=lambda: count(10_000_000_000))

    def context(self, tx: Transaction, later: timedelta = timedelta(0)) -> Context:
        """One act, at this moment or later."""
        return Context(
            tx, self.now + later, _USED_UP, self.library.home.zone, shelf=lambda: self.library
        )

    def number(self) -> int:
        """A number that nobody had yet."""
        return next(self._numbers)

    async def somebody(self, tx: Transaction) -> Person:
        """Somebody new."""
        number = self.number()
        return await people.add(tx, number, [f"Banc {number}"], self.now)

    async def talking(self, tx: Transaction) -> tuple[Person, CaseId]:
        """Somebody new whose case the worker has just taken."""
        lea = await self.somebody(tx)
        ctx = self.context(tx)
        case, _ = await open_case(ctx, lea, _CALM)
        await self._writes(tx, case.id, lea)
        worker = await people.get(tx, self.worker)
        assert worker is not None  # noqa: S101  # whoever was made known a moment ago
        await take_case(ctx, worker, case.id)
        return lea, case.id

    async def writes(self, tx: Transaction, lea: Person, case_id: CaseId) -> None:
        """They write a message in their case."""
        await self._writes(tx, case_id, lea)

    async def _writes(self, tx: Transaction, case_id: CaseId, lea: Person) -> None:
        case = await cases.lock(tx, case_id)
        assert case is not None  # noqa: S101  # it was opened a moment ago
        number = self.number()
        inbox.note(tx, number, lea.id, number, self.now)
        await pass_from_person(self.context(tx), case, Written(number, Kind.TEXT), Passing.PASS)


async def a_worker(tx: Transaction, now: datetime) -> PersonId:
    """Whose cases are looked at."""
    sam = await people.add(tx, 1, ["Banc 0"], now)
    await memberships.make_member(tx, sam.id, Role.WORKER, Signature("Sam", ""), now)
    return sam.id


#: What comes before an act and is not measured, and the act itself.
Prepare = Callable[[Scene, Transaction], Awaitable[tuple[Person, CaseId] | None]]
Act = Callable[[Scene, Transaction, tuple[Person, CaseId] | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Measured:
    """An act, after what it needs."""

    act: Act
    prepare: Prepare | None = None


def _given(them: tuple[Person, CaseId] | None) -> tuple[Person, CaseId]:
    assert them is not None  # noqa: S101  # each act that needs them has its preparation
    return them


async def _asking(scene: Scene, tx: Transaction) -> tuple[Person, CaseId]:
    lea = await scene.somebody(tx)
    case, _ = await open_case(scene.context(tx), lea, _CALM)
    return lea, case.id


async def _talking(scene: Scene, tx: Transaction) -> tuple[Person, CaseId]:
    return await scene.talking(tx)


async def _first_contact(scene: Scene, tx: Transaction, _: object) -> None:
    number = scene.number()
    lea = await meet_person(scene.context(tx), number)
    inbox.note(tx, number, lea.id, number, scene.now)


async def _ask(scene: Scene, tx: Transaction, _: object) -> None:
    await _asking(scene, tx)


async def _place(scene: Scene, tx: Transaction, _: object) -> None:
    await queue.place(tx, scene.last)


async def _queue(_scene: Scene, tx: Transaction, _: object) -> None:
    await queue.first(tx, 10)
    await queue.count(tx)


async def _take(scene: Scene, tx: Transaction, them: tuple[Person, CaseId] | None) -> None:
    worker = await people.get(tx, scene.worker)
    assert worker is not None  # noqa: S101
    await take_case(scene.context(tx), worker, _given(them)[1])


async def _message(scene: Scene, tx: Transaction, them: tuple[Person, CaseId] | None) -> None:
    await scene.writes(tx, *_given(them))


async def _reply(scene: Scene, tx: Transaction, them: tuple[Person, CaseId] | None) -> None:
    worker = await people.get(tx, scene.worker)
    assert worker is not None  # noqa: S101
    number = scene.number()
    inbox.note(tx, number, worker.id, number, scene.now)
    await messages.by_copy(tx, worker.id, number)
    written = Written(number, Kind.TEXT)
    await pass_from_worker(scene.context(tx), worker, _given(them)[1], written)


async def _erase(scene: Scene, tx: Transaction, them: tuple[Person, CaseId] | None) -> None:
    await erase_person(scene.context(tx), _given(them)[0].id)


async def _deliver(scene: Scene, tx: Transaction, _: object) -> None:
    parcels = await claims.claim(tx, Lane.NORMAL, scene.number(), scene.now, _CLAIMED)
    for parcel in parcels[:1]:
        await glances.look_again(tx, [parcel])
        await settling.settle(tx, parcel, State.SENT, scene.now, scene.number())
    for parcel in parcels[1:]:
        await claims.release(tx, parcel)


async def _claim_nothing(scene: Scene, tx: Transaction, _: object) -> None:
    await claims.claim(tx, Lane.DANGER, scene.number(), scene.now, _CLAIMED)


async def _start(scene: Scene, tx: Transaction, _: object) -> None:
    await takeover.release_all(tx)
    await takeover.bury_all(tx, scene.now)
    await timers.release_all(tx)
    await set_recurring(scene.context(tx))
    await memberships.team(tx)


async def _watch_clock(scene: Scene, tx: Transaction, _: object) -> None:
    await timers.lease(tx, [TimerKind.CHALLENGE_DAY], scene.number(), scene.now, 100)
    await timers.next_due(tx, scene.now)


async def _figures(scene: Scene, tx: Transaction, _: object) -> None:
    today = scene.now.date()
    await counters.totals(tx, today - _MONTH, today)


async def _forget_deliveries(scene: Scene, tx: Transaction, _: object) -> None:
    ctx = scene.context(tx, _MUCH_LATER)
    await forget_old(ctx, Due(TimerKind.OLD_DELIVERIES, BOT, ctx.now))


async def _forget_updates(scene: Scene, tx: Transaction, _: object) -> None:
    ctx = scene.context(tx, _MUCH_LATER)
    await forget_old(ctx, Due(TimerKind.OLD_UPDATES, BOT, ctx.now))


async def _forget_cases(scene: Scene, tx: Transaction, _: object) -> None:
    await retention.purge_cases(tx, scene.now)


async def _forget_contacts(scene: Scene, tx: Transaction, _: object) -> None:
    # Those who wait: the dearest, each is needed.
    await retention.purge_contacts(tx, scene.now)


ACTS: Mapping[str, Measured] = {
    "first contact": Measured(_first_contact),
    "a request": Measured(_ask),
    "place in the queue": Measured(_place),
    "/file": Measured(_queue),
    "taking a case": Measured(_take, _asking),
    "a message": Measured(_message, _talking),
    "a reply": Measured(_reply, _talking),
    "claiming and settling": Measured(_deliver, _talking),
    "claiming, nothing due": Measured(_claim_nothing),
    "looking at timers": Measured(_watch_clock),
    "/stats": Measured(_figures),
    "erasing somebody": Measured(_erase, _talking),
    "a start": Measured(_start),
    "forgetting parcels": Measured(_forget_deliveries),
    "forgetting updates": Measured(_forget_updates),
    "forgetting cases": Measured(_forget_cases),
    "forgetting contacts": Measured(_forget_contacts),
}
