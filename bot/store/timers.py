"""Timers: what must happen later, as rows. A restart forgets none, no two processes fire one twice.

A process leases what is due, then fires each in one transaction with what it does: ``take``
removes the timer, if the lease still holds, and the action may set it anew. Whoever sets or
cancels a timer ends any lease on it: what was due no longer is.

Whoever sets, cancels or fires a timer locks the case or person first, until the end of their
transaction: nothing is fired behind the back of whoever cancels it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.domain.people import CaseId, PersonId
from bot.domain.replicas import claim_number
from bot.domain.timers import LONGEST_PAUSE, Due, Kind, Subject, pause_after
from bot.store.database import AnyRow, Transaction
from bot.store.tables import cases, people, timers
from bot.store.upsert import insert_into

#: A process that has not fired what it leased within this time is dead.
LEASE_LASTS = timedelta(seconds=60)
#: Clocks of several machines differ, and a moment is taken before it is used: so much is nothing.
_SKEW = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Lease:
    """A due timer that only its holder may fire, for a while."""

    id: int
    due: Due
    #: The lease itself: another one of the same timer has another number.
    holder: int
    #: How often it failed since it was set.
    attempts: int


# Setting and cancelling


async def set_at(
    tx: Transaction, kind: Kind, subject: Subject, due_at: datetime, now: datetime
) -> None:
    """Set a timer, in the place of the one of that kind that the subject has."""
    await _lock(tx, subject)
    columns, where = _unique(subject)
    fresh = _row(tx, kind, subject, due_at, now)
    again = ("due_at", "due_since", "leased_until", "leased_by", "attempts")
    await tx.connection.execute(
        insert_into(tx.dialect, timers)
        .values(fresh)
        .on_conflict_do_update(
            index_elements=columns,
            index_where=where,
            set_={name: fresh[name] for name in again},
        )
    )


async def set_if_none(
    tx: Transaction, kind: Kind, subject: Subject, due_at: datetime, now: datetime
) -> None:
    """Set a timer, unless the subject has one of that kind: that one goes on running."""
    await _lock(tx, subject)
    columns, where = _unique(subject)
    await tx.connection.execute(
        insert_into(tx.dialect, timers)
        .values(_row(tx, kind, subject, due_at, now))
        .on_conflict_do_nothing(index_elements=columns, index_where=where)
    )


def _row(
    tx: Transaction, kind: Kind, subject: Subject, due_at: datetime, now: datetime
) -> dict[str, object]:
    return {
        "bot_id": tx.bot_id,
        "kind": kind.value,
        "case_id": subject.case,
        "person_id": subject.person,
        "due_at": due_at,
        "due_since": now,
        "leased_until": None,
        "leased_by": None,
        "attempts": 0,
    }


_OF_A_CASE = timers.c.case_id.is_not(None)
_OF_A_PERSON = timers.c.person_id.is_not(None)
_OF_THE_BOT = and_(timers.c.case_id.is_(None), timers.c.person_id.is_(None))


def _unique(subject: Subject) -> tuple[list[str], ColumnElement[bool]]:
    """The index that says that a subject has one timer of a kind."""
    if subject.case is not None:
        return ["case_id", "kind"], _OF_A_CASE
    if subject.person is not None:
        return ["person_id", "kind"], _OF_A_PERSON
    return ["bot_id", "kind"], _OF_THE_BOT


def _about(tx: Transaction, subject: Subject) -> ColumnElement[bool]:
    if subject.case is not None:
        return timers.c.case_id == subject.case
    if subject.person is not None:
        return timers.c.person_id == subject.person
    return and_(timers.c.bot_id == tx.bot_id, _OF_THE_BOT)


async def cancel(tx: Transaction, kind: Kind, subject: Subject) -> bool:
    """Cancel a timer; returns whether there was one."""
    await _lock(tx, subject)
    gone = delete(timers).where(_about(tx, subject), timers.c.kind == kind.value)
    return (await tx.connection.execute(gone)).rowcount == 1


async def cancel_all(tx: Transaction, subject: Subject) -> None:
    """Cancel every timer of a subject; what one of them has just done is committed before."""
    await _lock(tx, subject)
    await tx.connection.execute(delete(timers).where(_about(tx, subject)))


async def of(tx: Transaction, subject: Subject) -> dict[str, datetime]:
    """The timers of a subject, by kind, with when they are due."""
    query = select(timers.c.kind, timers.c.due_at).where(_about(tx, subject))
    return {row.kind: row.due_at for row in await tx.connection.execute(query)}


# Cases as whoever changes them locks them; people so that others may still refer to them.
_CASE = select(cases.c.id).where(cases.c.id == bindparam("subject")).with_for_update()
_PERSON = (
    select(people.c.id).where(people.c.id == bindparam("subject")).with_for_update(key_share=True)
)


async def _lock(tx: Transaction, subject: Subject) -> None:
    # SQLite has one writer. On PostgreSQL, a timer that fires at this moment may be set anew
    # where whoever cancels it cannot see it; and two that take the same locks in another order
    # stand in each other's way.
    if tx.connection.dialect.name == "sqlite":
        return
    if subject.case is not None:
        await tx.connection.execute(_CASE, {"subject": subject.case})
    elif subject.person is not None:
        await tx.connection.execute(_PERSON, {"subject": subject.person})


# Firing

_mine = and_(timers.c.id == bindparam("timer"), timers.c.leased_by == bindparam("holder"))
_of_bot = timers.c.bot_id == bindparam("bot")
# A moment that was set later than now tells that the clock went back since: it is due. Two
# questions to two indices: asked as one, all timers would be looked through.
_due = (
    select(timers.c.id)
    .where(_of_bot, timers.c.due_at <= bindparam("now"))
    .union(select(timers.c.id).where(_of_bot, timers.c.due_since > bindparam("ahead")))
)
_free = or_(
    timers.c.leased_until.is_(None),
    timers.c.leased_until <= bindparam("now"),
    # No lease and no pause reaches so far: the clock went back.
    timers.c.leased_until > bindparam("beyond"),
    timers.c.leased_by == bindparam("former"),
)
_LEASABLE = (
    select(timers)
    .where(timers.c.id.in_(_due), timers.c.kind.in_(bindparam("kinds", expanding=True)), _free)
    .order_by(timers.c.due_at, timers.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(timers)
    .where(timers.c.id.in_(bindparam("leased", expanding=True)))
    .values(leased_until=bindparam("until"), leased_by=bindparam("holder"))
)


async def lease(
    tx: Transaction,
    kinds: Collection[Kind],
    holder: int,
    now: datetime,
    limit: int,
    *,
    former: int | None = None,
) -> list[Lease]:
    """Take what is due, the longest waiting first; nobody else gets it for ``LEASE_LASTS``.

    ``kinds``: those that this program can fire; others are left to a newer one. ``holder`` is a
    number that no other lease has; ``former`` one of the caller's own, that is given up.
    """
    values = {
        "bot": tx.bot_id,
        "kinds": [kind.value for kind in kinds],
        "now": now,
        "ahead": now + _SKEW,
        "beyond": now + max(LEASE_LASTS, LONGEST_PAUSE) + _SKEW,
        "former": former,
        "most": limit,
    }
    rows = (await tx.connection.execute(_LEASABLE, values)).all()
    if rows:
        leased = {"leased": [row.id for row in rows], "until": now + LEASE_LASTS, "holder": holder}
        await tx.connection.execute(_LEASE, leased)
    return [_lease(row, holder) for row in rows]


def _lease(row: AnyRow, holder: int) -> Lease:
    subject = Subject(
        CaseId(row.case_id) if row.case_id else None,
        PersonId(row.person_id) if row.person_id else None,
    )
    return Lease(row.id, Due(Kind(row.kind), subject, row.due_at), holder, row.attempts)


_TAKE = delete(timers).where(_mine)


async def take(tx: Transaction, lease: Lease) -> bool:
    """Remove a timer in the transaction in which it fires: once it is committed, it has fired.

    Returns False if the lease does not hold any more: it was set anew, cancelled or taken over.
    """
    await _lock(tx, lease.due.subject)
    return (await tx.connection.execute(_TAKE, _held(lease))).rowcount == 1


def _held(lease: Lease) -> dict[str, object]:
    return {"timer": lease.id, "holder": lease.holder}


_POSTPONE = (
    update(timers)
    .where(_mine)
    .values(leased_until=bindparam("until"), leased_by=None, attempts=timers.c.attempts + 1)
)


async def postpone(tx: Transaction, lease: Lease, now: datetime) -> bool:
    """Let a timer that failed rest, longer each time; it is tried again for ever.

    When it was due stays as it is. Returns False if the lease does not hold any more.
    """
    values = {"until": now + pause_after(lease.attempts), **_held(lease)}
    return (await tx.connection.execute(_POSTPONE, values)).rowcount == 1


_LEASED = timers.c.leased_by.is_not(None)
_RELEASE_ALL = (
    update(timers)
    # Not the bare column: SQLite would read all the bot's timers to find the few that are leased.
    .where(timers.c.bot_id + literal_column("0") == bindparam("bot"), _LEASED)
    .values(leased_until=None, leased_by=None)
)


async def release_all(tx: Transaction) -> int:
    """End the leases of a process that died, where nobody else can hold any."""
    return (await tx.connection.execute(_RELEASE_ALL, {"bot": tx.bot_id})).rowcount


_RELEASE_OF = _RELEASE_ALL.where(
    timers.c.leased_by.between(bindparam("lowest"), bindparam("highest"))
)


async def release_of(tx: Transaction, replica: int) -> int:
    """End the leases of a replica that died."""
    lowest, highest = claim_number(replica, 0), claim_number(replica + 1, 0) - 1
    values = {"bot": tx.bot_id, "lowest": lowest, "highest": highest}
    return (await tx.connection.execute(_RELEASE_OF, values)).rowcount


_NEXT_DUE = select(func.min(timers.c.due_at)).where(_of_bot, timers.c.due_at > bindparam("now"))


async def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next timer that is not due yet is due, if there is one."""
    values = {"bot": tx.bot_id, "now": now}
    moment: datetime | None = (await tx.connection.execute(_NEXT_DUE, values)).scalar()
    return moment
