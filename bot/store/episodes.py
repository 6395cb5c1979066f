"""What is known of somebody's earlier requests: how many, and how the last one ended."""

from dataclasses import dataclass

from sqlalchemy import bindparam, literal_column, select

from bot.domain.cases import Outcome
from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.tables import cases

#: More are not counted: it takes as long for whoever came a thousand times.
MOST = 20
_EARLIER = (
    select(cases.c.outcome)
    .where(
        cases.c.person_id == bindparam("person"),
        cases.c.status == literal_column("'closed'"),
        # Of a request that was cancelled while it waited, nobody knows anything.
        cases.c.taken_at.is_not(None),
    )
    .order_by(cases.c.id.desc())
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Conversations that are over; ``last``: the outcome of the last one."""

    count: int
    last: Outcome | None


async def earlier(tx: Transaction, person: PersonId) -> Earlier:
    """The conversations that somebody had with the team before, of those not forgotten yet."""
    outcomes = (await tx.connection.execute(_EARLIER, {"person": person})).scalars().all()
    return Earlier(len(outcomes), Outcome(outcomes[0]) if outcomes and outcomes[0] else None)
