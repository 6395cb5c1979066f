"""The one door between a Telegram id and a pseudonym."""

import functools
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Select, bindparam, delete, exists, or_, select, update

from bot.domain.people import Audience, CaseId, Person, PersonId, Role
from bot.store.database import AnyRow, Transaction
from bot.store.prepared import SKIPS_NEW
from bot.store.tables import inbox, members, people
from bot.store.upsert import insert_into

#: What is known of somebody, their role in the team included.
COLUMNS = (
    people.c.id,
    people.c.pseudonym,
    people.c.question,
    people.c.question_at,
    people.c.question_message,
    people.c.blocked_at,
    members.c.role,
    members.c.available,
    members.c.current_case,
    members.c.heard_case,
    people.c.last_seen,
    people.c.thread_id,
    people.c.audience,
    people.c.territory,
    people.c.word,
    members.c.charter_at,
    members.c.revoked_at,
)
WITH_ROLES = people.outerjoin(members, members.c.person_id == people.c.id)


def role_of(row: AnyRow) -> Role:
    """The role that a row with somebody's membership gives them; the database is believed."""
    active = row.role is not None and row.revoked_at is None
    return Role(row.role) if active else Role.YOUNG_PERSON


def audience_of(row: AnyRow) -> Audience:
    """Whose texts somebody reads."""
    return Audience(row.audience) if row.audience else Audience.YOUNG


def person_of(row: AnyRow) -> Person:
    """Somebody, from a row with these columns."""
    role = role_of(row)
    active = role.in_team
    return Person(
        id=PersonId(row.id),
        pseudonym=row.pseudonym,
        role=role,
        audience=audience_of(row),
        unreachable=row.blocked_at is not None,
        question=row.question,
        question_at=row.question_at,
        question_message=row.question_message,
        available=bool(active and row.available),
        current_case=CaseId(row.current_case) if active and row.current_case else None,
        heard_case=CaseId(row.heard_case) if active and row.heard_case else None,
        charter_accepted=bool(active and row.charter_at),
        last_seen=row.last_seen,
        thread_id=row.thread_id,
        territory=row.territory,
        hidden=row.word is not None,
    )


