"""Taking rows to send them, in order, and giving them back.

Whoever settles, postpones or releases a row must still hold its claim.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Update,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
    text,
    true,
    update,
)

from bot.domain.people import CaseId, PersonId
from bot.store.cargo import read
from bot.store.database import AnyRow, Transaction
from bot.store.parcel_states import CLAIMED, MINE, PENDING, QUEUED, held_by, literal
from bot.store.parcels import Lane, Parcel, State
from bot.store.pending import SKIPS_NEW
from bot.store.tables import outbox

_earlier = outbox.alias("earlier")
_now: BindParameter[datetime] = bindparam("now")
_ahead: BindParameter[datetime] = bindparam("ahead")
#: Clocks of several machines differ, and a moment is taken before it is used: so much is nothing.
_SKEW = timedelta(seconds=5)
# A moment that was set later than now tells that the clock went back since: it is due.
_is_due = or_(outbox.c.due_at <= _now, outbox.c.due_since > _ahead)
#: What has probably arrived holds up what follows for so many repetitions, and no longer.
_HELD_UP = 2
_earlier_waits = and_(
    _earlier.c.attempts > 0,
    _earlier.c.lost <= literal_column(str(_HELD_UP)),
    _earlier.c.due_at > _now,
    or_(_earlier.c.due_since.is_(None), _earlier.c.due_since <= _ahead),
)
#: In order: nothing overtakes what is being sent, or what was tried and is tried again later.
_stuck_before = exists().where(
    _earlier.c.recipient_id == outbox.c.recipient_id,
    _earlier.c.lane == outbox.c.lane,
    _earlier.c.id < outbox.c.id,
    or_(
        _earlier.c.state == literal(State.CLAIMED),
        and_(_earlier.c.state == literal(State.QUEUED), _earlier_waits),
    ),
    _earlier.c.state.in_([literal(State.QUEUED), literal(State.CLAIMED)]),
)


def _claiming(in_order: ColumnElement[bool]) -> Update:
    # State is written out twice so that the partial index over pending rows is used.
    due = (
        select(outbox.c.id)
        .where(
            outbox.c.bot_id == bindparam("bot"),
            outbox.c.lane == bindparam("on_lane"),
            PENDING,
            QUEUED,
            _is_due,
            in_order,
        )
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
    )
    return (
        update(outbox)
        # Asked again outside: on PostgreSQL the row may have changed since it was found.
        .where(outbox.c.id.in_(due), QUEUED)
        .values(state=literal(State.CLAIMED), claimed_by=bindparam("holder"), claimed_at=_now)
        .returning(outbox)
    )


_CLAIM = _claiming(~_stuck_before)
_CLAIM_ANY = _claiming(true())


async def claim(
    tx: Transaction, lane: Lane, holder: int, now: datetime, limit: int
) -> list[Parcel]:
    """Take rows that are due, oldest first; nothing overtakes an earlier row to the same person.

    The quiet lane has no order. ``holder`` is a number that no other claim has.
    """
    await _one_claimer_at_a_time(tx, lane)
    claimed = await tx.connection.execute(
        _CLAIM_ANY if lane is Lane.QUIET else _CLAIM,
        {
            "bot": tx.bot_id,
            "on_lane": int(lane),
            "now": now,
            "ahead": now + _SKEW,
            "holder": holder,
            "most": limit,
        },
    )
    return [_parcel(row, lane, holder) for row in sorted(claimed.all(), key=lambda row: row.id)]


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


async def _one_claimer_at_a_time(tx: Transaction, lane: Lane) -> None:
    # On SQLite BEGIN IMMEDIATE sees to it. Two claimers at once could each take a part of
    # one person's messages, and send the second part first.
    if tx.connection.dialect.name != "sqlite":
        await tx.connection.execute(
            text("SELECT pg_advisory_xact_lock(:room, :lane)"),
            {"room": 0x6D617261, "lane": int(lane)},
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
