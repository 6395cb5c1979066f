"""Erasures under way: how many deletions are left, and what could not be deleted."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.tables import erasures


@dataclass(frozen=True, slots=True)
class Erasure:
    """How far an erasure is, in messages."""

    remaining: int
    deleted: int
    kept: int


async def begin(tx: Transaction, person_id: PersonId, remaining: int, kept: int) -> None:
    """Start counting. ``remaining`` deletions were ordered; ``kept`` messages are too old."""
    await tx.connection.execute(
        insert(erasures).values(person_id=person_id, remaining=remaining, kept=kept, deleted=0)
    )


async def get(tx: Transaction, person_id: PersonId) -> Erasure | None:
    """How far the erasure of somebody is, if one is under way."""
    query = select(erasures).where(erasures.c.person_id == person_id)
    row = (await tx.connection.execute(query)).first()
    return None if row is None else Erasure(row.remaining, row.deleted, row.kept)


async def progress(tx: Transaction, person_id: PersonId, deleted: int, kept: int) -> Erasure | None:
    """Count one settled deletion."""
    await tx.connection.execute(
        update(erasures)
        .where(erasures.c.person_id == person_id)
        .values(
            remaining=erasures.c.remaining - 1,
            deleted=erasures.c.deleted + deleted,
            kept=erasures.c.kept + kept,
        )
    )
    return await get(tx, person_id)
