"""What is to be sent: written in the transaction of the change it announces, sent after it.

A row holds references and content ids, never words, and its payload is emptied once settled.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import bindparam, delete, exists, func, insert, select, text, update

from bot.domain.people import CaseId, PersonId
from bot.store.database import Transaction
from bot.store.tables import outbox, people

#: What a payload may hold: ids and content keys.
Reference = str | int | float | bool | None | Sequence[int] | Mapping[str, str | int]

_pending = outbox.alias("earlier")


#: The longest name of a slot.
SLOT_LENGTH = 20


class Lane(IntEnum):
    """Separate queues to the same person: what is stuck in one never holds up the other."""

    DANGER = 0
    NORMAL = 1
    #: Calls that nobody reads (marks, menus, deletions): in no order, holding up nothing.
    QUIET = 2


class Kind(StrEnum):
    """What is to be done at Telegram."""

    #: Show a screen: a content id and its arguments.
    SHOW = "show"
    #: Copy a message from another chat.
    COPY = "copy"
    #: Bring an edited message to its copy.
    REWRITE = "rewrite"
    DELETE = "delete"
    #: Put a mark on a message.
    REACT = "react"
    #: Set the command menu of somebody's role.
    MENU = "menu"


class State(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    #: Withdrawn while a run holds it: that run settles it, and takes back what arrived.
    RECALLED = "recalled"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to send, claimed by this process."""

    id: int
    recipient_id: PersonId
    lane: Lane
    kind: Kind
    payload: Mapping[str, Reference]
    created_at: datetime
    attempts: int
    message_id: int | None
    case_id: CaseId | None
    expires_at: datetime | None
    #: The Telegram id to send to.
    address: int = field(repr=False)
    #: The recipient blocked the bot.
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What Telegram made of a parcel: the new message's id, and counts for deletions."""

    sent_id: int | None = None
    deleted: int = 0
    kept: int = 0


_ENQUEUE = insert(outbox).values(state=State.QUEUED, attempts=0)


def enqueue(
    tx: Transaction,
    recipient_id: PersonId,
    kind: Kind,
    payload: Mapping[str, Reference],
    now: datetime,
    *,
    lane: Lane = Lane.NORMAL,
    message_id: int | None = None,
    case_id: CaseId | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    epoch: int | None = None,
    slot: str | None = None,
    erasing: PersonId | None = None,
    listing: bool = False,
) -> None:
    """Add a row: it leaves after this transaction's commit, in order per recipient and lane."""
    tx.announced.add(int(lane))
    tx.later(
        _ENQUEUE,
        bot_id=tx.bot_id,
        recipient_id=recipient_id,
        lane=int(lane),
        kind=kind,
        payload=json.dumps(payload, separators=(",", ":")),
        created_at=now,
        due_at=due_at or now,
        expires_at=expires_at,
        message_id=message_id,
        case_id=case_id,
        epoch=epoch,
        slot=slot,
        erasing=erasing,
        listing=listing,
    )


_stuck_before = exists().where(
    _pending.c.recipient_id == outbox.c.recipient_id,
    _pending.c.lane == outbox.c.lane,
    _pending.c.id < outbox.c.id,
    _pending.c.state.in_((State.QUEUED, State.CLAIMED)),
    (_pending.c.state == State.CLAIMED) | (_pending.c.due_at > bindparam("now")),
)
# State is written out twice so that the partial index over pending rows is used.
_due = (
    select(outbox.c.id)
    .where(
        outbox.c.bot_id == bindparam("bot"),
        outbox.c.lane == bindparam("on_lane"),
        outbox.c.state.in_((State.QUEUED, State.CLAIMED)),
        outbox.c.state == State.QUEUED,
        outbox.c.due_at <= bindparam("now"),
        ~_stuck_before,
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(_due))
    .values(state=State.CLAIMED, claimed_by=bindparam("process"), claimed_at=bindparam("now"))
    .returning(outbox)
)


