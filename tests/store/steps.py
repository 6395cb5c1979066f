"""What many tests of the store begin with: people, cases, things to send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from bot.domain.cases import Author
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.messages import Kind
from bot.domain.people import CaseId, Person, PersonId, Role, Signature
from bot.domain.screens import Screen
from bot.store import cases, claims, glances, inbox, memberships, messages, outbox, people, tables
from bot.store.cargo import Cargo, Delete, Menu, React, Show
from bot.store.cargo import Kind as CargoKind
from bot.store.database import Store, Transaction
from bot.store.glances import Standing
from bot.store.messages import NewReference, Reference, State
from bot.store.parcels import Lane, Parcel

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
CALM = Verdict(Danger.NONE, (Topic.PARLER,))


async def somebody(tx: Transaction, telegram_id: int = 5001, pseudonym: str = "") -> Person:
    """Somebody the bot knows."""
    return await people.add(tx, telegram_id, [pseudonym or f"Loutre {telegram_id}"], NOW)


async def several(tx: Transaction, count: int) -> list[Person]:
    """So many people the bot knows."""
    return [await somebody(tx, 5001 + number) for number in range(count)]


async def a_worker(
    tx: Transaction, telegram_id: int = 7001, role: Role = Role.WORKER, now: datetime = NOW
) -> Person:
    """A member of the team."""
    person = await somebody(tx, telegram_id)
    await memberships.make_member(tx, person.id, role, Signature("Sam", "éducatrice"), now)
    return await again(tx, person.id)


async def a_case(
    tx: Transaction, telegram_id: int = 5001, verdict: Verdict = CALM, now: datetime = NOW
) -> CaseId:
    """A new person's request."""
    person = await somebody(tx, telegram_id)
    return await cases.add(tx, person.id, verdict, now)


async def again(tx: Transaction, person_id: PersonId) -> Person:
    """Somebody, as the database knows them now."""
    person = await people.get(tx, person_id)
    assert person is not None
    return person


def a_text(
    case_id: CaseId,
    author_id: PersonId,
    source_id: int,
    *,
    author: Author = Author.PERSON,
    state: State = State.WAITING,
    reply_to: int | None = None,
    file: str | None = None,
) -> NewReference:
    """A text that somebody wrote in a case."""
    return NewReference(
        case_id=case_id,
        author=author,
        author_id=author_id,
        source_id=source_id,
        kind=Kind.TEXT,
        state=state,
        reply_to=reply_to,
        file=file,
    )


async def a_message(
    tx: Transaction,
    case_id: CaseId,
    source_id: int = 11,
    *,
    state: State = State.WAITING,
    file: str | None = None,
) -> Reference:
    """Something the young person of a case wrote."""
    case = await cases.get(tx, case_id)
    assert case is not None
    message = await messages.add(
        tx, a_text(case_id, case.person_id, source_id, state=state, file=file), NOW
    )
    assert message is not None
    return message


async def to_send(tx: Transaction, to: Person, *numbers: int, lane: Lane = Lane.NORMAL) -> None:
    """Things to send to somebody, told apart by a number."""
    for number in numbers:
        outbox.enqueue(tx, to.id, shown(number), NOW, lane=lane)


async def claimed(
    store: Store, *, lane: Lane = Lane.NORMAL, now: datetime = NOW, limit: int = 100
) -> list[Parcel]:
    """What a sender would send now."""
    async with store.writing() as tx:
        return await claims.claim(tx, lane, 1, now, limit)


@dataclass(frozen=True, slots=True)
class Numbered(Screen):
    """A screen told apart by a number."""

    n: int


def shown(number: int, *, once: bool = False) -> Show:
    """A screen of that number."""
    return Show(Numbered(number), once=once)


#: Things of each kind, told apart by a number; a menu has none but its row's.
NUMBERED: Mapping[CargoKind, Callable[[int], Cargo]] = {
    CargoKind.SHOW: shown,
    CargoKind.DELETE: lambda number: Delete((number,)),
    CargoKind.REACT: React,
    CargoKind.MENU: lambda _: Menu(Role.WORKER),
}


def number_of(parcel: Parcel) -> int:
    """Which thing this is."""
    match parcel.cargo:
        case Show(screen=Numbered(n=number)) | React(message=number):
            return number
        case Delete(messages=(number, *_)):
            return number
    return parcel.id


def numbers(parcels: list[Parcel]) -> list[int]:
    """Which things these are."""
    return [number_of(parcel) for parcel in parcels]


async def accepted(
    tx: Transaction,
    update_id: int,
    person: PersonId | None,
    message_id: int | None,
    now: datetime,
) -> bool:
    """Note an update as handled, unless it was already."""
    if await inbox.seen(tx, update_id):
        return False
    inbox.note(tx, update_id, person, message_id, now)
    return True


async def glance(tx: Transaction, parcel: Parcel) -> Standing:
    """How a row stands at the moment of its sending."""
    [standing] = await glances.look_again(tx, [parcel])
    assert isinstance(standing, Standing)
    return standing


async def states(store: Store) -> list[str]:
    """Where all rows of the outbox stand, in order."""
    async with store.reading() as tx:
        query = select(tables.outbox.c.state).order_by(tables.outbox.c.id)
        return list((await tx.connection.execute(query)).scalars())
