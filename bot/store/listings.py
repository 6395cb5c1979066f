"""Lists that show several people's pseudonyms: taken back or shown anew when one of them goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select

from bot.domain.people import PersonId
from bot.store.cargo import Cargo, Kind, read
from bot.store.database import Transaction
from bot.store.parcel_states import ANY_LANE, CLAIMED, PENDING
from bot.store.tables import outbox
from bot.store.withdrawals import withdraw

_LISTINGS = select(outbox.c.recipient_id, outbox.c.sent_id, outbox.c.settled_at).where(
    outbox.c.bot_id == bindparam("bot"),
    outbox.c.listing.is_(True),
    outbox.c.settled_at >= bindparam("since"),
    outbox.c.sent_id.is_not(None),
)


async def sent_since(tx: Transaction, since: datetime) -> Sequence[tuple[PersonId, int, datetime]]:
    """The messages that show several people's pseudonyms: (recipient, id, when)."""
    rows = await tx.connection.execute(_LISTINGS, {"bot": tx.bot_id, "since": since})
    return [(PersonId(row.recipient_id), row.sent_id, row.settled_at) for row in rows]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that somebody asked for, and that must be shown anew."""

    recipient_id: PersonId
    slot: str | None
    #: Of one that was shown already it is gone: its slot must tell what to show.
    shown: Cargo | None = None


_answer = outbox.alias("answer")
_CHOICES = select(outbox.c.recipient_id, outbox.c.slot).where(
    outbox.c.bot_id == bindparam("bot"),
    outbox.c.listing.is_(True),
    outbox.c.settled_at >= bindparam("since"),
    outbox.c.sent_id.is_not(None),
    outbox.c.slot.is_not(None),
    ~exists().where(
        _answer.c.recipient_id == outbox.c.recipient_id,
        _answer.c.sent_id == outbox.c.sent_id,
        _answer.c.id > outbox.c.id,
    ),
)


async def asking_since(tx: Transaction, since: datetime) -> list[Listing]:
    """Lists that ask something which nobody has answered yet: those that have a slot."""
    rows = await tx.connection.execute(_CHOICES, {"bot": tx.bot_id, "since": since})
    return [Listing(PersonId(row.recipient_id), row.slot) for row in rows]


@dataclass(frozen=True, slots=True)
class Choice:
    """A message that asks its reader something, unanswered."""

    sent_id: int
    asked_at: datetime


_CHOICES_OF = (
    _CHOICES.with_only_columns(outbox.c.sent_id, outbox.c.slot, outbox.c.settled_at)
    .where(outbox.c.recipient_id == bindparam("reader"))
    .order_by(outbox.c.id)
)


async def choices_of(tx: Transaction, reader: PersonId, since: datetime) -> list[Choice]:
    """What somebody was asked and has not answered, the first first; asked anew, it is one."""
    values = {"bot": tx.bot_id, "reader": reader, "since": since}
    rows = await tx.connection.execute(_CHOICES_OF, values)
    last = {row.slot: Choice(row.sent_id, row.settled_at) for row in rows}
    return sorted(last.values(), key=lambda choice: choice.sent_id)


_LISTINGS_CLAIMED = select(
    outbox.c.id, outbox.c.recipient_id, outbox.c.slot, outbox.c.payload
).where(
    outbox.c.bot_id == bindparam("bot"),
    ANY_LANE,
    PENDING,
    CLAIMED,
    outbox.c.listing.is_(True),
)


async def recall(tx: Transaction, now: datetime, erasing: PersonId) -> list[Listing]:
    """Take back the lists that are on their way: they may show who has just gone."""
    query = _LISTINGS_CLAIMED.with_for_update(of=outbox)
    rows = (await tx.connection.execute(query, {"bot": tx.bot_id})).all()
    if rows:
        ids = [row.id for row in rows]
        await withdraw(tx, now, outbox.c.id.in_(ids), erasing=erasing)
    return [
        Listing(PersonId(row.recipient_id), row.slot, read(Kind.SHOW, row.payload)) for row in rows
    ]
