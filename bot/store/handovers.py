"""What a shift leaves to the next one, and who has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.tables import handover_readers, handovers
from bot.store.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Handover:
    """A message of somebody of the team for whoever comes next."""

    id: int
    author: PersonId
    #: The message's id in its author's chat.
    source: int
    made_at: datetime


async def add(tx: Transaction, author: PersonId, source: int, now: datetime) -> bool:
    """Keep which message it is. Returns False if it is kept already."""
    values = {"bot_id": tx.bot_id, "author_id": author, "source_id": source, "made_at": now}
    added = insert_into(tx.dialect, handovers).values(values).on_conflict_do_nothing()
    return (await tx.connection.execute(added)).rowcount == 1


async def unread_by(
    tx: Transaction, reader: PersonId, since: datetime, most: int
) -> Sequence[Handover]:
    """What others left since a moment and the reader was not shown, the oldest of them first."""
    read = exists().where(
        handover_readers.c.handover_id == handovers.c.id, handover_readers.c.reader_id == reader
    )
    newest = (
        select(handovers)
        .where(
            handovers.c.bot_id == tx.bot_id,
            handovers.c.made_at >= since,
            handovers.c.author_id != reader,
            ~read,
        )
        .order_by(handovers.c.made_at.desc(), handovers.c.id.desc())
        .limit(most)
    )
    rows = (await tx.connection.execute(newest)).all()
    return [
        Handover(row.id, PersonId(row.author_id), row.source_id, row.made_at)
        for row in reversed(rows)
    ]


async def note_read(tx: Transaction, handover: int, reader: PersonId) -> bool:
    """The reader is shown it. Returns False if they were."""
    noted = insert_into(tx.dialect, handover_readers).values(handover_id=handover, reader_id=reader)
    return (await tx.connection.execute(noted.on_conflict_do_nothing())).rowcount == 1


async def older_than(tx: Transaction, before: datetime, most: int) -> Sequence[int]:
    """What is too old to be of use."""
    query = (
        select(handovers.c.id)
        .where(handovers.c.bot_id == tx.bot_id, handovers.c.made_at < before)
        .order_by(handovers.c.made_at)
        .limit(most)
    )
    return list((await tx.connection.execute(query)).scalars())


async def readers(tx: Transaction, handover: int) -> Sequence[PersonId]:
    """Who was shown it."""
    query = select(handover_readers.c.reader_id).where(handover_readers.c.handover_id == handover)
    return [PersonId(one) for one in (await tx.connection.execute(query)).scalars()]


async def remove(tx: Transaction, handover: int) -> None:
    """Forget it, and who has read it."""
    await tx.connection.execute(delete(handovers).where(handovers.c.id == handover))
