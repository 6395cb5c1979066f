"""Identities that somebody asked to see, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.lifting import Lifting, State
from bot.domain.people import CaseId, PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import liftings

_GET = select(liftings).where(liftings.c.id == bindparam("lifting"))


def _lifting(row: AnyRow) -> Lifting:
    return Lifting(
        id=row.id,
        case_id=CaseId(row.case_id),
        state=State(row.state),
        asked_by=PersonId(row.asked_by),
        ground=row.ground,
        tells=row.tells,
        since=row.since,
        written=row.written,
        second=None if row.second is None else PersonId(row.second),
    )


async def begin(
    tx: Transaction, case_id: CaseId, asked_by: PersonId, ground: str, now: datetime, *, tells: bool
) -> int:
    """Note what is asked for, in the place of what the same member began before."""
    begun = (liftings.c.asked_by == asked_by, liftings.c.state == State.BEGUN.value)
    await tx.connection.execute(delete(liftings).where(*begun))
    values = {"case_id": case_id, "asked_by": asked_by, "ground": ground, "tells": tells}
    added = await tx.connection.execute(
        insert(liftings)
        .values(**values, state=State.BEGUN.value, since=now)
        .returning(liftings.c.id)
    )
    return int(added.scalar_one())


async def get(tx: Transaction, lifting_id: int) -> Lifting | None:
    """One by id."""
    row = (await tx.connection.execute(_GET, {"lifting": lifting_id})).first()
    return None if row is None else _lifting(row)


async def lock(tx: Transaction, lifting_id: int) -> Lifting | None:
    """The same, and nobody else changes it before this transaction ends."""
    row = (await tx.connection.execute(_GET.with_for_update(), {"lifting": lifting_id})).first()
    return None if row is None else _lifting(row)


async def begun_by(tx: Transaction, member: PersonId) -> Lifting | None:
    """What a member began to ask for."""
    query = select(liftings).where(
        liftings.c.asked_by == member, liftings.c.state == State.BEGUN.value
    )
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _lifting(row)


async def of_case(tx: Transaction, case_id: CaseId, state: State) -> Sequence[Lifting]:
    """Those of a case in a state, the oldest first."""
    query = select(liftings).where(liftings.c.case_id == case_id, liftings.c.state == state.value)
    return [_lifting(row) for row in await tx.connection.execute(query.order_by(liftings.c.id))]


async def ask(tx: Transaction, lifting_id: int, written: int, now: datetime) -> None:
    """What happened is written: it may be answered."""
    await _change(tx, lifting_id, state=State.ASKED.value, written=written, since=now)


async def settle(
    tx: Transaction, lifting_id: int, state: State, second: PersonId | None, now: datetime
) -> None:
    """It was answered, withdrawn, or waited too long."""
    await _change(tx, lifting_id, state=state.value, second=second, since=now)


async def _change(tx: Transaction, lifting_id: int, **values: object) -> None:
    await tx.connection.execute(
        update(liftings).where(liftings.c.id == lifting_id).values(**values)
    )
