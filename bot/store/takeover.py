"""What a process that died had claimed: put back, or settled if it was recalled."""

from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, or_, update

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.parcel_states import ANY_LANE, CLAIMED, PENDING, RECALLED, literal
from bot.store.parcels import State
from bot.store.settling import BURY
from bot.store.tables import outbox

# A claim is also old if it seems to come from so far ahead: the clock went back since.
_OLD = or_(outbox.c.claimed_at < bindparam("before"), outbox.c.claimed_at > bindparam("after"))
_IN_LANES = and_(
    outbox.c.bot_id == bindparam("bot"),
    ANY_LANE,
    PENDING,
)
_RELEASE_ALL = (
    update(outbox).where(_IN_LANES, CLAIMED).values(state=literal(State.QUEUED), claimed_by=None)
)
_RELEASE_OLD = _RELEASE_ALL.where(_OLD)
_BURY_ALL = BURY.where(_IN_LANES, RECALLED)
_BURY_OLD = _BURY_ALL.where(_OLD)
_EVER = datetime(9999, 1, 1, tzinfo=UTC)


async def release_all(
    tx: Transaction, claimed_before: datetime | None = None, claimed_after: datetime = _EVER
) -> int:
    """Put back what a process that died had claimed: everything, or what is older."""
    tx.held = None
    if claimed_before is None:
        return (await tx.connection.execute(_RELEASE_ALL, {"bot": tx.bot_id})).rowcount
    values = {"bot": tx.bot_id, "before": claimed_before, "after": claimed_after}
    return (await tx.connection.execute(_RELEASE_OLD, values)).rowcount


async def bury_all(
    tx: Transaction,
    now: datetime,
    claimed_before: datetime | None = None,
    claimed_after: datetime = _EVER,
) -> list[PersonId]:
    """Settle what was recalled from a process that died; returns whose erasures waited for it.

    Whether it arrived, nobody will know.
    """
    values: dict[str, object] = {"bot": tx.bot_id, "at": now}
    if claimed_before is None:
        rows = await tx.connection.execute(_BURY_ALL, values)
    else:
        values |= {"before": claimed_before, "after": claimed_after}
        rows = await tx.connection.execute(_BURY_OLD, values)
    return [PersonId(row.erasing) for row in rows if row.erasing is not None]