@functools.cache
def _find(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """Somebody by one of several hashes, given under these names."""
    return (
        select(*COLUMNS)
        .select_from(WITH_ROLES)
        .where(
            people.c.bot_id == bindparam("bot"),
            people.c.lookup.in_([bindparam(name, type_=people.c.lookup.type) for name in names]),
        )
    )


@functools.cache
def _find_writer(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    seen = exists().where(
        inbox.c.bot_id == bindparam("bot"), inbox.c.update_id == bindparam("update")
    )
    return _find(names).add_columns(seen.label("seen")).execution_options(**SKIPS_NEW)


def _hashes(tx: Transaction, telegram_id: int) -> dict[str, bytes]:
    """What a Telegram id is found by, under every key."""
    hashes = tx.vault.hashes(str(telegram_id), "person")
    return {f"hash{number}": one for number, one in enumerate(hashes)}


async def find(tx: Transaction, telegram_id: int) -> Person | None:
    """Who this Telegram user is, if they are known."""
    hashes = _hashes(tx, telegram_id)
    values = {"bot": tx.bot_id, **hashes}
    row = (await tx.connection.execute(_find(tuple(hashes)), values)).first()
    return None if row is None else person_of(row)


async def find_writer(
    tx: Transaction, telegram_id: int, update_id: int
) -> tuple[Person | None, bool]:
    """Who sent an update, if they are known, and whether it was handled already: in one query."""
    hashes = _hashes(tx, telegram_id)
    values = {"bot": tx.bot_id, "update": update_id, **hashes}
    row = (await tx.connection.execute(_find_writer(tuple(hashes)), values)).first()
    if row is None:
        return None, False
    return person_of(row), row.seen or update_id in tx.noted


_GET = select(*COLUMNS).select_from(WITH_ROLES).where(people.c.id == bindparam("person"))


async def get(tx: Transaction, person_id: PersonId) -> Person | None:
    """A person by id."""
    row = (await tx.connection.execute(_GET, {"person": person_id})).first()
    return None if row is None else person_of(row)


_TAKEN = select(people.c.pseudonym).where(
    people.c.bot_id == bindparam("bot"), people.c.pseudonym.in_(bindparam("names", expanding=True))
)


@functools.cache
def _add(dialect: str) -> Executable:
    return insert_into(dialect, people).on_conflict_do_nothing().returning(people.c.id)


async def add(
    tx: Transaction, telegram_id: int, pseudonyms: Sequence[str], now: datetime
) -> Person:
    """Make somebody known under the first free pseudonym. Raises LookupError if none is free."""
    values = {
        "bot_id": tx.bot_id,
        "lookup": tx.vault.hash(str(telegram_id), "person"),
        "sealed_id": tx.vault.seal(str(telegram_id), "person"),
        "first_seen": now,
        "last_seen": now,
    }
    left = list(pseudonyms)
    while left:
        pseudonym = left.pop(0)
        found = await tx.connection.execute(_add(tx.dialect), {"pseudonym": pseudonym, **values})
        if (new := found.scalar()) is not None:
            return Person(PersonId(new), pseudonym, last_seen=now)
        if (known := await find(tx, telegram_id)) is not None:
            return known
        # Asked at once: when nearly all names are used, newcomers would try dozens.
        asked = {"bot": tx.bot_id, "names": left}
        taken = set((await tx.connection.execute(_TAKEN, asked)).scalars())
        left = [name for name in left if name not in taken]
    raise LookupError("every pseudonym is taken")


async def telegram_id(tx: Transaction, person_id: PersonId) -> int | None:
    """The Telegram id to send to, to copy from, or that two people lifted the seal of."""
    query = select(people.c.sealed_id).where(people.c.id == person_id)
    sealed = (await tx.connection.execute(query)).scalar()
    return None if sealed is None else int(tx.vault.open(sealed, "person"))


_LOOKUP = select(people.c.lookup).where(people.c.id == bindparam("person"))


async def account(tx: Transaction, person_id: PersonId) -> bytes:
    """What is the same for one account, also once it was erased and came back: a keyed hash.

    Of an account that is erased now, something that only its row has.
    """
    lookup: bytes | None = (await tx.connection.execute(_LOOKUP, {"person": person_id})).scalar()
    return f"#{person_id}".encode() if lookup is None else lookup


_FIRST_SEEN = select(people.c.first_seen).where(people.c.id == bindparam("person"))


async def known_since(tx: Transaction, person_id: PersonId) -> datetime | None:
    """When somebody first wrote."""
    values = {"person": person_id}
    moment: datetime | None = (await tx.connection.execute(_FIRST_SEEN, values)).scalar()
    return moment


async def note_seen(tx: Transaction, person_id: PersonId, now: datetime) -> None:
    """They wrote: they can be reached, and retention starts anew."""
    await tx.connection.execute(
        update(people).where(people.c.id == person_id).values(last_seen=now, blocked_at=None)
    )


async def note_blocked(
    tx: Transaction, person_id: PersonId, since: datetime, now: datetime
) -> bool:
    """They had blocked the bot at a moment: nothing more is sent until they come back.

    Returns False if they came back since: Telegram's answers may be late.
    """
    # Whoever seems to come back later than now did so before the clock went back.
    still = or_(people.c.last_seen.is_(None), people.c.last_seen <= since, people.c.last_seen > now)
    changed = await tx.connection.execute(
        update(people).where(people.c.id == person_id, still).values(blocked_at=now)
    )
    return changed.rowcount == 1


async def ask(
    tx: Transaction, person_id: PersonId, question: str | None, at: datetime | None = None
) -> None:
    """Note which question is open from a moment on, or that none is.

    Which message asked last is remembered: a reply to it is for nobody else.
    """
    values: dict[str, object] = {"question": question, "question_at": at}
    if question is not None:
        values["question_message"] = None
    await tx.connection.execute(update(people).where(people.c.id == person_id).values(**values))


async def note_question_message(
    tx: Transaction, person_id: PersonId, question: str, message_id: int
) -> None:
    """Note which message of the bot asks the question that is open."""
    await tx.connection.execute(
        update(people)
        .where(people.c.id == person_id, people.c.question == question)
        .values(question_message=message_id)
    )


async def note_thread(tx: Transaction, person_id: PersonId, thread_id: int | None) -> None:
    """Note in which topic of their private chat they wrote last: they are answered there."""
    await tx.connection.execute(
        update(people).where(people.c.id == person_id).values(thread_id=thread_id)
    )


async def set_audience(tx: Transaction, person_id: PersonId, audience: Audience) -> None:
    """Note whose texts somebody reads; of young people nothing is kept."""
    kept = None if audience is Audience.YOUNG else audience.value
    await tx.connection.execute(
        update(people).where(people.c.id == person_id).values(audience=kept)
    )


async def audiences(tx: Transaction, ids: Sequence[PersonId]) -> dict[PersonId, Audience]:
    """Whose texts these people read."""
    rows = await tx.connection.execute(
        select(people.c.id, people.c.audience).where(people.c.id.in_(ids))
    )
    return {PersonId(row.id): audience_of(row) for row in rows}


async def forget_thread(tx: Transaction, person_id: PersonId, thread_id: int) -> None:
    """A topic of their chat is gone: they are answered outside topics, unless they write in one."""
    await tx.connection.execute(
        update(people)
        .where(people.c.id == person_id, people.c.thread_id == thread_id)
        .values(thread_id=None)
    )


async def forget_link(tx: Transaction, person_id: PersonId) -> None:
    """Begin an erasure: whoever writes from this Telegram account is somebody new from now on.

    The sealed id stays until the receipt is sent.
    """
    await tx.connection.execute(
        update(people)
        .where(people.c.id == person_id)
        .values(
            lookup=None,
            pseudonym=f"#{person_id}",
            question=None,
            question_at=None,
            territory=None,
        )
    )


async def remove(tx: Transaction, person_id: PersonId) -> None:
    """Delete a person and every row about them."""
    await tx.connection.execute(delete(people).where(people.c.id == person_id))
