"""Erasures under way: what could be deleted, and what could not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.tables import erasures


@dataclass(frozen=True, slots=True)
class Erasure:
    """How far an erasure is, in messages."""

    deleted: int
    kept: int


async def begin(tx: Transaction, person_id: PersonId, kept: int) -> None:
    """Start counting; ``kept`` messages are too old for Telegram to let a bot delete them."""
    await tx.connection.execute(insert(erasures).values(person_id=person_id, kept=kept, deleted=0))


async def get(tx: Transaction, person_id: PersonId) -> Erasure | None:
    """How far the erasure of somebody is, if one is under way."""
    query = select(erasures).where(erasures.c.person_id == person_id)
    row = (await tx.connection.execute(query)).first()
    return None if row is None else Erasure(row.deleted, row.kept)


async def progress(tx: Transaction, person_id: PersonId, deleted: int, kept: int) -> bool:
    """Count what was settled. Returns whether such an erasure waits for its receipt.

    On PostgreSQL, whoever else settles something of it waits here.
    """
    counted = await tx.connection.execute(
        update(erasures)
        .where(erasures.c.person_id == person_id, erasures.c.receipt_at.is_(None))
        .values(deleted=erasures.c.deleted + deleted, kept=erasures.c.kept + kept)
    )
    return counted.rowcount == 1


async def end(tx: Transaction, person_id: PersonId, now: datetime) -> None:
    """Note that the receipt was ordered."""
    await tx.connection.execute(
        update(erasures).where(erasures.c.person_id == person_id).values(receipt_at=now)
    )
