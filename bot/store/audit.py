"""The audit trail in the database: it is added to and read, and nothing else."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.domain.audit import BEGINNING, Act, Chained, Entry, first_broken, link_after
from bot.domain.people import CaseId, PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import audit, audit_ends, people
from bot.store.upsert import insert_into

_PURPOSE = "audit"


@dataclass(frozen=True, slots=True)
class Trail:
    """How the whole trail stands."""

    count: int
    #: The last link.
    end: bytes
    #: The number of the first entry that does not follow; None: it is whole.
    broken: int | None


async def add(
    tx: Transaction,
    at: datetime,
    act: Act,
    member: PersonId | None = None,
    case_id: CaseId | None = None,
    detail: str = "",
) -> Chained:
    """Add an entry at the end. Others who add one wait until this transaction is over."""
    await begin(tx)
    end = await _end(tx, lock=True)
    assert end is not None  # noqa: S101  # it has begun
    entry = Entry(end.number + 1, at, act, member, case_id, detail)
    link = link_after(_key(tx, end), end.link, entry)
    await tx.connection.execute(
        insert(audit).values(
            bot_id=tx.bot_id,
            number=entry.number,
            at=at,
            act=act.value,
            member=member,
            case_id=case_id,
            detail=detail,
            link=link,
        )
    )
    await tx.connection.execute(
        update(audit_ends)
        .where(audit_ends.c.bot_id == tx.bot_id)
        .values(number=entry.number, link=link)
    )
    return Chained(entry, link)


async def begin(tx: Transaction) -> None:
    """Give the trail a key and a beginning, if it has none."""
    await tx.connection.execute(
        insert_into(tx.dialect, audit_ends)
        .values(
            bot_id=tx.bot_id,
            sealed_key=tx.vault.seal(os.urandom(32).hex(), _PURPOSE),
            number=0,
            link=BEGINNING,
        )
        .on_conflict_do_nothing()
    )


async def opens(tx: Transaction) -> None:
    """Give the trail a key if it has none. Raises SealBroken if our keys are not this database's.

    ``db rekey`` changes this seal last: whatever keys open it open all that is kept.
    """
    end = await _end(tx)
    if end is not None:
        _key(tx, end)
        return
    # A database from before there was a trail: its people tell.
    query = select(people.c.sealed_id).where(people.c.bot_id == tx.bot_id)
    newest = (await tx.connection.execute(query.order_by(people.c.id.desc()).limit(1))).scalar()
    if newest is not None:
        tx.vault.open(newest, "person")
    await begin(tx)


async def page(tx: Transaction, before: int | None, limit: int) -> Sequence[Chained]:
    """The newest entries, or those before a number; the newest first."""
    query = select(audit).where(audit.c.bot_id == tx.bot_id)
    if before is not None:
        query = query.where(audit.c.number < before)
    rows = await tx.connection.execute(query.order_by(audit.c.number.desc()).limit(limit))
    return [_chained(row) for row in rows]


async def verify(tx: Transaction) -> Trail:
    """Follow the whole trail, link by link. Raises SealBroken if its key cannot be opened."""
    end = await _end(tx)
    if end is None:
        rows = await tx.connection.execute(select(audit).where(audit.c.bot_id == tx.bot_id))
        return Trail(0, BEGINNING, 1 if rows.first() else None)
    query = select(audit).where(audit.c.bot_id == tx.bot_id).order_by(audit.c.number)
    chain = [_chained(row) for row in await tx.connection.execute(query)]
    broken = first_broken(_key(tx, end), chain, last=end.number, end=end.link)
    return Trail(end.number, end.link, broken)


async def _end(tx: Transaction, *, lock: bool = False) -> AnyRow | None:
    query = select(audit_ends).where(audit_ends.c.bot_id == tx.bot_id)
    rows = await tx.connection.execute(query.with_for_update() if lock else query)
    return rows.first()


def _key(tx: Transaction, end: AnyRow) -> bytes:
    return bytes.fromhex(tx.vault.open(end.sealed_key, _PURPOSE))


def _chained(row: AnyRow) -> Chained:
    member = None if row.member is None else PersonId(row.member)
    case_id = None if row.case_id is None else CaseId(row.case_id)
    entry = Entry(row.number, row.at, Act(row.act), member, case_id, row.detail)
    return Chained(entry, row.link)