async def claim(
    tx: Transaction, lane: Lane, process: int, now: datetime, limit: int
) -> list[Parcel]:
    """Take rows that are due, oldest first; nothing overtakes an earlier row to the same person."""
    await tx.flush()
    await _one_claimer_at_a_time(tx, lane)
    claimed = await tx.connection.execute(
        _CLAIM,
        {"bot": tx.bot_id, "on_lane": int(lane), "now": now, "process": process, "most": limit},
    )
    rows = sorted(claimed.all(), key=lambda row: row.id)
    if not rows:
        return []
    addresses = await _addresses(tx, {row.recipient_id for row in rows})
    return [
        Parcel(
            id=row.id,
            recipient_id=PersonId(row.recipient_id),
            lane=lane,
            kind=Kind(row.kind),
            payload=json.loads(row.payload),
            created_at=row.created_at,
            attempts=row.attempts,
            message_id=row.message_id,
            case_id=CaseId(row.case_id) if row.case_id else None,
            expires_at=row.expires_at,
            address=addresses[row.recipient_id][0],
            unreachable=addresses[row.recipient_id][1],
        )
        for row in rows
    ]


async def _one_claimer_at_a_time(tx: Transaction, lane: Lane) -> None:
    # On SQLite BEGIN IMMEDIATE sees to it. Two claimers at once could each take a part of
    # one person's messages, and send the second part first.
    if tx.connection.dialect.name != "sqlite":
        await tx.connection.execute(
            text("SELECT pg_advisory_xact_lock(:room, :lane)"),
            {"room": 0x6D617261, "lane": int(lane)},
        )


_ADDRESSES = select(people.c.id, people.c.sealed_id, people.c.blocked_at).where(
    people.c.id.in_(bindparam("ids", expanding=True))
)


async def _addresses(tx: Transaction, ids: set[int]) -> dict[int, tuple[int, bool]]:
    rows = await tx.connection.execute(_ADDRESSES, {"ids": sorted(ids)})
    return {
        row.id: (int(tx.vault.open(row.sealed_id, "person")), row.blocked_at is not None)
        for row in rows
    }


async def next_due(tx: Transaction, lane: Lane) -> datetime | None:
    """When the next waiting row of a lane is due, if there is one."""
    await tx.flush()
    query = select(func.min(outbox.c.due_at)).where(
        outbox.c.bot_id == tx.bot_id,
        outbox.c.lane == int(lane),
        outbox.c.state.in_((State.QUEUED, State.CLAIMED)),
        outbox.c.state == State.QUEUED,
    )
    moment: datetime | None = (await tx.connection.execute(query)).scalar()
    return moment


_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("parcel"))
    .values(
        state=bindparam("now_state"),
        payload="",
        sent_id=bindparam("as_id"),
        settled_at=bindparam("at"),
        claimed_by=None,
    )
)


def settle(
    tx: Transaction, parcel_id: int, state: State, now: datetime, sent_id: int | None = None
) -> None:
    """Finish a row, sent or dead; nothing of what it said stays."""
    tx.later(_SETTLE, parcel=parcel_id, now_state=state, as_id=sent_id, at=now)


async def postpone(tx: Transaction, parcel_id: int, due_at: datetime) -> None:
    """Put a row back, to be tried again at a moment; what follows it waits with it."""
    await tx.flush()
    await tx.connection.execute(
        update(outbox)
        .where(outbox.c.id == parcel_id)
        .values(
            state=State.QUEUED,
            due_at=due_at,
            attempts=outbox.c.attempts + 1,
            claimed_by=None,
        )
    )


async def release(tx: Transaction, parcel_ids: Sequence[int]) -> None:
    """Put claimed rows back untried."""
    await tx.flush()
    await tx.connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(parcel_ids), outbox.c.state == State.CLAIMED)
        .values(state=State.QUEUED, claimed_by=None)
    )


async def hold(tx: Transaction, parcel_ids: Sequence[int], now: datetime) -> None:
    """Say that whoever claimed these rows is alive and still at it."""
    await tx.flush()
    await tx.connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(parcel_ids), outbox.c.state == State.CLAIMED)
        .values(claimed_at=now)
    )


async def release_all(tx: Transaction, claimed_before: datetime | None = None) -> int:
    """Put back what a process that died had claimed: everything, or what is older."""
    await tx.flush()
    change = (
        update(outbox)
        .where(outbox.c.bot_id == tx.bot_id, outbox.c.state == State.CLAIMED)
        .values(state=State.QUEUED, claimed_by=None)
    )
    if claimed_before is not None:
        change = change.where(outbox.c.claimed_at < claimed_before)
    return (await tx.connection.execute(change)).rowcount


