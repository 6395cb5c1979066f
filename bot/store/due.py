"""Which rows of the outbox are due, and may be sent without overtaking any."""

from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    all_,
    and_,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from bot.store.parcel_states import PENDING, QUEUED, literal
from bot.store.parcels import State
from bot.store.tables import outbox

_earlier = outbox.alias("earlier")
_now: BindParameter[datetime] = bindparam("now")
_ahead: BindParameter[datetime] = bindparam("ahead")
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


def _stuck_before(*reasons: ColumnElement[bool]) -> ColumnElement[bool]:
    """In order: nothing overtakes what is being sent, or what was tried and is tried again later.

    ``reasons`` for which something earlier that is queued must go first.
    """
    return exists().where(
        _earlier.c.recipient_id == outbox.c.recipient_id,
        _earlier.c.lane == outbox.c.lane,
        _earlier.c.id < outbox.c.id,
        or_(
            _earlier.c.state == literal(State.CLAIMED),
            and_(_earlier.c.state == literal(State.QUEUED), or_(_earlier_waits, *reasons)),
        ),
        _earlier.c.state.in_([literal(State.QUEUED), literal(State.CLAIMED)]),
    )


_others = bindparam("others", type_=ARRAY(BigInteger))
#: No other replica that lives has in its memory what a row needs.
NEEDS_NO_OTHER = or_(outbox.c.origin.is_(None), outbox.c.origin != all_(_others))
#: Of people whom ``lock_people`` gave.
OF_LOCKED = outbox.c.recipient_id == any_(bindparam("locked", type_=ARRAY(BigInteger)))
_EARLIER_NEEDS_ANOTHER = _earlier.c.origin == any_(_others)


def in_order() -> Select[tuple[int]]:
    """The oldest rows that are due and overtake none."""
    return in_any_order(~_stuck_before())


def in_order_among_others(*which: ColumnElement[bool]) -> Select[tuple[int]]:
    """The same, but for what another replica must send, and what stands behind it."""
    return in_any_order(~_stuck_before(_EARLIER_NEEDS_ANOTHER), NEEDS_NO_OTHER, *which)


def in_any_order(*which: ColumnElement[bool]) -> Select[tuple[int]]:
    """The oldest rows that are due. ``which`` of them."""
    # State is written out twice so that the partial index over pending rows is used.
    return (
        select(outbox.c.id)
        .where(
            outbox.c.bot_id == bindparam("bot"),
            outbox.c.lane == bindparam("on_lane"),
            PENDING,
            QUEUED,
            _is_due,
            *which,
        )
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
    )


def lock_people() -> Select[tuple[int]]:
    """Whose rows are due and whom no other transaction is claiming for: locked until it ends."""
    rows = in_order_among_others()
    people = (
        select(outbox.c.recipient_id)
        .where(outbox.c.id.in_(rows))
        .distinct()
        # Materialized: a lock is asked for of these people only, once each.
        .cte("due_people")
        .prefix_with("MATERIALIZED")
    )
    name = func.hashint8extended(people.c.recipient_id, bindparam("on_lane", type_=BigInteger))
    return select(people.c.recipient_id).where(func.pg_try_advisory_xact_lock(name))
