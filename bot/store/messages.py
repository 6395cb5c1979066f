"""References to what both sides of a conversation wrote: message ids, never words."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Executable,
    bindparam,
    case,
    delete,
    insert,
    literal_column,
    select,
    update,
)

from bot.domain.cases import Author
from bot.domain.messages import Kind
from bot.domain.people import CaseId, PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import copies, messages
from bot.store.upsert import insert_into


class State(StrEnum):
    """What became of a message."""

    #: Written while nobody had taken the case yet.
    WAITING = "waiting"
    #: In the outbox, on its way.
    LEAVING = "leaving"
    PASSED = "passed"
    #: Kept back: an image, or personal details asked about first.
    HELD = "held"
    #: Its author deleted it before it was passed on.
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    #: A worker's, for whoever answers after them: the young person never gets it.
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReference:
    """A message to keep: in whose chat it stands, and its id there."""

    case_id: CaseId
    author: Author
    author_id: PersonId
    source_id: int
    kind: Kind
    state: State
    reply_to: int | None = None
    captioned: bool = False
    #: Somebody else's words, passed on by the author.
    forwarded: bool = False
    #: It seems to tell who or where its author is.
    tells: bool = False
    #: Telegram's reference to an image.
    file: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(NewReference):
    """A message that is kept, under an id of ours."""

    id: int
    #: The replica that heard its words last: they are in its memory, and nowhere else.
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A message as passed on to one reader."""

    reader_id: PersonId
    copy_id: int
    made_at: datetime


def _reference(tx: Transaction, row: AnyRow) -> Reference:
    return Reference(
        id=row.id,
        origin=row.origin,
        case_id=CaseId(row.case_id),
        author=Author(row.author),
        author_id=PersonId(row.author_id),
        source_id=row.source_id,
        kind=Kind(row.kind),
        state=State(row.state),
        reply_to=row.reply_to,
        captioned=row.captioned,
        forwarded=row.forwarded,
        tells=row.tells,
        file=tx.vault.open(row.sealed_file, "file") if row.sealed_file else None,
    )


def from_row(tx: Transaction, row: AnyRow) -> Reference:
    """A message out of a row that has this table's columns. Raises SealBroken, ValueError."""
    return _reference(tx, row)


@functools.cache
def _add(dialect: str) -> Executable:
    # One that is known adds nothing: Telegram repeats updates, and two ways lead here.
    return insert_into(dialect, messages).on_conflict_do_nothing().returning(messages)


async def add(tx: Transaction, message: NewReference, now: datetime) -> Reference | None:
    """Keep a reference. Returns None if this message is already known."""
    values = {
        "case_id": message.case_id,
        "author": message.author,
        "author_id": message.author_id,
        "source_id": message.source_id,
        "reply_to": message.reply_to,
        "kind": message.kind,
        "state": message.state,
        "captioned": message.captioned,
        "forwarded": message.forwarded,
        "tells": message.tells,
        "sealed_file": tx.vault.seal(message.file, "file") if message.file else None,
        "written_at": now,
        "origin": tx.place.number or None,
    }
    return await _one(tx, _add(tx.dialect), **values)


_this_one = messages.c.id == bindparam("message")
_GET = select(messages).where(_this_one)
_BY_SOURCE = select(messages).where(
    messages.c.author_id == bindparam("person"), messages.c.source_id == bindparam("at")
)
_BY_COPY = (
    select(messages)
    .join(copies, copies.c.message_id == messages.c.id)
    .where(copies.c.reader_id == bindparam("person"), copies.c.copy_id == bindparam("at"))
)


async def _one(tx: Transaction, statement: Executable, **values: object) -> Reference | None:
    row = (await tx.connection.execute(statement, values)).first()
    return None if row is None else _reference(tx, row)


async def get(tx: Transaction, message_id: int) -> Reference | None:
    """A message by its own id."""
    return await _one(tx, _GET, message=message_id)


async def by_source(tx: Transaction, author_id: PersonId, source_id: int) -> Reference | None:
    """A message by the chat it was written in and its id there."""
    return await _one(tx, _BY_SOURCE, person=author_id, at=source_id)


async def by_copy(tx: Transaction, reader_id: PersonId, copy_id: int) -> Reference | None:
    """The message of which a reader sees this copy."""
    return await _one(tx, _BY_COPY, person=reader_id, at=copy_id)


async def of_case(
    tx: Transaction, case_id: CaseId, states: Sequence[State], author: Author | None = None
) -> list[Reference]:
    """The messages of a case in these states, in the order they were written."""
    query = select(messages).where(messages.c.case_id == case_id, messages.c.state.in_(states))
    if author is not None:
        query = query.where(messages.c.author == author)
    rows = await tx.connection.execute(query.order_by(messages.c.id))
    return [_reference(tx, row) for row in rows]


