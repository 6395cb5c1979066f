"""What is to be sent: written in the transaction of the change it announces, sent after it.

A row holds references and content ids, never words, and its payload is emptied once settled.
What becomes of it then is in `claims`, `settling`, `takeover` and `withdrawals`; what is known of
it afterwards in `sent` and `listings`.
"""

from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, func, insert, literal_column, select, update

from bot.domain.people import CaseId, PersonId
from bot.store.cargo import Aside, Cargo, Kind, write
from bot.store.database import Transaction
from bot.store.parcel_states import ANY_LANE, PENDING, QUEUED, SETTLED, literal
from bot.store.parcels import Lane, State
from bot.store.tables import outbox

#: Due at once, whatever the clock says now or said a moment ago.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
#: Order concerns what somebody reads, not these.
_UNREAD = frozenset({Kind.DELETE, Kind.REACT, Kind.MENU})
#: Rows that one purge deletes at most: the writer is never held for long.
_BATCH = 500

_ENQUEUE = insert(outbox).values(state=State.QUEUED, attempts=0)
_newer = outbox.alias("newer")
_REPLACE = (
    update(outbox)
    .where(
        outbox.c.recipient_id == bindparam("reader"),
        ANY_LANE,
        QUEUED,
        outbox.c.slot == bindparam("gesture"),
        outbox.c.id
        < select(func.max(_newer.c.id))
        .where(
            _newer.c.recipient_id == bindparam("reader"),
            _newer.c.lane.in_([literal_column(str(int(lane))) for lane in Lane]),
            _newer.c.state == literal(State.QUEUED),
            _newer.c.slot == bindparam("gesture"),
        )
        .scalar_subquery(),
    )
    .values(state=literal(State.DEAD), **SETTLED)
)


def enqueue(
    tx: Transaction,
    recipient_id: PersonId,
    cargo: Cargo,
    now: datetime,
    *,
    lane: Lane = Lane.NORMAL,
    message_id: int | None = None,
    case_id: CaseId | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    epoch: int | None = None,
    slot: str | None = None,
    erasing: PersonId | None = None,
    listing: bool = False,
    origin: int | None = None,
) -> None:
    """Add a row: it leaves after this transaction's commit, in order per recipient and lane.

    ``epoch``: not sent once the case has another. ``slot``: it takes the place of a queued row
    of the same name. ``erasing``: whose receipt waits for it. ``listing``: it shows pseudonyms
    of several people. ``origin``: the replica that alone may send it while it lives, for what is
    in its memory. Without ``due_at`` it is due at once, whatever becomes of the clock.
    """
    lane = Lane.QUIET if cargo.kind in _UNREAD else lane
    aside = cargo.number if isinstance(cargo, Aside) else None
    tx.announced.add(int(lane))
    tx.later(
        _ENQUEUE,
        bot_id=tx.bot_id,
        recipient_id=recipient_id,
        lane=int(lane),
        kind=cargo.kind,
        payload=write(cargo) if aside is None else "",
        aside=aside,
        origin=(tx.place.number if aside is not None else origin) or None,
        created_at=now,
        due_at=due_at or AT_ONCE,
        due_since=now if due_at else None,
        expires_at=expires_at,
        message_id=message_id,
        case_id=case_id,
        epoch=epoch,
        slot=slot,
        erasing=erasing,
        listing=listing,
    )
    if slot is not None:
        # Put off after the row itself, so that of several in one transaction the last one stays.
        tx.later(_REPLACE, reader=recipient_id, gesture=slot, at=now)


async def count_waiting(tx: Transaction, lane: Lane, most: int) -> int:
    """How many rows of a lane have not left; more than ``most`` are not counted."""
    waiting = (
        select(outbox.c.id)
        .where(outbox.c.bot_id == tx.bot_id, outbox.c.lane == int(lane), PENDING)
        .limit(most)
    )
    count: int = (
        await tx.connection.execute(select(func.count()).select_from(waiting.subquery()))
    ).scalar_one()
    return count


_PURGE = delete(outbox).where(
    outbox.c.id.in_(
        select(outbox.c.id)
        .where(outbox.c.settled_at.is_not(None), outbox.c.settled_at < bindparam("before"))
        .limit(literal_column(str(_BATCH)))
    )
)


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete settled rows that Telegram would no longer let a bot delete at the other end.

    Returns how many, a few hundred at most: whoever wants all gone calls it until it is none.
    """
    return (await tx.connection.execute(_PURGE, {"before": before})).rowcount
