"""What a process that died had claimed: put back, or settled if it was recalled."""

from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, or_, update

from bot.domain.people import PersonId
from bot.domain.replicas import claim_number
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
#: Of one replica: a claim's number tells whose it is.
_OF_ONE = outbox.c.claimed_by.between(bindparam("lowest"), bindparam("highest"))
_RELEASE_OF = _RELEASE_ALL.where(_OF_ONE)
_BURY_ALL = BURY.where(_IN_LANES, RECALLED)
_BURY_OLD = _BURY_ALL.where(_OLD)
_BURY_OF = _BURY_ALL.where(_OF_ONE)
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


async def release_of(tx: Transaction, replica: int) -> int:
    """Put back what a replica that died had claimed."""
    tx.held = None
    values = {"bot": tx.bot_id, **_numbers_of(replica)}
    return (await tx.connection.execute(_RELEASE_OF, values)).rowcount


async def bury_of(tx: Transaction, now: datetime, replica: int) -> list[PersonId]:
    """Settle what was recalled from a replica that died; returns whose erasures waited for it."""
    values = {"bot": tx.bot_id, "at": now, **_numbers_of(replica)}
    rows = await tx.connection.execute(_BURY_OF, values)
    return [PersonId(row.erasing) for row in rows if row.erasing is not None]


def _numbers_of(replica: int) -> dict[str, object]:
    return {"lowest": claim_number(replica, 0), "highest": claim_number(replica + 1, 0) - 1}
