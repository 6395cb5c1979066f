"""Questions to the team: which message of whose chat, who answers, and who was shown it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from bot.domain.enquiries import WRITTEN_IN, Enquiry
from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import enquiries, enquiry_readers, people
from bot.store.upsert import insert_into

#: So many are looked at in one transaction: the writer is never held for long.
BATCH = 50
#: A person who had everything erased is known for some minutes still, and asks nothing any more.
_known = people.c.lookup.is_not(None)


def _enquiry(row: AnyRow) -> Enquiry:
    return Enquiry(
        id=row.id,
        person=PersonId(row.person_id),
        source_id=row.source_id,
        territory=row.territory,
        asked_at=row.asked_at,
        revision=row.revision,
        answer=row.answer_id,
        answered_at=row.answered_at,
        worker=PersonId(row.worker_id) if row.worker_id else None,
        worker_since=row.worker_since,
    )


async def add(
    tx: Transaction, person: PersonId, source_id: int, territory: str, now: datetime
) -> int | None:
    """Keep a question; returns its id, or None if this message is one already."""
    values = {
        "bot_id": tx.bot_id,
        "person_id": person,
        "source_id": source_id,
        "territory": territory,
        "asked_at": now,
        "revision": 0,
        "late": False,
    }
    added = insert_into(tx.dialect, enquiries).values(values).on_conflict_do_nothing()
    new: int | None = (await tx.connection.execute(added.returning(enquiries.c.id))).scalar()
    return new


async def get(tx: Transaction, enquiry: int) -> Enquiry | None:
    """A question by its id."""
    return await _one(tx, enquiries.c.id == enquiry)


async def lock(tx: Transaction, enquiry: int) -> Enquiry | None:
    """The same, held until the commit."""
    return await _one(tx, enquiries.c.id == enquiry, held=True)


async def by_source(tx: Transaction, person: PersonId, source_id: int) -> Enquiry | None:
    """The question that a message of somebody's chat is, held until the commit."""
    mine = (enquiries.c.person_id == person, enquiries.c.source_id == source_id)
    return await _one(tx, *mine, held=True)


async def at_hand(tx: Transaction, member: PersonId) -> Enquiry | None:
    """The question that a member said they answer."""
    return await _one(tx, enquiries.c.worker_id == member, enquiries.c.answered_at.is_(None))


async def _one(tx: Transaction, *where: ColumnElement[bool], held: bool = False) -> Enquiry | None:
    query = select(enquiries).where(enquiries.c.bot_id == tx.bot_id, *where)
    query = query.order_by(enquiries.c.worker_since.desc()).limit(1)
    row = (await tx.connection.execute(query.with_for_update() if held else query)).first()
    return None if row is None else _enquiry(row)


def _waiting(tx: Transaction, names: Collection[str] | None) -> list[ColumnElement[bool]]:
    where = [enquiries.c.bot_id == tx.bot_id, enquiries.c.answered_at.is_(None)]
    return where if names is None else [*where, enquiries.c.territory.in_(sorted(names))]


async def waiting(tx: Transaction, names: Collection[str] | None, most: int) -> Sequence[Enquiry]:
    """Questions that wait in these territories (None: all), the oldest first."""
    query = select(enquiries).where(*_waiting(tx, names)).order_by(enquiries.c.asked_at)
    return [_enquiry(row) for row in await tx.connection.execute(query.limit(most))]


async def count_waiting(tx: Transaction, names: Collection[str] | None) -> int:
    """How many wait there."""
    query = select(func.count()).select_from(enquiries).where(*_waiting(tx, names))
    return int((await tx.connection.execute(query)).scalar_one())


async def count_of(tx: Transaction, person: PersonId) -> int:
    """How many of somebody's wait."""
    query = select(func.count()).where(
        enquiries.c.person_id == person, enquiries.c.answered_at.is_(None)
    )
    return int((await tx.connection.execute(query)).scalar_one())


async def of_person(tx: Transaction, person: PersonId) -> Sequence[int]:
    """Every question of somebody that is known, answered or not."""
    query = select(enquiries.c.id).where(enquiries.c.person_id == person)
    return list((await tx.connection.execute(query)).scalars())


async def of_answer(tx: Transaction, answer: int) -> Sequence[Enquiry]:
    """The questions that an answer was sent to."""
    query = (
        select(enquiries)
        .join(people, people.c.id == enquiries.c.person_id)
        .where(enquiries.c.answer_id == answer, _known)
        .order_by(enquiries.c.id)
    )
    return [_enquiry(row) for row in await tx.connection.execute(query)]


