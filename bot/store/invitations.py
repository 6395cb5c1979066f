"""Invitations into the team: single use, expiring, stored hashed."""

from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from bot.domain.people import PersonId, Role
from bot.store.database import Transaction
from bot.store.tables import invitations


async def add(
    tx: Transaction, code: str, role: Role, invited_by: PersonId, expires_at: datetime
) -> None:
    """Keep the hash of a code."""
    await tx.connection.execute(
        insert(invitations).values(
            bot_id=tx.bot_id,
            code_hash=tx.vault.hash(code, "invitation"),
            role=role.value,
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


async def offers(tx: Transaction, code: str, now: datetime) -> Role | None:
    """The role a code would give, without using it up."""
    query = select(invitations.c.role).where(
        *_is(tx, code), invitations.c.used_at.is_(None), invitations.c.expires_at > now
    )
    role = (await tx.connection.execute(query)).scalar()
    return None if role is None else Role(role)


async def exists(tx: Transaction, code: str) -> bool:
    """Whether such a code was ever made, used and expired ones included."""
    query = select(invitations.c.id).where(*_is(tx, code))
    return (await tx.connection.execute(query)).first() is not None


def _is(tx: Transaction, code: str) -> tuple[ColumnElement[bool], ...]:
    hashes = tx.vault.hashes(code, "invitation")
    return (invitations.c.bot_id == tx.bot_id, invitations.c.code_hash.in_(hashes))