async def drop_pending(
    tx: Transaction, recipient_id: PersonId, case_ids: Sequence[CaseId] | None = None
) -> None:
    """Delete what was still to be sent to somebody, or only what speaks of these cases."""
    await tx.flush()
    change = delete(outbox).where(
        outbox.c.recipient_id == recipient_id,
        outbox.c.state.in_((State.QUEUED, State.CLAIMED)),
    )
    if case_ids is not None:
        change = change.where(outbox.c.case_id.in_(case_ids))
    await tx.connection.execute(change)


async def drop_pending_of_cases(tx: Transaction, recipient_id: PersonId) -> None:
    """Delete what was still to be sent to somebody about any case; deletions are still made."""
    await tx.flush()
    await tx.connection.execute(
        delete(outbox).where(
            outbox.c.recipient_id == recipient_id,
            outbox.c.state.in_((State.QUEUED, State.CLAIMED)),
            outbox.c.case_id.is_not(None),
        )
    )


async def sent_to(tx: Transaction, recipient_id: PersonId) -> Sequence[tuple[int, datetime]]:
    """The ids of what the bot sent to somebody, with when."""
    await tx.flush()
    query = select(outbox.c.sent_id, outbox.c.settled_at).where(
        outbox.c.recipient_id == recipient_id, outbox.c.sent_id.is_not(None)
    )
    return [(row.sent_id, row.settled_at) for row in await tx.connection.execute(query)]


async def sent_about(
    tx: Transaction, case_ids: Sequence[CaseId], but: PersonId
) -> Sequence[tuple[PersonId, int, datetime]]:
    """What the bot sent to others about these cases: (recipient, id, when)."""
    await tx.flush()
    query = select(outbox.c.recipient_id, outbox.c.sent_id, outbox.c.settled_at).where(
        outbox.c.case_id.in_(case_ids),
        outbox.c.recipient_id != but,
        outbox.c.sent_id.is_not(None),
    )
    rows = await tx.connection.execute(query)
    return [(PersonId(row.recipient_id), row.sent_id, row.settled_at) for row in rows]


async def readers_about(tx: Transaction, case_id: CaseId) -> list[PersonId]:
    """Everybody who was shown, or is about to be shown, something about a case."""
    await tx.flush()
    query = (
        select(outbox.c.recipient_id)
        .where(outbox.c.case_id == case_id, outbox.c.kind == Kind.SHOW)
        .distinct()
        .order_by(outbox.c.recipient_id)
    )
    return [PersonId(row.recipient_id) for row in await tx.connection.execute(query)]


async def recipients_with_unsent(tx: Transaction, case_ids: Sequence[CaseId]) -> list[PersonId]:
    """Who still has something unsent about these cases."""
    await tx.flush()
    query = (
        select(outbox.c.recipient_id)
        .where(
            outbox.c.case_id.in_(case_ids),
            outbox.c.state.in_((State.QUEUED, State.CLAIMED)),
        )
        .distinct()
    )
    return [PersonId(row.recipient_id) for row in await tx.connection.execute(query)]