_MOVE = update(messages).where(_this_one).values(state=bindparam("to"))
_MOVE_FROM = _MOVE.where(messages.c.state == bindparam("came_from"))


async def move(
    tx: Transaction, message_id: int, state: State, came_from: State | None = None
) -> bool:
    """Change what became of a message. Returns False if it was not in ``came_from``."""
    values: dict[str, object] = {"message": message_id, "to": state}
    if came_from is None:
        return (await tx.connection.execute(_MOVE, values)).rowcount == 1
    values["came_from"] = came_from
    return (await tx.connection.execute(_MOVE_FROM, values)).rowcount == 1


def _literal(state: State) -> ColumnElement[str]:
    return literal_column(f"'{state.value}'")


_ARRIVED = (
    update(messages)
    .where(_this_one)
    .values(
        state=case(
            (messages.c.state == _literal(State.LEAVING), _literal(State.PASSED)),
            else_=messages.c.state,
        )
    )
    .returning(messages)
)


async def arrived(tx: Transaction, message_id: int) -> Reference | None:
    """A message was copied to its reader: if it was on its way, it is passed on now."""
    return await _one(tx, _ARRIVED, message=message_id)


async def become(
    tx: Transaction,
    message_id: int,
    kind: Kind,
    *,
    captioned: bool,
    file: str | None,
    tells: bool = False,
) -> None:
    """Note that an edit made something else of a message."""
    await tx.connection.execute(
        update(messages)
        .where(messages.c.id == message_id)
        .values(
            kind=kind,
            captioned=captioned,
            tells=tells,
            sealed_file=tx.vault.seal(file, "file") if file else None,
            origin=tx.place.number or None,
        )
    )


async def move_to_case(tx: Transaction, message_id: int, case_id: CaseId, state: State) -> None:
    """Let a message of an older request belong to a newer one."""
    await tx.connection.execute(
        update(messages).where(messages.c.id == message_id).values(case_id=case_id, state=state)
    )


async def wait_again(tx: Transaction, case_id: CaseId) -> None:
    """Let all that the young person wrote in a case wait for the next worker."""
    await tx.connection.execute(
        update(messages)
        .where(
            messages.c.case_id == case_id,
            messages.c.author == Author.PERSON,
            messages.c.state.in_((State.LEAVING, State.PASSED)),
        )
        .values(state=State.WAITING)
    )


_ADD_COPY = insert(copies)


def add_copy(
    tx: Transaction, message_id: int, reader_id: PersonId, copy_id: int, now: datetime
) -> None:
    """Note which message id a reader's copy has; many are written together."""
    tx.later(_ADD_COPY, message_id=message_id, reader_id=reader_id, copy_id=copy_id, made_at=now)


async def forget_copy(tx: Transaction, reader_id: PersonId, copy_id: int) -> None:
    """A copy was taken back."""
    await tx.connection.execute(
        delete(copies).where(copies.c.reader_id == reader_id, copies.c.copy_id == copy_id)
    )


_COPIES_OF = (
    select(copies).where(copies.c.message_id == bindparam("message")).order_by(copies.c.made_at)
)


async def copies_of(tx: Transaction, message_id: int) -> list[Copy]:
    """Every copy of a message, oldest first."""
    rows = await tx.connection.execute(_COPIES_OF, {"message": message_id})
    return [Copy(PersonId(row.reader_id), row.copy_id, row.made_at) for row in rows]


async def last_copy(tx: Transaction, message_id: int, reader_id: PersonId) -> int | None:
    """The id of the newest copy that a reader has of a message."""
    mine = [c for c in await copies_of(tx, message_id) if c.reader_id == reader_id]
    return mine[-1].copy_id if mine else None


async def copies_of_cases(tx: Transaction, case_ids: Sequence[CaseId]) -> list[Copy]:
    """Every copy of every message of these cases."""
    query = (
        select(copies)
        .join(messages, messages.c.id == copies.c.message_id)
        .where(messages.c.case_id.in_(case_ids))
    )
    return [
        Copy(PersonId(row.reader_id), row.copy_id, row.made_at)
        for row in await tx.connection.execute(query)
    ]


async def written_in_cases(
    tx: Transaction, case_ids: Sequence[CaseId], author: Author
) -> list[Copy]:
    """Where one side's own messages of these cases stand, as (chat, id, when)."""
    query = select(messages).where(messages.c.case_id.in_(case_ids), messages.c.author == author)
    return [
        Copy(PersonId(row.author_id), row.source_id, row.written_at)
        for row in await tx.connection.execute(query)
    ]
