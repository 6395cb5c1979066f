"""Who is in the team: their role, how they sign, whether they are there, whom they turned to."""

import json
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, exists, insert, literal_column, select, update
from sqlalchemy import case as keep_if

from bot.domain.alerts import DEFAULT_CAPACITY
from bot.domain.people import CaseId, Person, PersonId, Role, Signature
from bot.store.database import Transaction
from bot.store.people import COLUMNS, person_of
from bot.store.tables import members, people

# No bare columns, which have an index: there are some dozens of members, and SQLite, which has no
# statistics here, would go through everybody the bot knows to find them.
_ZERO: ColumnElement[int] = literal_column("0")
_BEGINNING_WITH_MEMBERS = members.join(people, members.c.person_id + _ZERO == people.c.id)


def _is_of(tx: Transaction) -> ColumnElement[bool]:
    return people.c.bot_id + _ZERO == tx.bot_id


async def lock_role(tx: Transaction, person_id: PersonId) -> Role | None:
    """An active member's role, which nobody changes before this transaction ends; else None."""
    query = (
        select(members.c.role)
        .where(members.c.person_id == person_id, members.c.revoked_at.is_(None))
        .with_for_update()
    )
    role = (await tx.connection.execute(query)).scalar()
    return None if role is None else Role(role)


async def lock_coordinators(tx: Transaction) -> list[PersonId]:
    """Every active coordinator; none is taken away before this transaction ends."""
    query = (
        select(members.c.person_id)
        .select_from(_BEGINNING_WITH_MEMBERS)
        .where(
            _is_of(tx),
            members.c.role == Role.COORDINATOR.value,
            members.c.revoked_at.is_(None),
        )
        .order_by(members.c.person_id)
        .with_for_update(of=members)
    )
    return [PersonId(one) for one in (await tx.connection.execute(query)).scalars()]


async def digest_readers(tx: Transaction, monday: date, since: datetime) -> list[PersonId]:
    """The coordinators who are to read the week before that Monday; each is given once.

    ``since``: whoever joined after that moment has not lived that week.
    """
    ours = exists().where(people.c.id == members.c.person_id, people.c.bot_id == tx.bot_id)
    never = members.c.digest_sent.is_(None)
    statement = (
        update(members)
        .where(
            members.c.role == Role.COORDINATOR.value,
            members.c.revoked_at.is_(None),
            members.c.digest,
            members.c.joined_at < since,
            never | (members.c.digest_sent < monday.isoformat()),
            ours,
        )
        .values(digest_sent=monday.isoformat())
        .returning(members.c.person_id)
    )
    found = (await tx.connection.execute(statement)).scalars()
    return sorted(PersonId(one) for one in found)


async def set_digest(tx: Transaction, person_id: PersonId, *, wanted: bool) -> None:
    """Whether a member reads the week's figures."""
    await _set_member(tx, person_id, digest=wanted)


async def wants_digest(tx: Transaction, person_id: PersonId) -> bool:
    """The same; False for whoever is no member."""
    query = select(members.c.digest).where(members.c.person_id == person_id)
    return bool((await tx.connection.execute(query)).scalar())


async def was_member(tx: Transaction, person_id: PersonId) -> bool:
    """Whether somebody is or ever was in the team, in whatever role."""
    query = select(exists().where(members.c.person_id == person_id))
    return bool((await tx.connection.execute(query)).scalar())


async def make_member(
    tx: Transaction, person_id: PersonId, role: Role, signature: Signature, now: datetime
) -> None:
    """Let somebody into the team, or back into it. Who is in it keeps the name they signed with."""
    active = await lock_role(tx, person_id) is not None
    values: dict[str, object] = {
        "role": role.value,
        "available": role is Role.WORKER,
        "joined_at": now,
        "charter_at": None,
        "revoked_at": None,
    }
    if not active:
        values["sealed_signature"] = _seal_signature(tx, signature)
    changed = await tx.connection.execute(
        update(members).where(members.c.person_id == person_id).values(**values)
    )
    if changed.rowcount == 0:
        await tx.connection.execute(insert(members).values(person_id=person_id, **values))


async def signature(tx: Transaction, person_id: PersonId) -> Signature | None:
    """How a member of the team, present or past, signs."""
    query = select(members.c.sealed_signature).where(members.c.person_id == person_id)
    sealed = (await tx.connection.execute(query)).scalar()
    if sealed is None:
        return None
    return Signature(**json.loads(tx.vault.open(sealed, "signature")))


