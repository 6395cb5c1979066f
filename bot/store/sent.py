"""What was sent, or is about to be: to whom, about which case, under which id."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select

from bot.domain.people import CaseId, PersonId
from bot.store.cargo import Kind
from bot.store.database import Transaction
from bot.store.tables import outbox

_CASE_OF_SENT = (
    select(outbox.c.case_id)
    .where(outbox.c.recipient_id == bindparam("reader"), outbox.c.sent_id == bindparam("as_id"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)


async def case_of(tx: Transaction, recipient: PersonId, sent_id: int) -> tuple[bool, CaseId | None]:
    """Whether a message of somebody's chat is the bot's own, and which case it is about."""
    row = (
        await tx.connection.execute(_CASE_OF_SENT, {"reader": recipient, "as_id": sent_id})
    ).first()
    return (False, None) if row is None else (True, CaseId(row.case_id) if row.case_id else None)


_SENT_TO = select(outbox.c.sent_id, outbox.c.settled_at).where(
    outbox.c.recipient_id == bindparam("reader"), outbox.c.sent_id.is_not(None)
)


async def to_person(tx: Transaction, recipient_id: PersonId) -> Sequence[tuple[int, datetime]]:
    """The ids of what the bot sent to somebody, with when."""
    rows = await tx.connection.execute(_SENT_TO, {"reader": recipient_id})
    return [(row.sent_id, row.settled_at) for row in rows]


_SENT_ABOUT = select(outbox.c.recipient_id, outbox.c.sent_id, outbox.c.settled_at).where(
    outbox.c.case_id.in_(bindparam("about", expanding=True)),
    outbox.c.recipient_id != bindparam("but"),
    outbox.c.sent_id.is_not(None),
)


async def about_cases(
    tx: Transaction, case_ids: Sequence[CaseId], but: PersonId
) -> Sequence[tuple[PersonId, int, datetime]]:
    """What the bot sent to others about these cases: (recipient, id, when)."""
    rows = await tx.connection.execute(_SENT_ABOUT, {"about": list(case_ids), "but": but})
    return [(PersonId(row.recipient_id), row.sent_id, row.settled_at) for row in rows]


_IN_SLOT = select(outbox.c.sent_id).where(
    outbox.c.recipient_id == bindparam("reader"),
    outbox.c.slot.in_(bindparam("slots", expanding=True)),
)


async def in_slots(tx: Transaction, recipient: PersonId, *slots: str) -> Sequence[int]:
    """The ids of what the bot sent to somebody under these names."""
    found = await tx.connection.execute(_IN_SLOT, {"reader": recipient, "slots": slots})
    # Not asked of the database, which would then look through all that they were ever sent.
    return [sent_id for sent_id in found.scalars() if sent_id is not None]


_UNCONFIRMED = select(func.coalesce(func.sum(outbox.c.lost), 0)).where(outbox.c.lost > 0)
_UNCONFIRMED_TO = _UNCONFIRMED.where(outbox.c.recipient_id == bindparam("reader"))
_UNCONFIRMED_ABOUT = _UNCONFIRMED.where(
    outbox.c.case_id.in_(bindparam("about", expanding=True)),
    outbox.c.recipient_id != bindparam("reader"),
)
_UNCONFIRMED_LISTINGS = _UNCONFIRMED.where(
    outbox.c.bot_id == bindparam("bot"), outbox.c.listing.is_(True)
)


async def unconfirmed(tx: Transaction, person: PersonId, case_ids: Collection[CaseId]) -> int:
    """How many messages to somebody, or about their cases, may stand under ids nobody knows.

    Telegram's answers to them were lost: an erasure cannot delete them, and must say so.
    """
    to = (await tx.connection.execute(_UNCONFIRMED_TO, {"reader": person})).scalar_one()
    values = {"reader": person, "about": list(case_ids)}
    about = (await tx.connection.execute(_UNCONFIRMED_ABOUT, values)).scalar_one()
    if not case_ids:
        return int(to)
    lists = (await tx.connection.execute(_UNCONFIRMED_LISTINGS, {"bot": tx.bot_id})).scalar_one()
    return int(to) + int(about) + int(lists)


_SHOWN = outbox.c.kind == literal_column(f"'{Kind.SHOW.value}'")
_LAST_SENT = select(func.max(outbox.c.sent_id)).where(
    outbox.c.recipient_id == bindparam("reader"),
    outbox.c.case_id == bindparam("about"),
    outbox.c.id < bindparam("before"),
    _SHOWN,
)


async def last_about(
    tx: Transaction, recipient_id: PersonId, case_id: CaseId, before: int
) -> int | None:
    """The newest message the bot showed somebody about a case, written before a row."""
    values = {"reader": recipient_id, "about": case_id, "before": before}
    newest: int | None = (await tx.connection.execute(_LAST_SENT, values)).scalar()
    return newest
