"""Invitations into the team: single use, expiring, stored hashed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from bot.domain.people import PersonId, Role
from bot.store.database import Transaction
from bot.store.tables import invitations, members


async def add(
    tx: Transaction,
    code: str,
    role: Role,
    invited_by: PersonId,
    expires_at: datetime,
    *,
    territories: Collection[str] = (),
) -> None:
    """Keep the hash of a code; ``territories``: where whoever uses it will work."""
    await tx.connection.execute(
        insert(invitations).values(
            bot_id=tx.bot_id,
            code_hash=tx.vault.hash(code, "invitation"),
            role=role.value,
            territories=",".join(sorted(territories)),
            invited_by=invited_by,
            expires_at=expires_at,
        )
    )


async def use(tx: Transaction, code: str, now: datetime) -> Role | None:
    """Use a code up. Returns the role it gives, or None if it is unknown, used or expired."""
    result = await tx.connection.execute(
        update(invitations)
        .where(*_is(tx, code), invitations.c.used_at.is_(None), invitations.c.expires_at > now)
        .values(used_at=now)
        .returning(invitations.c.role)
    )
    role = result.scalar()
    return None if role is None else Role(role)


async def inviter(tx: Transaction, code: str) -> PersonId | None:
    """Who made a code; None if it is unknown, or its maker is."""
    query = select(invitations.c.invited_by).where(*_is(tx, code))
    made_by = (await tx.connection.execute(query)).scalar()
    return None if made_by is None else PersonId(made_by)


async def territories_of(tx: Transaction, code: str) -> frozenset[str]:
    """Where whoever uses a code will work; empty: everywhere."""
    named = await tx.connection.execute(select(invitations.c.territories).where(*_is(tx, code)))
    return frozenset(one for one in (named.scalar() or "").split(",") if one)


async def is_good(tx: Transaction, code: str, now: datetime) -> bool:
    """Whether a code still lets somebody in."""
    query = (
        select(invitations.c.id)
        .join(members, members.c.person_id == invitations.c.invited_by)
        .where(
            *_is(tx, code),
            invitations.c.used_at.is_(None),
            invitations.c.expires_at > now,
            members.c.role == Role.COORDINATOR.value,
            members.c.revoked_at.is_(None),
        )
    )
    return (await tx.connection.execute(query)).first() is not None


async def withdraw(tx: Transaction, invited_by: PersonId, now: datetime) -> None:
    """What somebody made and nobody used yet is good no more."""
    await tx.connection.execute(
        update(invitations)
        .where(invitations.c.invited_by == invited_by, invitations.c.used_at.is_(None))
        .values(used_at=now)
    )


@dataclass(frozen=True, slots=True)
class Pending:
    """An invitation that still lets somebody in; its code is known to nobody here."""

    id: int
    role: Role
    expires_at: datetime


_PENDING = (
    select(invitations.c.id, invitations.c.role, invitations.c.expires_at)
    .where(
        invitations.c.bot_id == bindparam("bot"),
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > bindparam("now"),
    )
    .order_by(invitations.c.id)
)


async def pending(tx: Transaction, now: datetime) -> list[Pending]:
    """The invitations nobody used yet, the oldest first."""
    rows = await tx.connection.execute(_PENDING, {"bot": tx.bot_id, "now": now})
    return [Pending(row.id, Role(row.role), row.expires_at) for row in rows]


async def withdraw_one(tx: Transaction, invitation: int, now: datetime) -> bool:
    """One invitation is good no more; False if it was used, or is gone."""
    gone = (
        update(invitations)
        .where(
            invitations.c.bot_id == tx.bot_id,
            invitations.c.id == invitation,
            invitations.c.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return (await tx.connection.execute(gone)).rowcount == 1


async def purge(tx: Transaction, expired_before: datetime) -> int:
    """Delete what expired before a moment, used or not; returns how many."""
    gone = delete(invitations).where(
        invitations.c.bot_id == tx.bot_id, invitations.c.expires_at < expired_before
    )
    return (await tx.connection.execute(gone)).rowcount


async def exists(tx: Transaction, code: str) -> bool:
    """Whether such a code was made, used and expired ones included, as long as they are known."""
    query = select(invitations.c.id).where(*_is(tx, code))
    return (await tx.connection.execute(query)).first() is not None


def _is(tx: Transaction, code: str) -> tuple[ColumnElement[bool], ...]:
    hashes = tx.vault.hashes(code, "invitation")
    return (invitations.c.bot_id == tx.bot_id, invitations.c.code_hash.in_(hashes))
