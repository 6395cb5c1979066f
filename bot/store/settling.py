"""The end of a row: sent, dead, or buried by the run that held it when it was recalled.

Whoever settles a row must still hold its claim.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.parcel_states import CLAIMED, MINE, RECALLED, SETTLED, held_by, literal
from bot.store.parcels import Parcel, State
from bot.store.prepared import SKIPS_NEW
from bot.store.tables import outbox

_SETTLE = (
    update(outbox)
    .where(MINE, CLAIMED)
    .values(state=bindparam("now_state"), sent_id=bindparam("as_id"), **SETTLED)
    .execution_options(**SKIPS_NEW)
)

_WHO_HOLDS = (
    select(outbox.c.id, outbox.c.claimed_by)
    .where(outbox.c.id.in_(bindparam("parcels", expanding=True)), CLAIMED)
    .execution_options(**SKIPS_NEW)
)


async def settle(
    tx: Transaction,
    parcel: Parcel,
    state: State,
    now: datetime,
    sent_id: int | None = None,
    *,
    soon: Collection[tuple[int, int]] = (),
) -> bool:
    """Finish a row, sent or dead; nothing of what it said stays.

    Returns False if its claim is lost: it was withdrawn, or another process took it over.
    ``soon``: claims, as (row, holder), that are settled in this transaction too, probably: where
    there is one writer, all are checked together and written together.
    """
    values = {"now_state": state, "as_id": sent_id, "at": now, **held_by(parcel)}
    mine = (parcel.id, parcel.holder)
    if mine in soon and tx.connection.dialect.name == "sqlite":
        if tx.held is None:
            rows = await tx.connection.execute(_WHO_HOLDS, {"parcels": [row for row, _ in soon]})
            tx.held = {(row.id, row.claimed_by) for row in rows}
        if mine in tx.held:
            tx.held.remove(mine)
            tx.later(_SETTLE, **values)
            return True
    return (await tx.connection.execute(_SETTLE, values)).rowcount == 1


#: Settles what was recalled, and tells whose erasure waited for it.
BURY = update(outbox).values(state=literal(State.DEAD), **SETTLED).returning(outbox.c.erasing)
_BURY_ONE = BURY.where(MINE, RECALLED).execution_options(**SKIPS_NEW)


@dataclass(frozen=True, slots=True)
class Buried:
    """A recalled row that was settled, and whose erasure waited for it, if anybody's."""

    erasing: PersonId | None


async def bury(tx: Transaction, parcel: Parcel, now: datetime) -> Buried | None:
    """Settle a row that was recalled while it was held. Returns None if it was not."""
    row = (await tx.connection.execute(_BURY_ONE, {"at": now, **held_by(parcel)})).first()
    return None if row is None else Buried(PersonId(row.erasing) if row.erasing else None)
