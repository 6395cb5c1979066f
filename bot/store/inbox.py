"""Which updates were handled, and where the person's own messages stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, tuple_, update

from bot.domain.messages import Kind
from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.prepared import SKIPS_NEW
from bot.store.tables import inbox

_NOTE = insert(inbox).values(loose=False)
_SEEN = (
    select(inbox.c.update_id)
    .where(inbox.c.bot_id == bindparam("bot"), inbox.c.update_id == bindparam("update"))
    .execution_options(**SKIPS_NEW)
)


async def seen(tx: Transaction, update_id: int) -> bool:
    """Whether an update was handled already: Telegram repeats them."""
    if update_id in tx.noted:
        return True
    found = await tx.connection.execute(_SEEN, {"bot": tx.bot_id, "update": update_id})
    return found.first() is not None


def note(
    tx: Transaction,
    update_id: int,
    person_id: PersonId | None,
    message_id: int | None,
    now: datetime,
) -> None:
    """Note an update as handled; the transaction fails if it was already."""
    tx.noted.add(update_id)
    tx.later(
        _NOTE,
        bot_id=tx.bot_id,
        update_id=update_id,
        person_id=person_id,
        message_id=message_id,
        received_at=now,
    )


@dataclass(frozen=True, slots=True)
class Loose:
    """What was written outside any case, and may go along with a request."""

    message_id: int
    forwarded: bool
    kind: Kind = Kind.TEXT


async def mark_loose(
    tx: Transaction,
    person_id: PersonId,
    message_id: int,
    *,
    kind: Kind | None = None,
    loose: bool = True,
    forwarded: bool | None = None,
) -> bool:
    """Note that a message was written outside any case, or must not be taken for one.

    ``kind`` and ``forwarded`` stay as they were, unless said. Returns False if the message is
    not known any more.
    """
    values: dict[str, object] = {"loose": loose}
    if kind is not None:
        values["kind"] = kind.value
    if forwarded is not None:
        values["forwarded"] = forwarded
    changed = await tx.connection.execute(
        update(inbox)
        .where(inbox.c.person_id == person_id, inbox.c.message_id == message_id)
        .values(**values)
    )
    return changed.rowcount == 1


async def become(tx: Transaction, person_id: PersonId, message_id: int, kind: Kind) -> None:
    """Note what a message that belongs to no case is now; whether it goes along stays as it was."""
    await tx.connection.execute(
        update(inbox)
        .where(inbox.c.person_id == person_id, inbox.c.message_id == message_id)
        .values(kind=kind.value)
    )


async def loose(tx: Transaction, person_id: PersonId, message_id: int) -> Loose | None:
    """What was kept of a message that belongs to no case; None if nothing was."""
    query = select(inbox.c.message_id, inbox.c.forwarded, inbox.c.kind).where(
        inbox.c.person_id == person_id,
        inbox.c.message_id == message_id,
        inbox.c.kind.is_not(None),
    )
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _loose(row)


def _loose(row: AnyRow) -> Loose:
    # Rows of an earlier version have no kind: they were texts.
    return Loose(int(row.message_id), row.forwarded, Kind(row.kind or Kind.TEXT))


async def take_loose(tx: Transaction, person_id: PersonId, since: datetime) -> list[Loose]:
    """The free texts since a moment, in order; each is given once."""
    mine = (
        inbox.c.person_id == person_id,
        inbox.c.loose.is_(True),
        inbox.c.received_at >= since,
    )
    query = select(inbox.c.message_id, inbox.c.forwarded, inbox.c.kind).where(*mine)
    rows = await tx.connection.execute(query.order_by(inbox.c.message_id))
    found = [_loose(row) for row in rows]
    await tx.connection.execute(update(inbox).where(*mine).values(loose=False))
    return found


async def written_by(tx: Transaction, person_id: PersonId) -> Sequence[tuple[int, datetime]]:
    """The ids of what somebody wrote to the bot, with when."""
    query = select(inbox.c.message_id, inbox.c.received_at).where(
        inbox.c.person_id == person_id, inbox.c.message_id.is_not(None)
    )
    rows = await tx.connection.execute(query)
    return [(int(row.message_id), row.received_at) for row in rows]


async def forget(tx: Transaction, person_id: PersonId) -> None:
    """Keep that the updates were handled, but not whose they were."""
    await tx.connection.execute(
        update(inbox)
        .where(inbox.c.person_id == person_id)
        .values(person_id=None, message_id=None, loose=False, kind=None)
    )


#: So many rows leave in one transaction: nobody's message waits for a whole day's purge.
BATCH = 500


async def purge(tx: Transaction, before: datetime, limit: int = BATCH) -> int:
    """Delete what Telegram can no longer repeat, and no bot can delete any more.

    At most ``limit`` of them: there may be more if it returns that many.
    """
    old = select(inbox.c.bot_id, inbox.c.update_id).where(inbox.c.received_at < before).limit(limit)
    result = await tx.connection.execute(
        delete(inbox).where(tuple_(inbox.c.bot_id, inbox.c.update_id).in_(old))
    )
    return result.rowcount