async def put_down(tx: Transaction, member: PersonId) -> None:
    """A member answers nothing any more: others may."""
    held = (enquiries.c.worker_id == member, enquiries.c.answered_at.is_(None))
    await tx.connection.execute(
        update(enquiries).where(*held).values(worker_id=None, worker_since=None)
    )


async def take_up(tx: Transaction, enquiry: int, member: PersonId, now: datetime) -> bool:
    """A member answers it. Returns False if a colleague does, or did."""
    free = or_(
        enquiries.c.worker_id.is_(None),
        enquiries.c.worker_id == member,
        enquiries.c.worker_since <= now - WRITTEN_IN,
    )
    taken = (
        update(enquiries)
        .where(enquiries.c.id == enquiry, enquiries.c.answered_at.is_(None), free)
        .values(worker_id=member, worker_since=now)
    )
    return (await tx.connection.execute(taken)).rowcount == 1


async def settle(
    tx: Transaction, enquiry: Enquiry, member: PersonId, answer: int, now: datetime
) -> bool:
    """Note what was answered, once, to what it says now. Returns False if it is too late."""
    still = (
        enquiries.c.id == enquiry.id,
        enquiries.c.answered_at.is_(None),
        enquiries.c.revision == enquiry.revision,
    )
    settled = (
        update(enquiries)
        .where(*still)
        .values(answer_id=answer, answered_at=now, worker_id=member, worker_since=now)
    )
    return (await tx.connection.execute(settled)).rowcount == 1


async def revise(tx: Transaction, enquiry: int) -> None:
    """Its message says something else now."""
    await tx.connection.execute(
        update(enquiries).where(enquiries.c.id == enquiry).values(revision=enquiries.c.revision + 1)
    )


async def remove(tx: Transaction, found: Collection[int]) -> None:
    """Forget questions, and who was shown them."""
    if found:
        await tx.connection.execute(delete(enquiries).where(enquiries.c.id.in_(sorted(found))))


async def note_reader(tx: Transaction, enquiry: int, reader: PersonId) -> None:
    """Somebody of the team is shown it."""
    noted = insert_into(tx.dialect, enquiry_readers).values(enquiry_id=enquiry, reader_id=reader)
    await tx.connection.execute(noted.on_conflict_do_nothing())


async def readers(tx: Transaction, enquiry: int) -> Sequence[PersonId]:
    """Who of the team was shown it."""
    query = select(enquiry_readers.c.reader_id).where(enquiry_readers.c.enquiry_id == enquiry)
    return [PersonId(one) for one in (await tx.connection.execute(query)).scalars()]


# What time does to them


async def late(tx: Transaction, asked_before: datetime) -> Sequence[Enquiry]:
    """Questions that have waited long, each given once; so many at most."""
    mine = (*_waiting(tx, None), enquiries.c.asked_at < asked_before, enquiries.c.late.is_(False))
    query = select(enquiries.c.id).where(*mine).order_by(enquiries.c.asked_at).limit(BATCH)
    noted = update(enquiries).where(enquiries.c.id.in_(query)).values(late=True)
    rows = await tx.connection.execute(noted.returning(enquiries))
    return [_enquiry(row) for row in rows]


async def unanswered(tx: Transaction, asked_before: datetime) -> Sequence[Enquiry]:
    """Questions that have waited too long; so many at most."""
    query = select(enquiries).where(*_waiting(tx, None), enquiries.c.asked_at < asked_before)
    rows = await tx.connection.execute(query.order_by(enquiries.c.asked_at).limit(BATCH))
    return [_enquiry(row) for row in rows]


async def over(tx: Transaction, answered_before: datetime) -> Sequence[int]:
    """Questions that were answered so long ago; so many at most."""
    query = select(enquiries.c.id).where(
        enquiries.c.bot_id == tx.bot_id, enquiries.c.answered_at < answered_before
    )
    return list((await tx.connection.execute(query.limit(BATCH))).scalars())


async def move_home(tx: Transaction, served: Collection[str], home: str) -> None:
    """What was asked of a territory whose file is gone is the default team's."""
    gone = (*_waiting(tx, None), enquiries.c.territory.not_in(sorted(served)))
    await tx.connection.execute(update(enquiries).where(*gone).values(territory=home))
