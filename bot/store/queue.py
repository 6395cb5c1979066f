"""The queue: the waiting cases in their order, how many they are, and somebody's place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, bindparam, literal_column, select

from bot.domain.cases import Case, Status
from bot.domain.people import CaseId
from bot.store.cases import MANY, QUERY, case_of, person_named, up_to_many
from bot.store.database import AnyRow, Transaction
from bot.store.tables import cases


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in the queue: 1 is next, more than ``MANY`` is far away."""

    position: int


def _waiting(tx: Transaction) -> ColumnElement[bool]:
    return and_(cases.c.bot_id == tx.bot_id, cases.c.status == Status.WAITING)


async def first(
    tx: Transaction, limit: int, territories: Collection[str] | None = None
) -> Sequence[Case]:
    """The first waiting cases, in the order in which they should be taken.

    ``territories``: only theirs; each is asked for alone, by an index in that order.
    """
    served = (
        QUERY.add_columns(cases.c.rank_at.label("rank"))
        .where(_waiting(tx))
        .order_by(cases.c.rank_at, cases.c.id)
        .limit(limit)
    )
    if territories is None:
        return [case_of(row) for row in await tx.connection.execute(served)]
    found: list[AnyRow] = []
    for territory in sorted(set(territories)):
        found += await tx.connection.execute(served.where(cases.c.territory == territory))
    found.sort(key=lambda row: (row.rank, row.id))
    return [case_of(row) for row in found[:limit]]


_WAITING_IDS = select(cases.c.id).where(
    cases.c.bot_id == bindparam("bot"), cases.c.status == literal_column("'waiting'")
)
_COUNT_WAITING = up_to_many(_WAITING_IDS)
_THERE = cases.c.territory == bindparam("territory")
_COUNT_WAITING_THERE = up_to_many(_WAITING_IDS.where(_THERE))
_COUNT_AHEAD = up_to_many(
    _WAITING_IDS.where(
        _THERE,
        cases.c.rank_at <= bindparam("rank"),
        (cases.c.rank_at < bindparam("rank")) | (cases.c.id < bindparam("case")),
    )
)


async def count(tx: Transaction, territories: Collection[str] | None = None) -> int:
    """How many wait, everywhere or in these territories; ``MANY`` if they are as many or more."""
    if territories is None:
        return int((await tx.connection.execute(_COUNT_WAITING, {"bot": tx.bot_id})).scalar_one())
    total = 0
    for territory in set(territories):
        values = {"bot": tx.bot_id, "territory": territory}
        total += int((await tx.connection.execute(_COUNT_WAITING_THERE, values)).scalar_one())
    return min(total, MANY)


_UNDER_WAY = select(cases.c.id).where(
    cases.c.bot_id == bindparam("bot"), cases.c.status == literal_column("'taken'")
)
_COUNT_UNDER_WAY = up_to_many(_UNDER_WAY)
_COUNT_UNDER_WAY_THERE = up_to_many(_UNDER_WAY.where(_THERE))


async def under_way(tx: Transaction, territories: Collection[str] | None = None) -> int:
    """How many conversations somebody has; ``MANY`` if they are as many or more."""
    if territories is None:
        return int((await tx.connection.execute(_COUNT_UNDER_WAY, {"bot": tx.bot_id})).scalar_one())
    total = 0
    for territory in set(territories):
        values = {"bot": tx.bot_id, "territory": territory}
        total += int((await tx.connection.execute(_COUNT_UNDER_WAY_THERE, values)).scalar_one())
    return min(total, MANY)


async def named(tx: Transaction, pseudonym: str) -> Case | None:
    """The waiting case of a pseudonym, whatever its capitals."""
    person = await person_named(tx, pseudonym)
    if person is None:
        return None
    query = QUERY.where(cases.c.person_id == person, cases.c.status == Status.WAITING)
    row = (await tx.connection.execute(query)).first()
    return None if row is None else case_of(row)


async def place(tx: Transaction, case_id: CaseId) -> Place | None:
    """The place of a waiting case in its territory, or None if it does not wait."""
    mine = select(cases.c.rank_at, cases.c.id, cases.c.territory).where(
        cases.c.id == case_id, cases.c.status == Status.WAITING
    )
    row = (await tx.connection.execute(mine)).first()
    if row is None:
        return None
    values = {
        "bot": tx.bot_id,
        "territory": row.territory,
        "rank": row.rank_at,
        "case": row.id,
    }
    ahead = int((await tx.connection.execute(_COUNT_AHEAD, values)).scalar_one())
    return Place(ahead + 1)
