"""How a case ended: what whoever takes it up again needs to know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.domain.cases import Outcome
from bot.domain.people import CaseId
from bot.store.database import Transaction
from bot.store.tables import cases


@dataclass(frozen=True, slots=True)
class Ending:
    """When, and as what."""

    at: datetime
    outcome: Outcome


_OF = select(cases.c.closed_at, cases.c.outcome).where(
    cases.c.id == bindparam("case"), cases.c.closed_at.is_not(None), cases.c.outcome.is_not(None)
)


async def of(tx: Transaction, case_id: CaseId) -> Ending | None:
    """How a case ended; None if it goes on, or is gone."""
    row = (await tx.connection.execute(_OF, {"case": case_id})).first()
    return None if row is None else Ending(row.closed_at, Outcome(row.outcome))
