"""What a case is owed: an answer of whoever has it, or what was promised out of hours."""

from datetime import datetime

from sqlalchemy import update

from bot.domain.cases import Promise
from bot.domain.people import CaseId
from bot.store.database import Transaction
from bot.store.tables import cases


async def set_owed(
    tx: Transaction, case_id: CaseId, owed_since: datetime, nudged_at: datetime | None
) -> None:
    """Note since when somebody waits for an answer, and when whoever has the case was reminded."""
    await _set(tx, case_id, owed_since=owed_since, nudged_at=nudged_at)


async def set_promise(tx: Transaction, case_id: CaseId, promise: Promise) -> None:
    """Note what somebody who asked out of hours was told."""
    await _set(tx, case_id, promise=int(promise))


async def _set(tx: Transaction, case_id: CaseId, **values: object) -> None:
    await tx.connection.execute(update(cases).where(cases.c.id == case_id).values(**values))
