"""Who was told that somebody waits: so that it can be repeated, climb and be withdrawn."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from bot.domain.alerts import DEFAULT_CAPACITY, Colleague, Step
from bot.domain.cases import Case
from bot.domain.people import CaseId, PersonId, Role
from bot.store.database import AnyRow, Transaction
from bot.store.people import role_of
from bot.store.tables import alerts, cases, member_territories, members, people
from bot.store.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody of the team who was told of a waiting case."""

    person: PersonId
    epoch: int
    step: Step
    told_at: datetime
    #: The message that stands in their chat, once it is known.
    sent_id: int | None
    failed: bool


def _told(row: AnyRow) -> Told:
    return Told(
        PersonId(row.person_id), row.epoch, Step(row.step), row.told_at, row.sent_id, row.failed
    )


_OF = select(alerts).where(alerts.c.case_id == bindparam("about")).order_by(alerts.c.person_id)


async def of(tx: Transaction, case_id: CaseId) -> list[Told]:
    """Everybody who was told of a case, under whatever epoch."""
    return [_told(row) for row in await tx.connection.execute(_OF, {"about": case_id})]


async def note(tx: Transaction, case: Case, person: PersonId, step: Step, now: datetime) -> None:
    """Somebody is told, or told again; which message it is becomes known once it is sent."""
    values = {
        "epoch": case.epoch,
        "step": int(step),
        "told_at": now,
        "sent_id": None,
        "failed": False,
    }
    await tx.connection.execute(
        insert_into(tx.dialect, alerts)
        .values(case_id=case.id, person_id=person, **values)
        .on_conflict_do_update(index_elements=["case_id", "person_id"], set_=values)
    )


_THIS = (alerts.c.case_id == bindparam("about"), alerts.c.person_id == bindparam("reader"))
_AS_OF = alerts.c.epoch == bindparam("as_of")
_SENT = update(alerts).where(*_THIS, _AS_OF).values(sent_id=bindparam("as_id"), failed=False)
_FAILED = update(alerts).where(*_THIS, _AS_OF).values(failed=True)


async def note_sent(
    tx: Transaction, case_id: CaseId, person: PersonId, epoch: int, sent_id: int
) -> None:
    """Note which message stands in somebody's chat."""
    values = {"about": case_id, "reader": person, "as_of": epoch, "as_id": sent_id}
    await tx.connection.execute(_SENT, values)


async def note_failed(tx: Transaction, case_id: CaseId, person: PersonId, epoch: int) -> None:
    """It could not be delivered: somebody else must be told."""
    values = {"about": case_id, "reader": person, "as_of": epoch}
    await tx.connection.execute(_FAILED, values)


_FORGET = delete(alerts).where(alerts.c.case_id == bindparam("about"))


async def forget(tx: Transaction, case_id: CaseId) -> None:
    """A case waits no more: nobody is to be told anything of it."""
    await tx.connection.execute(_FORGET, {"about": case_id})


_FORGET_ONE = delete(alerts).where(*_THIS)


async def forget_one(tx: Transaction, case_id: CaseId, person: PersonId) -> None:
    """A case is nothing to somebody any more."""
    await tx.connection.execute(_FORGET_ONE, {"about": case_id, "reader": person})


# The team, as alerts see it

_LOAD = (
    select(func.count())
    .select_from(cases)
    .where(cases.c.worker_id == members.c.person_id, cases.c.status == "taken")
    .scalar_subquery()
)
_TEAM = (
    select(
        members.c.person_id,
        members.c.role,
        members.c.revoked_at,
        members.c.available,
        members.c.capacity,
        people.c.blocked_at,
        _LOAD.label("load"),
    )
    .join(people, people.c.id == members.c.person_id)
    # Found from the members, who are few: by no index on the bot, under which everybody is.
    .where(people.c.bot_id + 0 == bindparam("bot"), members.c.revoked_at.is_(None))
    .order_by(members.c.role, members.c.joined_at, members.c.person_id)
)
_WHERE = select(member_territories).where(
    member_territories.c.person_id.in_(bindparam("who", expanding=True))
)


async def team(tx: Transaction, but: Collection[PersonId | None] = ()) -> list[Colleague]:
    """Every active member but these, coordinators first, then by seniority."""
    rows = (await tx.connection.execute(_TEAM, {"bot": tx.bot_id})).all()
    ids = [row.person_id for row in rows]
    where: dict[int, set[str]] = {}
    for row in await tx.connection.execute(_WHERE, {"who": ids}):
        where.setdefault(row.person_id, set()).add(row.territory)
    return [
        Colleague(
            id=PersonId(row.person_id),
            role=role_of(row),
            available=row.available,
            reachable=row.blocked_at is None,
            load=row.load,
            capacity=row.capacity or DEFAULT_CAPACITY,
            territories=frozenset(where.get(row.person_id, ())),
        )
        for row in rows
        if row.person_id not in but
    ]


async def coordinators(tx: Transaction, but: Collection[PersonId | None] = ()) -> list[Colleague]:
    """The coordinators who can be reached, but these, by seniority."""
    return [one for one in await team(tx, but) if one.role is Role.COORDINATOR and one.reachable]
