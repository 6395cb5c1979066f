"""Taking rows to send them, in order, and giving them back.

Whoever settles, postpones or releases a row must still hold its claim.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Select, Update, bindparam, select, update

from bot.domain.people import CaseId, PersonId
from bot.store import due
from bot.store.cargo import read
from bot.store.database import AnyRow, Transaction
from bot.store.parcel_states import CLAIMED, MINE, QUEUED, held_by, literal
from bot.store.parcels import Lane, Parcel, State
from bot.store.prepared import SKIPS_NEW
from bot.store.tables import outbox

_now: BindParameter[datetime] = bindparam("now")
#: Clocks of several machines differ, and a moment is taken before it is used: so much is nothing.
_SKEW = timedelta(seconds=5)


def _claiming(rows: Select[tuple[int]]) -> Update:
    return (
        update(outbox)
        # Asked again outside: on PostgreSQL the row may have changed since it was found.
        .where(outbox.c.id.in_(rows), QUEUED)
        .values(state=literal(State.CLAIMED), claimed_by=bindparam("holder"), claimed_at=_now)
        .returning(outbox)
    )


_CLAIM = _claiming(due.in_order())
_CLAIM_ANY = _claiming(due.in_any_order())


def _locking(rows: Select[tuple[int]]) -> Select[tuple[int]]:
    """The same rows, but for those that another transaction holds at this moment."""
    # Materialized: else PostgreSQL may look, and lock, again for each row that it changes.
    free = rows.with_for_update(skip_locked=True).cte("free").prefix_with("MATERIALIZED")
    return select(free.c.id)


# Of several processes, each takes what no other is taking at this moment, and what needs no
# other's memory. The people are locked by a statement of its own: the next one sees all that
# whoever held a lock before has claimed. Two claimers at once could else each take a part of one
# person's messages, and send the second part first.
_LOCK_PEOPLE = due.lock_people()
_CLAIM_OF = _claiming(_locking(due.in_order_among_others(due.OF_LOCKED)))
_CLAIM_ANY_LEFT = _claiming(_locking(due.in_any_order(due.NEEDS_NO_OTHER)))


async def claim(
    tx: Transaction, lane: Lane, holder: int, now: datetime, limit: int
) -> list[Parcel]:
    """Take rows that are due, oldest first; nothing overtakes an earlier row to the same person.

    The quiet lane has no order. ``holder`` is a number that no other claim has.
    """
    values = {
        "bot": tx.bot_id,
        "on_lane": int(lane),
        "now": now,
        "ahead": now + _SKEW,
        "holder": holder,
        "most": limit,
    }
    shared = tx.dialect != "sqlite"
    rows = await (_claim_among_others if shared else _claim_alone)(tx, lane, values)
    return [_parcel(row, lane, holder) for row in sorted(rows, key=lambda row: row.id)]


async def _claim_alone(tx: Transaction, lane: Lane, values: dict[str, object]) -> Sequence[AnyRow]:
    claiming = _CLAIM_ANY if lane is Lane.QUIET else _CLAIM
    return (await tx.connection.execute(claiming, values)).all()


async def _claim_among_others(
    tx: Transaction, lane: Lane, values: dict[str, object]
) -> Sequence[AnyRow]:
    values["others"] = [one.number for one in tx.place.others]
    if lane is Lane.QUIET:
        return (await tx.connection.execute(_CLAIM_ANY_LEFT, values)).all()
    values["locked"] = (await tx.connection.execute(_LOCK_PEOPLE, values)).scalars().all()
    if not values["locked"]:
        return ()
    return (await tx.connection.execute(_CLAIM_OF, values)).all()


def _parcel(row: AnyRow, lane: Lane, holder: int) -> Parcel:
    return Parcel(
        id=row.id,
        recipient_id=PersonId(row.recipient_id),
        lane=lane,
        cargo=read(row.kind, row.payload, row.aside),
        created_at=row.created_at,
        attempts=row.attempts,
        message_id=row.message_id,
        case_id=CaseId(row.case_id) if row.case_id else None,
        expires_at=row.expires_at,
        holder=holder,
        lost=row.lost,
        epoch=row.epoch,
        erasing=PersonId(row.erasing) if row.erasing else None,
    )


_POSTPONE = (
    update(outbox)
    .where(MINE, CLAIMED)
    .values(
        state=literal(State.QUEUED),
        lost=outbox.c.lost + bindparam("losses"),
        due_at=bindparam("again_at"),
        due_since=bindparam("at"),
        attempts=outbox.c.attempts + 1,
        claimed_by=None,
    )
    .execution_options(**SKIPS_NEW)
)


async def postpone(
    tx: Transaction, parcel: Parcel, now: datetime, due_at: datetime, *, lost: bool = False
) -> bool:
    """Put a row back, to be tried again at a moment; what follows it waits with it.

    ``lost``: Telegram's answer was, so that it may have arrived. Returns False if the claim is.
    """
    values = {"losses": int(lost), "again_at": due_at, "at": now, **held_by(parcel)}
    return (await tx.connection.execute(_POSTPONE, values)).rowcount == 1


_RELEASE = (
    update(outbox)
    .where(MINE, CLAIMED)
    .values(state=literal(State.QUEUED), claimed_by=None)
    .execution_options(**SKIPS_NEW)
)


async def release(tx: Transaction, parcel: Parcel) -> bool:
    """Put a claimed row back untried. Returns False if its claim is lost."""
    return (await tx.connection.execute(_RELEASE, held_by(parcel))).rowcount == 1


_HOLD = update(outbox).where(MINE).values(claimed_at=bindparam("at")).execution_options(**SKIPS_NEW)


async def hold(tx: Transaction, claims: Collection[tuple[int, int]], now: datetime) -> None:
    """Say that whoever holds these rows, given as (row, holder), is alive and still at it."""
    if claims:
        held = [{"parcel": row, "holder": holder, "at": now} for row, holder in sorted(claims)]
        await tx.connection.execute(_HOLD, held)
