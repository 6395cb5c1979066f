"""What opens the pages of figures: only hashes are kept, of links and of sessions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, insert, select

from bot.domain.people import PersonId, Role
from bot.store.database import Transaction
from bot.store.tables import members, page_keys, people
from bot.store.upsert import insert_into


class Opens(StrEnum):
    """What a key is for."""

    #: A link that was sent; it is used once.
    LINK = "link"
    #: A browser that came by one.
    SESSION = "session"
    #: What Telegram said once of whoever opened a page inside it; it opens nothing any more.
    USED = "used"


async def add(
    tx: Transaction, code: str, opens: Opens, person: PersonId, expires_at: datetime
) -> None:
    """Keep the hash of a code."""
    await tx.connection.execute(
        insert(page_keys).values(
            key_hash=tx.vault.hash(code, "page"),
            person_id=person,
            kind=opens.value,
            expires_at=expires_at,
        )
    )


async def holder(tx: Transaction, code: str, opens: Opens, now: datetime) -> PersonId | None:
    """The coordinator whose code it is; None if it is unknown or over, or they are none now."""
    query = (
        select(page_keys.c.person_id)
        .join(members, members.c.person_id == page_keys.c.person_id)
        .join(people, people.c.id == page_keys.c.person_id)
        .where(
            *_is(tx, code, opens),
            page_keys.c.expires_at > now,
            people.c.bot_id == tx.bot_id,
            members.c.role == Role.COORDINATOR.value,
            members.c.revoked_at.is_(None),
        )
    )
    found = (await tx.connection.execute(query)).scalar()
    return None if found is None else PersonId(found)


async def use_up(tx: Transaction, said: str, person: PersonId, expires_at: datetime) -> bool:
    """Note that something was used; whether nobody had: of two who use it, one is told so."""
    added = await tx.connection.execute(
        insert_into(tx.dialect, page_keys)
        .values(
            key_hash=tx.vault.hash(said, "page"),
            person_id=person,
            kind=Opens.USED.value,
            expires_at=expires_at,
        )
        .on_conflict_do_nothing()
    )
    return added.rowcount > 0


async def drop(tx: Transaction, code: str, opens: Opens) -> bool:
    """A code opens nothing any more; whether it was there: of two who use it, one is told so."""
    gone = await tx.connection.execute(delete(page_keys).where(*_is(tx, code, opens)))
    return gone.rowcount > 0


async def drop_of(tx: Transaction, person: PersonId, opens: Opens | None, before: datetime) -> None:
    """Drop what is over of somebody's, and all of one kind."""
    over: ColumnElement[bool] = page_keys.c.expires_at <= before
    if opens is not None:
        over |= page_keys.c.kind == opens.value
    await tx.connection.execute(delete(page_keys).where(page_keys.c.person_id == person, over))


def _is(tx: Transaction, code: str, opens: Opens) -> tuple[ColumnElement[bool], ...]:
    hashes = tx.vault.hashes(code, "page")
    return page_keys.c.key_hash.in_(hashes), page_keys.c.kind == opens.value