async def last_sent_for_case(
    tx: Transaction, recipient_id: PersonId, case_id: CaseId
) -> int | None:
    """The newest message the bot showed somebody about a case."""
    await tx.flush()
    query = select(func.max(outbox.c.sent_id)).where(
        outbox.c.recipient_id == recipient_id,
        outbox.c.case_id == case_id,
        outbox.c.kind == Kind.SHOW,
    )
    newest: int | None = (await tx.connection.execute(query)).scalar()
    return newest


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete settled rows that Telegram would no longer let a bot delete at the other end."""
    await tx.flush()
    result = await tx.connection.execute(
        delete(outbox).where(outbox.c.settled_at.is_not(None), outbox.c.settled_at < before)
    )
    return result.rowcount


# TEMPORARY


@dataclass(frozen=True, slots=True)
class Withdrawn:
    id: int
    recipient_id: PersonId
    kind: Kind
    message_id: int | None
    case_id: CaseId | None
    in_flight: bool


async def _withdraw(tx, now, *conditions, erasing=None):  # type: ignore
    await tx.flush()
    rows = (
        await tx.connection.execute(
            select(outbox).where(outbox.c.state.in_((State.QUEUED, State.CLAIMED)), *conditions)
        )
    ).all()
    for row in rows:
        flying = row.state == State.CLAIMED
        values = (
            {"state": State.RECALLED}
            if flying
            else {"state": State.DEAD, "settled_at": now, "payload": ""}
        )
        if erasing:
            values |= {"erasing": erasing, "message_id": None}
        await tx.connection.execute(update(outbox).where(outbox.c.id == row.id).values(**values))
    return [
        Withdrawn(
            r.id,
            PersonId(r.recipient_id),
            Kind(r.kind),
            r.message_id,
            r.case_id,
            r.state == State.CLAIMED,
        )
        for r in rows
    ]


async def withdraw_to(tx, recipient, now, *, case_ids=None, erasing=None):  # type: ignore
    c = [outbox.c.recipient_id == recipient, outbox.c.kind != Kind.DELETE]
    if case_ids is not None:
        c.append(outbox.c.case_id.in_(case_ids))
    return await _withdraw(tx, now, *c, erasing=erasing)


async def withdraw_cases_from(tx, recipient, now):  # type: ignore
    return await _withdraw(
        tx,
        now,
        outbox.c.recipient_id == recipient,
        outbox.c.case_id.is_not(None),
        outbox.c.kind != Kind.DELETE,
    )


async def withdraw_about(
    tx, case_ids, now, *, recipient=None, kinds=None, before_epoch=None, erasing=None
):  # type: ignore
    c = [outbox.c.case_id.in_(case_ids)]
    if recipient:
        c.append(outbox.c.recipient_id == recipient)
    if before_epoch is not None:
        c.append(outbox.c.epoch < before_epoch)
    return await _withdraw(tx, now, *c, erasing=erasing)


async def withdraw_message(tx, message_id, now):  # type: ignore
    return await _withdraw(tx, now, outbox.c.message_id == message_id)


async def keep_up(tx, case_id, recipient, epoch):  # type: ignore
    await tx.flush()
    await tx.connection.execute(
        update(outbox)
        .where(
            outbox.c.case_id == case_id,
            outbox.c.recipient_id == recipient,
            outbox.c.epoch.is_not(None),
            outbox.c.state.in_((State.QUEUED, State.CLAIMED)),
        )
        .values(epoch=epoch)
    )


async def unsettled_for(tx, person):  # type: ignore
    await tx.flush()
    q = select(outbox.c.id).where(
        outbox.c.state.in_((State.QUEUED, State.CLAIMED, State.RECALLED)),
        (outbox.c.erasing == person)
        | ((outbox.c.recipient_id == person) & (outbox.c.kind == Kind.DELETE)),
    )
    return (await tx.connection.execute(q.limit(1))).first() is not None


async def case_of_sent(tx, recipient, sent_id):  # type: ignore
    await tx.flush()
    q = select(outbox.c.case_id).where(
        outbox.c.recipient_id == recipient, outbox.c.sent_id == sent_id
    )
    row = (await tx.connection.execute(q)).first()
    return (False, None) if row is None else (True, row.case_id)


async def listings_since(tx, since):  # type: ignore
    q = select(outbox.c.recipient_id, outbox.c.sent_id, outbox.c.settled_at).where(
        outbox.c.listing.is_(True), outbox.c.sent_id.is_not(None), outbox.c.settled_at >= since
    )
    return [(r.recipient_id, r.sent_id, r.settled_at) for r in await tx.connection.execute(q)]


async def alerted(tx, case_id, epoch):  # type: ignore
    await tx.flush()
    q = select(outbox.c.recipient_id, outbox.c.state).where(
        outbox.c.case_id == case_id, outbox.c.epoch == epoch
    )
    rows = (await tx.connection.execute(q)).all()
    return {r.recipient_id for r in rows if r.state not in (State.DEAD, State.RECALLED)}, {
        r.recipient_id for r in rows
    }
