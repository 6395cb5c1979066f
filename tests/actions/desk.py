"""A desk without Telegram: time passes as a test says, and all that is sent arrives."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.actions.context import Context
from bot.actions.open_case import open_case
from bot.actions.record_delivery import record_delivered
from bot.content.collection import Library
from bot.domain.cases import Case
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId, Person, PersonId, Role
from bot.domain.pseudonyms import Names
from bot.store import cases, claims, memberships, settling
from bot.store.cargo import Delete, Show
from bot.store.database import Store, Transaction
from bot.store.parcels import Carried, Lane, State
from tests.firing import fire_due
from tests.store.steps import CALM, a_worker, again, somebody
from tests.telegram_ui.walking import shipped

V = TypeVar("V")
PARIS = ZoneInfo("Europe/Paris")
#: A Thursday afternoon: the team of the shipped territory is there from 14:00 to 20:00.
OPEN = datetime(2026, 11, 26, 15, tzinfo=PARIS).astimezone(UTC)
#: Late in the evening of that day, when nobody is.
LATE = datetime(2026, 11, 26, 23, 50, tzinfo=PARIS).astimezone(UTC)
IMMEDIATE = Verdict(Danger.IMMEDIATE, (Topic.MAL_ETRE,), ("suicide-now",))
HIGH = Verdict(Danger.HIGH, (Topic.MAL_ETRE,), ("suicide-ideation",))


@dataclass
class Desk:
    """A store, a clock, the content, and what has arrived in whose chat."""

    store: Store
    now: datetime = OPEN
    library: Callable[[], Library] = shipped
    _sent: int = 900
    arrived: dict[PersonId, list[str]] = field(default_factory=lambda: defaultdict(list))
    #: What stands in a chat and can be taken back.
    standing: dict[PersonId, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def context(self, tx: Transaction) -> Context:
        """What actions work with, now."""
        return Context(tx, self.now, Names((), ()), PARIS, shelf=self.library)

    async def does(self, act: Callable[[Context], Awaitable[V]]) -> V:
        """One action, and all that it sends arrives."""
        async with self.store.writing() as tx:
            value = await act(self.context(tx))
        await self.deliver()
        return value

    async def passes(self, *, minutes: float = 0, hours: float = 0) -> dict[PersonId, list[str]]:
        """Time passes, a minute at a time; gives what arrived meanwhile, by reader."""
        self.arrived.clear()
        left = timedelta(minutes=minutes, hours=hours)
        while left > timedelta(0):
            step = min(left, timedelta(minutes=1))
            self.now += step
            left -= step
            await self.fires()
        return dict(self.arrived)

    async def fires(self) -> int:
        """What is due fires, now."""
        async with self.store.writing() as tx:
            fired = await fire_due(self.context(tx))
        if fired:
            await self.deliver()
        return fired

    async def deliver(self) -> None:
        """All that is to be sent arrives, and what that changes is noted."""
        for lane in Lane:
            async with self.store.writing() as tx:
                parcels = await claims.claim(tx, lane, 1, self.now, 500)
            for parcel in parcels:
                self._sent += 1
                reader, cargo = parcel.recipient_id, parcel.cargo
                if isinstance(cargo, Show):
                    self.arrived[reader].append(cargo.screen.name)
                    place = cargo.edit or self._sent
                    self.standing[reader][place] = cargo.screen.name
                elif isinstance(cargo, Delete):
                    for one in cargo.messages:
                        self.standing[reader].pop(one, None)
                async with self.store.writing() as tx:
                    await record_delivered(self.context(tx), parcel, Carried(self._sent))
                    await settling.settle(tx, parcel, State.SENT, self.now, self._sent)

    async def member(self, number: int, role: Role = Role.WORKER, **how: object) -> Person:
        """Somebody of the team; ``available``, ``capacity``."""
        async with self.store.writing() as tx:
            person = await a_worker(tx, 7000 + number, role)
            if "available" in how:
                await memberships.set_available(tx, person.id, available=bool(how["available"]))
            if "capacity" in how:
                await memberships.set_capacity(tx, person.id, int(str(how["capacity"])))
            return await again(tx, person.id)

    async def asks(self, number: int, verdict: Verdict = CALM) -> tuple[Person, CaseId]:
        """Somebody asks for somebody."""
        async with self.store.writing() as tx:
            person = await somebody(tx, 5000 + number)
        case, _ = await self.does(lambda ctx: open_case(ctx, person, verdict))
        return person, case.id

    async def case(self, case_id: CaseId) -> Case:
        """A case as it is now."""
        async with self.store.reading() as tx:
            case = await cases.get(tx, case_id)
        assert case is not None
        return case
