"""Which topic of a worker's private chat belongs to which case.

A topic is known from the moment at which Telegram's answer was noted until its case is forgotten,
whoever has the case by then: what is written in it is for that case, or for nobody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import bindparam, delete, literal_column, select, update

from bot.domain.people import CaseId, PersonId
from bot.store.database import Transaction
from bot.store.tables import topics
from bot.store.upsert import insert_into


class State(StrEnum):
    """Where what is said of a case goes."""

    #: Into its topic.
    OPEN = "open"
    #: The topic is not there any more, and the ordinary chat has not named who speaks yet.
    GONE = "gone"
    #: The ordinary chat, as where there are no topics.
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of somebody's chat."""

    person: PersonId
    thread: int


async def note(tx: Transaction, case_id: CaseId, person: PersonId, thread: int) -> None:
    """A topic was opened for a case; what was there before is replaced."""
    values = {"thread_id": thread, "state": State.OPEN.value}
    await tx.connection.execute(
        insert_into(tx.dialect, topics)
        .values(case_id=case_id, person_id=person, **values)
        .on_conflict_do_update(index_elements=["case_id", "person_id"], set_=values)
    )


_CASE_IN = select(topics.c.case_id).where(
    topics.c.person_id == bindparam("reader"), topics.c.thread_id == bindparam("thread")
)


async def case_in(tx: Transaction, person: PersonId, thread: int) -> CaseId | None:
    """The case whose topic this is, open or not; None if it is none of ours."""
    found = await tx.connection.execute(_CASE_IN, {"reader": person, "thread": thread})
    row = found.first()
    return CaseId(row.case_id) if row else None


_LOST = (
    update(topics)
    .where(
        topics.c.person_id == bindparam("reader"),
        topics.c.thread_id == bindparam("thread"),
        topics.c.state == literal_column(f"'{State.OPEN.value}'"),
    )
    .values(state=State.GONE.value)
)


async def lose(tx: Transaction, person: PersonId, thread: int) -> None:
    """Telegram does not know a topic any more: its owner may have deleted it."""
    await tx.connection.execute(_LOST, {"reader": person, "thread": thread})


_THIS = (topics.c.case_id == bindparam("about"), topics.c.person_id == bindparam("reader"))
_PLAIN = (
    update(topics)
    .where(*_THIS, topics.c.state != literal_column(f"'{State.OPEN.value}'"))
    .values(state=State.PLAIN.value)
)


async def settle_in_chat(tx: Transaction, case_id: CaseId, person: PersonId) -> None:
    """The ordinary chat has named whose case it is: what follows goes on there."""
    await tx.connection.execute(_PLAIN, {"about": case_id, "reader": person})


_OF_CASES = select(topics.c.person_id, topics.c.thread_id).where(
    topics.c.case_id.in_(bindparam("about", expanding=True))
)


async def of_cases(tx: Transaction, case_ids: Collection[CaseId]) -> list[Topic]:
    """Every topic of these cases, whoever's."""
    rows = await tx.connection.execute(_OF_CASES, {"about": list(case_ids)})
    return [Topic(PersonId(row.person_id), row.thread_id) for row in rows]


_OF_PERSON = select(topics.c.thread_id).where(topics.c.person_id == bindparam("reader"))


async def of_person(tx: Transaction, person: PersonId) -> list[Topic]:
    """Every topic of somebody's chat that belongs to a case."""
    found = await tx.connection.execute(_OF_PERSON, {"reader": person})
    return [Topic(person, thread) for thread in found.scalars()]


_FORGET = delete(topics).where(topics.c.case_id == bindparam("about"))


async def forget(tx: Transaction, case_id: CaseId) -> None:
    """The topics of a case are nobody's any more."""
    await tx.connection.execute(_FORGET, {"about": case_id})
