"""Where people ask from, where members work, whose each open case is: names of files, no more."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, update

from bot.domain.cases import Promise, Status
from bot.domain.danger import Danger
from bot.domain.people import CaseId, PersonId
from bot.store.database import Transaction
from bot.store.tables import cases, member_territories, people

_OPEN = (Status.WAITING, Status.TAKEN)


async def set_of_person(tx: Transaction, person_id: PersonId, territory: str | None) -> None:
    """Note where somebody asks from; None: they never said."""
    await tx.connection.execute(
        update(people).where(people.c.id == person_id).values(territory=territory)
    )


async def set_of_case(tx: Transaction, case_id: CaseId, territory: str) -> None:
    """Let another territory's team answer."""
    await tx.connection.execute(
        update(cases).where(cases.c.id == case_id).values(territory=territory)
    )


# Members

_OF_MEMBER = select(member_territories.c.territory).where(
    member_territories.c.person_id == bindparam("member")
)


async def of_member(tx: Transaction, member: PersonId) -> frozenset[str]:
    """Where a member works; empty: everywhere."""
    rows = await tx.connection.execute(_OF_MEMBER, {"member": member})
    return frozenset(rows.scalars())


async def set_of_member(tx: Transaction, member: PersonId, territories: Collection[str]) -> None:
    """Note where a member works; nothing: everywhere."""
    await tx.connection.execute(
        delete(member_territories).where(member_territories.c.person_id == member)
    )
    rows = [{"person_id": member, "territory": one} for one in sorted(set(territories))]
    if rows:
        await tx.connection.execute(insert(member_territories), rows)


# Open cases

_NEXT = select(func.min(cases.c.territory)).where(
    cases.c.bot_id == bindparam("bot"),
    cases.c.status == bindparam("status"),
    cases.c.territory > bindparam("after"),
)


async def in_use(tx: Transaction) -> set[str]:
    """The territories that open cases have: found one after the other, each by the index."""
    found = set[str]()
    for status in _OPEN:
        if await _cases_in(tx, status, "", 1):
            found.add("")
        after = ""
        while name := await _next(tx, status, after):
            found.add(name)
            after = name
    return found


async def _next(tx: Transaction, status: Status, after: str) -> str | None:
    values = {"bot": tx.bot_id, "status": status.value, "after": after}
    name: str | None = (await tx.connection.execute(_NEXT, values)).scalar()
    return name


async def open_cases(tx: Transaction, territory: str, limit: int) -> list[CaseId]:
    """Open cases of a territory, so many at most."""
    found: list[CaseId] = []
    for status in _OPEN:
        found += await _cases_in(tx, status, territory, limit - len(found))
    return found


async def untold_cases(tx: Transaction, territory: str, below: Danger, limit: int) -> list[CaseId]:
    """Open cases below a level whose person was not promised an answer yet, so many at most."""
    found: list[CaseId] = []
    for status in _OPEN:
        query = (
            select(cases.c.id)
            .where(
                _there(tx, status, territory),
                cases.c.danger < int(below),
                cases.c.promise != int(Promise.MADE),
            )
            .limit(limit - len(found))
        )
        found += [CaseId(one) for one in (await tx.connection.execute(query)).scalars()]
    return found


async def _cases_in(tx: Transaction, status: Status, territory: str, limit: int) -> list[CaseId]:
    query = select(cases.c.id).where(_there(tx, status, territory)).limit(limit)
    return [CaseId(one) for one in (await tx.connection.execute(query)).scalars()]


def _there(tx: Transaction, status: Status, territory: str) -> ColumnElement[bool]:
    return and_(
        cases.c.bot_id == tx.bot_id, cases.c.status == status, cases.c.territory == territory
    )
