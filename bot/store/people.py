"""The one door between a Telegram id and a pseudonym."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update
from sqlalchemy import case as keep_if
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Audience, CaseId, Person, PersonId, Role, Signature
from bot.store.database import AnyRow, Transaction
from bot.store.pending import SKIPS_NEW
from bot.store.tables import inbox, members, people

_COLUMNS = (
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
    members.c.charter_at,
    members.c.revoked_at,
)
_PEOPLE = people.outerjoin(members, members.c.person_id == people.c.id)


def role_of(row: AnyRow) -> Role:
    """The role that a row with somebody's membership gives them; the database is believed."""
    active = row.role is not None and row.revoked_at is None
    return Role(row.role) if active else Role.YOUNG_PERSON


def audience_of(row: AnyRow) -> Audience:
    """Whose texts somebody reads."""
    return Audience(row.audience) if row.audience else Audience.YOUNG


def _person(row: AnyRow) -> Person:
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
    )


_FIND = (
    select(*_COLUMNS)
    .select_from(_PEOPLE)
    .where(
        people.c.bot_id == bindparam("bot"),
        people.c.lookup.in_(bindparam("hashes", expanding=True)),
    )
)


async def find(tx: Transaction, telegram_id: int) -> Person | None:
    """Who this Telegram user is, if they are known."""
    hashes = tx.vault.hashes(str(telegram_id), "person")
    row = (await tx.connection.execute(_FIND, {"bot": tx.bot_id, "hashes": hashes})).first()
    return None if row is None else _person(row)


_FIND_WRITER = _FIND.add_columns(
    exists()
    .where(inbox.c.bot_id == bindparam("bot"), inbox.c.update_id == bindparam("update"))
    .label("seen")
).execution_options(**SKIPS_NEW)


async def find_writer(
    tx: Transaction, telegram_id: int, update_id: int
) -> tuple[Person | None, bool]:
    """Who sent an update, if they are known, and whether it was handled already: in one query."""
    hashes = tx.vault.hashes(str(telegram_id), "person")
    values = {"bot": tx.bot_id, "hashes": hashes, "update": update_id}
    row = (await tx.connection.execute(_FIND_WRITER, values)).first()
    if row is None:
        return None, False
    return _person(row), row.seen or update_id in tx.noted


_GET = select(*_COLUMNS).select_from(_PEOPLE).where(people.c.id == bindparam("person"))


async def get(tx: Transaction, person_id: PersonId) -> Person | None:
    """A person by id."""
    row = (await tx.connection.execute(_GET, {"person": person_id})).first()
    return None if row is None else _person(row)


async def add(
    tx: Transaction, telegram_id: int, pseudonyms: Iterable[str], now: datetime
) -> Person:
    """Make somebody known under the first free pseudonym. Raises LookupError if none is free."""
    values = {
        "bot_id": tx.bot_id,
        "lookup": tx.vault.hash(str(telegram_id), "person"),
        "sealed_id": tx.vault.seal(str(telegram_id), "person"),
        "first_seen": now,
        "last_seen": now,
    }
    for pseudonym in pseudonyms:
        try:
            async with tx.connection.begin_nested():
                result = await tx.connection.execute(
                    insert(people).values(pseudonym=pseudonym, **values).returning(people.c.id)
                )
                return Person(PersonId(result.scalar_one()), pseudonym, last_seen=now)
        except IntegrityError:
            known = await find(tx, telegram_id)
            if known is not None:
                return known
    raise LookupError("every pseudonym is taken")


async def telegram_id(tx: Transaction, person_id: PersonId) -> int | None:
    """The Telegram id to send to; used by nothing but sending."""
    query = select(people.c.sealed_id).where(people.c.id == person_id)
    sealed = (await tx.connection.execute(query)).scalar()
    return None if sealed is None else int(tx.vault.open(sealed, "person"))


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
        .values(lookup=None, pseudonym=f"#{person_id}", question=None, question_at=None)
    )


async def remove(tx: Transaction, person_id: PersonId) -> None:
    """Delete a person and every row about them."""
    await tx.connection.execute(delete(people).where(people.c.id == person_id))


# The team


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
        .join(people, people.c.id == members.c.person_id)
        .where(
            people.c.bot_id == tx.bot_id,
            members.c.role == Role.COORDINATOR.value,
            members.c.revoked_at.is_(None),
        )
        .order_by(members.c.person_id)
        .with_for_update(of=members)
    )
    return [PersonId(one) for one in (await tx.connection.execute(query)).scalars()]


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
        select(*_COLUMNS)
        .select_from(people.join(members, members.c.person_id == people.c.id))
        .where(people.c.id == person_id)
        .with_for_update(of=members)
    )
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _person(row)


async def accept_charter(tx: Transaction, person_id: PersonId, now: datetime) -> None:
    """Note that a member accepted the charter."""
    await _set_member(tx, person_id, charter_at=now)


async def revoke(tx: Transaction, person_id: PersonId, now: datetime) -> None:
    """Take a member out of the team, at once."""
    await _set_member(tx, person_id, revoked_at=now, available=False, current_case=None)


async def team(tx: Transaction) -> list[Person]:
    """Every active member, coordinators first, then by seniority."""
    query = (
        select(*_COLUMNS)
        .select_from(_PEOPLE)
        .where(
            people.c.bot_id == tx.bot_id,
            members.c.person_id.is_not(None),
            members.c.revoked_at.is_(None),
        )
        .order_by(members.c.role, members.c.joined_at, people.c.id)
    )
    return [_person(row) for row in await tx.connection.execute(query)]


async def _set_member(tx: Transaction, person_id: PersonId, **values: object) -> None:
    await tx.connection.execute(
        update(members).where(members.c.person_id == person_id).values(**values)
    )


def _seal_signature(tx: Transaction, signature: Signature) -> bytes:
    content = {"first_name": signature.first_name, "function": signature.function}
    return tx.vault.seal(json.dumps(content), "signature")
