"""Cases. Races are settled by conditional updates whose row count is checked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    Executable,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from bot.domain.cases import Case, Outcome, Promise, Speaker, Status, bars_images, rank
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId, PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import cases, messages, people

QUERY = select(cases, people.c.pseudonym).join(people, people.c.id == cases.c.person_id)


def case_of(row: AnyRow) -> Case:
    """A case, from a row of ``QUERY``."""
    return Case(
        id=CaseId(row.id),
        person_id=PersonId(row.person_id),
        pseudonym=row.pseudonym,
        status=Status(row.status),
        danger=Danger(row.danger),
        topic=Topic(row.topic),
        why=tuple(row.why.split(",")) if row.why else (),
        opened_at=row.opened_at,
        worker_id=PersonId(row.worker_id) if row.worker_id else None,
        taken_at=row.taken_at,
        images_accepted=row.images_accepted,
        images_barred=row.images_barred,
        epoch=row.epoch,
        speaker=Speaker(row.speaker) if row.speaker else None,
        territory=row.territory,
        owed_since=row.owed_since,
        nudged_at=row.nudged_at,
        returned=row.returned,
        promise=Promise(row.promise),
        offered_to=PersonId(row.offered_to) if row.offered_to else None,
    )


_BY_ID = QUERY.where(cases.c.id == bindparam("case"))
_OPEN_OF = QUERY.where(
    cases.c.person_id == bindparam("person"), cases.c.status != literal_column("'closed'")
)
_TAKEN_BY = QUERY.where(
    cases.c.worker_id == bindparam("worker"), cases.c.status == literal_column("'taken'")
)
_LOCK = _BY_ID.with_for_update(of=cases)
_LOCK_OPEN_OF = _OPEN_OF.with_for_update(of=cases)
_LOCK_TAKEN_BY = _TAKEN_BY.order_by(cases.c.id).with_for_update(of=cases)
_SET_SPEAKER = update(cases).where(cases.c.id == bindparam("case")).values(speaker=bindparam("who"))
#: Whoever speaks is owed an answer since the first thing that was not answered.
_PERSON_SPEAKS = _SET_SPEAKER.values(
    owed_since=func.coalesce(cases.c.owed_since, bindparam("at", type_=cases.c.owed_since.type))
)
_WORKER_SPEAKS = _SET_SPEAKER.values(owed_since=None, nudged_at=None)
_ANY_MESSAGE = select(messages.c.id).where(messages.c.case_id == bindparam("case")).limit(1)
_LIST_TAKEN_BY = _TAKEN_BY.order_by(cases.c.taken_at, cases.c.id)


async def _one(tx: Transaction, statement: Executable, **values: int) -> Case | None:
    row = (await tx.connection.execute(statement, values)).first()
    return None if row is None else case_of(row)


async def get(tx: Transaction, case_id: CaseId) -> Case | None:
    """A case by id."""
    return await _one(tx, _BY_ID, case=case_id)


async def lock(tx: Transaction, case_id: CaseId) -> Case | None:
    """The same, and nobody else changes it before this transaction ends.

    Every action that decides on a case begins here: on PostgreSQL, what was read before may
    no longer hold. SQLite has one writer, and needs no lock.
    """
    return await _one(tx, _LOCK, case=case_id)


async def lock_open_of(tx: Transaction, person_id: PersonId) -> Case | None:
    """The open case of a young person, locked."""
    return await _one(tx, _LOCK_OPEN_OF, person=person_id)


async def open_of(tx: Transaction, person_id: PersonId) -> Case | None:
    """The open case of a young person: there is at most one."""
    return await _one(tx, _OPEN_OF, person=person_id)


async def all_of(tx: Transaction, person_id: PersonId) -> list[CaseId]:
    """Every case of a person, closed ones included."""
    query = select(cases.c.id).where(cases.c.person_id == person_id)
    return [CaseId(row.id) for row in await tx.connection.execute(query)]


_ANSWERED = select(func.count()).where(
    cases.c.person_id == bindparam("person"), cases.c.taken_at.is_not(None) | cases.c.returned
)


async def answered(tx: Transaction, person_id: PersonId) -> int:
    """How many cases of a person somebody took, as far as they are known still."""
    return int((await tx.connection.execute(_ANSWERED, {"person": person_id})).scalar_one())


async def taken_by(tx: Transaction, worker_id: PersonId) -> list[Case]:
    """The open cases of a worker, oldest first."""
    rows = await tx.connection.execute(_LIST_TAKEN_BY, {"worker": worker_id})
    return [case_of(row) for row in rows]


async def add(
    tx: Transaction,
    person_id: PersonId,
    verdict: Verdict,
    now: datetime,
    *,
    territory: str = "",
) -> CaseId:
    """Put somebody in the queue. Raises IntegrityError if they have an open case already."""
    result = await tx.connection.execute(
        insert(cases)
        .values(
            bot_id=tx.bot_id,
            person_id=person_id,
            territory=territory,
            status=Status.WAITING,
            danger=int(verdict.danger),
            topic=verdict.topic,
            why=",".join(verdict.why),
            images_barred=bars_images(verdict),
            opened_at=now,
            rank_at=rank(now, verdict.danger, verdict.why),
        )
        .returning(cases.c.id)
    )
    return CaseId(result.scalar_one())


async def set_urgency(tx: Transaction, case: Case) -> None:
    """Note the danger, the subject, the reasons, and what they say of images."""
    await tx.connection.execute(
        update(cases)
        .where(cases.c.id == case.id)
        .values(
            danger=int(case.danger),
            topic=case.topic,
            why=",".join(case.why),
            rank_at=rank(case.opened_at, case.danger, case.why, returned=case.returned),
            images_barred=case.images_barred,
            images_accepted=case.images_accepted,
        )
    )


async def take(tx: Transaction, case_id: CaseId, worker_id: PersonId, now: datetime) -> bool:
    """Claim a waiting case. Of several workers at once, exactly one gets True."""
    result = await tx.connection.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.status == Status.WAITING)
        .values(
            status=Status.TAKEN,
            worker_id=worker_id,
            taken_at=now,
            # Somebody took it: from now on an answer is owed, whatever was written.
            owed_since=now,
            nudged_at=None,
            offered_to=None,
            epoch=cases.c.epoch + 1,
        )
    )
    return result.rowcount == 1


async def hand_over(tx: Transaction, case_id: CaseId, to: PersonId, now: datetime) -> None:
    """Give a taken case to another worker, who owes an answer from now on."""
    await tx.connection.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.status == Status.TAKEN)
        .values(
            worker_id=to,
            taken_at=now,
            owed_since=now,
            nudged_at=None,
            offered_to=None,
            speaker=None,
            epoch=cases.c.epoch + 1,
        )
    )


async def set_offered(tx: Transaction, case_id: CaseId, to: PersonId | None) -> None:
    """Note which colleague is asked to take a case over; nobody any more."""
    await tx.connection.execute(update(cases).where(cases.c.id == case_id).values(offered_to=to))


async def close(tx: Transaction, case_id: CaseId, outcome: Outcome, now: datetime) -> bool:
    """Close an open case. Returns False if it was closed already."""
    result = await tx.connection.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.status != Status.CLOSED)
        .values(status=Status.CLOSED, outcome=outcome, closed_at=now, epoch=cases.c.epoch + 1)
    )
    return result.rowcount == 1


async def requeue(tx: Transaction, case: Case) -> None:
    """Give a taken case back to the queue: at the place it had, or above it if it is dangerous."""
    await tx.connection.execute(
        update(cases)
        .where(cases.c.id == case.id, cases.c.status == Status.TAKEN)
        .values(
            status=Status.WAITING,
            worker_id=None,
            taken_at=None,
            owed_since=None,
            nudged_at=None,
            offered_to=None,
            returned=True,
            rank_at=rank(case.opened_at, case.danger, case.why, returned=True),
            speaker=None,
            epoch=cases.c.epoch + 1,
        )
    )


async def lock_taken_by(tx: Transaction, worker_id: PersonId) -> list[Case]:
    """The open cases of a worker, locked."""
    rows = await tx.connection.execute(_LOCK_TAKEN_BY, {"worker": worker_id})
    return [case_of(row) for row in rows]


async def set_speaker(tx: Transaction, case_id: CaseId, speaker: Speaker, now: datetime) -> None:
    """Note who spoke last, and whether the person waits for an answer from now on."""
    if speaker is Speaker.WORKER:
        await tx.connection.execute(_WORKER_SPEAKS, {"case": case_id, "who": speaker})
    else:
        await tx.connection.execute(_PERSON_SPEAKS, {"case": case_id, "who": speaker, "at": now})


async def accept_images(tx: Transaction, case_id: CaseId, *, accepted: bool = True) -> None:
    """Let images through in one case, or hold them back again."""
    await tx.connection.execute(
        update(cases).where(cases.c.id == case_id).values(images_accepted=accepted)
    )


async def _mark_once(tx: Transaction, case_id: CaseId, column: str) -> bool:
    flag = cases.c[column]
    result = await tx.connection.execute(
        update(cases).where(cases.c.id == case_id, flag.is_(False)).values({column: True})
    )
    return result.rowcount == 1


async def rate_once(tx: Transaction, case_id: CaseId) -> bool:
    """Note that a case was rated. Returns False if it was already: one tap counts once."""
    return await _mark_once(tx, case_id, "rated")


async def judge_once(tx: Transaction, case_id: CaseId) -> bool:
    """Note that the triage of a case was judged. Returns False if it was already."""
    return await _mark_once(tx, case_id, "verdict_given")


#: Further away nobody counts: so large a number helps nobody, and counting costs.
MANY = 100


def up_to_many(which: Select[int]) -> Select[int]:
    """How many rows there are; ``MANY`` if they are as many or more."""
    return select(func.count()).select_from(which.limit(MANY).subquery())


_HARD = up_to_many(
    select(cases.c.id).where(
        cases.c.worker_id == bindparam("worker"),
        cases.c.taken_at >= bindparam("since"),
        cases.c.danger >= literal_column(str(int(Danger.HIGH))),
    )
)


async def hard_count(tx: Transaction, worker_id: PersonId, since: datetime) -> int:
    """How many dangerous cases a worker took since then and did not pass on, closed or not."""
    values = {"worker": worker_id, "since": since}
    return int((await tx.connection.execute(_HARD, values)).scalar_one())


_NEWEST_OF = (
    QUERY.where(cases.c.person_id == bindparam("person")).order_by(cases.c.id.desc()).limit(1)
)
_GRAVE_TAKEN = (
    QUERY.where(
        cases.c.bot_id == bindparam("bot"),
        cases.c.status == literal_column("'taken'"),
        cases.c.danger >= literal_column(str(int(Danger.HIGH))),
    )
    .order_by(cases.c.rank_at)
    .limit(bindparam("most"))
)


async def newest_named(tx: Transaction, pseudonym: str) -> Case | None:
    """The newest case of a pseudonym, open or closed, whatever its capitals."""
    person = await person_named(tx, pseudonym)
    return None if person is None else await _one(tx, _NEWEST_OF, person=person)


async def grave_taken(tx: Transaction, most: int) -> list[Case]:
    """Dangerous cases that somebody answers now, the most urgent first."""
    rows = await tx.connection.execute(_GRAVE_TAKEN, {"bot": tx.bot_id, "most": most})
    return [case_of(row) for row in rows]


async def person_named(tx: Transaction, pseudonym: str) -> int | None:
    """Whose pseudonym it is, whatever its capitals."""
    # Only the first letter of a pseudonym is a capital. SQLite's lower() knows no accents.
    # Asked one after the other: SQLite would read the whole queue to find the one person.
    who = select(people.c.id).where(
        people.c.bot_id == tx.bot_id, people.c.pseudonym == pseudonym.capitalize()
    )
    person: int | None = (await tx.connection.execute(who)).scalar()
    return person


async def remove_all(tx: Transaction, case_ids: Sequence[CaseId]) -> None:
    """Delete cases and every reference in them."""
    await tx.connection.execute(delete(cases).where(cases.c.id.in_(case_ids)))


async def has_messages(tx: Transaction, case_id: CaseId) -> bool:
    """Whether anything was written in a case."""
    return (await tx.connection.execute(_ANY_MESSAGE, {"case": case_id})).first() is not None