async def set_signature(tx: Transaction, person_id: PersonId, signature: Signature) -> None:
    """Change how a member signs."""
    await _set_member(tx, person_id, sealed_signature=_seal_signature(tx, signature))


async def set_role(tx: Transaction, person_id: PersonId, role: Role) -> None:
    """Change what a member may do."""
    await _set_member(tx, person_id, role=role.value)


async def set_available(tx: Transaction, person_id: PersonId, *, available: bool) -> None:
    """Whether a member is alerted of new requests."""
    await _set_member(tx, person_id, available=available)


async def set_capacity(tx: Transaction, person_id: PersonId, capacity: int) -> None:
    """How many cases at once a member takes before others are asked first."""
    await _set_member(tx, person_id, capacity=capacity)


async def capacity(tx: Transaction, person_id: PersonId) -> int:
    """The same; the usual number for whoever is no member."""
    query = select(members.c.capacity).where(members.c.person_id == person_id)
    return (await tx.connection.execute(query)).scalar() or DEFAULT_CAPACITY


async def set_current_case(tx: Transaction, person_id: PersonId, case: CaseId | None) -> None:
    """Which case a member's plain messages go to."""
    await _set_member(tx, person_id, current_case=case)


_this_member = members.c.person_id == bindparam("person")
_HEARD = select(members.c.heard_case).where(_this_member, members.c.revoked_at.is_(None))
_HEAR = (
    update(members)
    .where(_this_member)
    .values(
        heard_case=bindparam("heard"),
        current_case=keep_if(
            (members.c.current_case == bindparam("heard"), members.c.current_case), else_=None
        ),
    )
)
_TURN_TO = (
    update(members)
    .where(_this_member)
    .values(current_case=bindparam("heard"), heard_case=bindparam("heard"))
)


async def heard_case(tx: Transaction, person_id: PersonId) -> CaseId | None:
    """Whose message a member's chat showed last."""
    heard = (await tx.connection.execute(_HEARD, {"person": person_id})).scalar()
    return None if heard is None else CaseId(heard)


async def hear_case(tx: Transaction, person_id: PersonId, case: CaseId) -> None:
    """Note whose message a member's chat shows last.

    If it is not the case they turned to, they have turned to none until they choose again:
    whom they answer next, nobody can tell, not even once the other one has spoken since.
    """
    await tx.connection.execute(_HEAR, {"person": person_id, "heard": case})


async def turn_to(tx: Transaction, person_id: PersonId, case: CaseId) -> None:
    """A member turned to a case by an act of their own: plain messages go there."""
    await tx.connection.execute(_TURN_TO, {"person": person_id, "heard": case})


async def lock_member(tx: Transaction, person_id: PersonId) -> Person | None:
    """A member of the team as they are now, unchanged until this transaction ends."""
    query = (
        select(*COLUMNS)
        .select_from(people.join(members, members.c.person_id == people.c.id))
        .where(people.c.id == person_id)
        .with_for_update(of=members)
    )
    row = (await tx.connection.execute(query)).first()
    return None if row is None else person_of(row)


async def accept_charter(tx: Transaction, person_id: PersonId, now: datetime) -> None:
    """Note that a member accepted the charter."""
    await _set_member(tx, person_id, charter_at=now)


async def revoke(tx: Transaction, person_id: PersonId, now: datetime) -> None:
    """Take a member out of the team, at once."""
    await _set_member(tx, person_id, revoked_at=now, available=False, current_case=None)


async def team(tx: Transaction) -> list[Person]:
    """Every active member, coordinators first, then by seniority."""
    query = (
        select(*COLUMNS)
        .select_from(_BEGINNING_WITH_MEMBERS)
        .where(
            _is_of(tx),
            members.c.revoked_at.is_(None),
        )
        .order_by(members.c.role, members.c.joined_at, people.c.id)
    )
    return [person_of(row) for row in await tx.connection.execute(query)]


async def _set_member(tx: Transaction, person_id: PersonId, **values: object) -> None:
    await tx.connection.execute(
        update(members).where(members.c.person_id == person_id).values(**values)
    )


def _seal_signature(tx: Transaction, signature: Signature) -> bytes:
    content = {"first_name": signature.first_name, "function": signature.function}
    return tx.vault.seal(json.dumps(content), "signature")
