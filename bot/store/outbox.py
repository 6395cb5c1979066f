"""What is to be sent: written in the transaction of the change it announces, sent after it.

A row holds references and content ids, never words, and its payload is emptied once settled.
Rows are cancelled, not deleted: what a run holds at that moment is recalled, and the run that
holds it settles it. Who settles, postpones or releases a row must still hold its claim.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    true,
    update,
)

from bot.domain.people import Audience, CaseId, PersonId, Role
from bot.store import messages
from bot.store.cargo import Aside, Cargo, Kind, read, write
from bot.store.database import AnyRow, Transaction
from bot.store.messages import Reference as Message
from bot.store.people import audience_of, role_of
from bot.store.tables import cases, members, outbox, people
from bot.store.tables import messages as message_table
from bot.store.vault import SealBroken

_earlier = outbox.alias("earlier")

#: Due at once, whatever the clock says now or said a moment ago.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
#: Rows that one statement names, or one purge deletes: the writer is never held for long.
_BATCH = 500


class Lane(IntEnum):
    """Separate queues to the same person: what is stuck in one never holds up the other."""

    DANGER = 0
    NORMAL = 1
    #: Calls that nobody reads (marks, menus, deletions): in no order, holding up nothing.
    QUIET = 2


#: Order concerns what somebody reads, not these.
_UNREAD = frozenset({Kind.DELETE, Kind.REACT, Kind.MENU})


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
    """One thing to send, claimed."""

    id: int
    recipient_id: PersonId
    lane: Lane
    cargo: Cargo
    created_at: datetime
    attempts: int
    message_id: int | None
    case_id: CaseId | None
    expires_at: datetime | None
    #: The claim itself: another one on the same row has another number.
    holder: int
    #: How often Telegram's answer to it was lost: it may have arrived.
    lost: int = 0
    #: The case's epoch that it rests on, when it was claimed.
    epoch: int | None = None
    #: Whose erasure waits until it is settled.
    erasing: PersonId | None = None

    @property
    def kind(self) -> Kind:
        """What is to be done at Telegram."""
        return self.cargo.kind


@dataclass(frozen=True, slots=True)
class Carried:
    """What Telegram made of a parcel: the new message's id, and counts for deletions."""

    sent_id: int | None = None
    deleted: int = 0
    kept: int = 0
    #: The topic of the recipient's chat that it was meant for, if that is gone.
    gone_thread: int | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A row that will not be sent, or whose message will be taken back."""

    id: int
    recipient_id: PersonId
    kind: Kind
    message_id: int | None
    case_id: CaseId | None
    #: A run holds it: it may arrive all the same, and is then taken back.
    in_flight: bool


def _literal(state: State) -> ColumnElement[str]:
    # Bound states would hide from the database that a partial index fits.
    return literal_column(f"'{state.value}'")


_QUEUED = outbox.c.state == _literal(State.QUEUED)
_CLAIMED = outbox.c.state == _literal(State.CLAIMED)
_RECALLED = outbox.c.state == _literal(State.RECALLED)
#: Word for word the condition of the index over pending rows.
_PENDING = outbox.c.state.in_(
    [_literal(State.QUEUED), _literal(State.CLAIMED), _literal(State.RECALLED)]
)
_UNSENT = outbox.c.state.in_([_literal(State.QUEUED), _literal(State.CLAIMED)])
_MINE = and_(outbox.c.id == bindparam("parcel"), outbox.c.claimed_by == bindparam("holder"))
_SETTLED: dict[str, object] = {"payload": "", "claimed_by": None, "settled_at": bindparam("at")}


_ENQUEUE = insert(outbox).values(state=State.QUEUED, attempts=0)
_newer = outbox.alias("newer")
_REPLACE = (
    update(outbox)
    .where(
        outbox.c.recipient_id == bindparam("reader"),
        outbox.c.lane.in_([literal_column(str(int(lane))) for lane in Lane]),
        _QUEUED,
        outbox.c.slot == bindparam("gesture"),
        outbox.c.id
        < select(func.max(_newer.c.id))
        .where(
            _newer.c.recipient_id == bindparam("reader"),
            _newer.c.lane.in_([literal_column(str(int(lane))) for lane in Lane]),
            _newer.c.state == _literal(State.QUEUED),
            _newer.c.slot == bindparam("gesture"),
        )
        .scalar_subquery(),
    )
    .values(state=_literal(State.DEAD), **_SETTLED)
)


def enqueue(
    tx: Transaction,
    recipient_id: PersonId,
    cargo: Cargo,
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
    """Add a row: it leaves after this transaction's commit, in order per recipient and lane.

    ``epoch``: not sent once the case has another. ``slot``: it takes the place of a queued row
    of the same name. ``erasing``: whose receipt waits for it. ``listing``: it shows pseudonyms
    of several people. Without ``due_at`` it is due at once, whatever becomes of the clock.
    """
    lane = Lane.QUIET if cargo.kind in _UNREAD else lane
    aside = cargo.number if isinstance(cargo, Aside) else None
    tx.announced.add(int(lane))
    tx.later(
        _ENQUEUE,
        bot_id=tx.bot_id,
        recipient_id=recipient_id,
        lane=int(lane),
        kind=cargo.kind,
        payload=write(cargo) if aside is None else "",
        aside=aside,
        created_at=now,
        due_at=due_at or AT_ONCE,
        due_since=now if due_at else None,
        expires_at=expires_at,
        message_id=message_id,
        case_id=case_id,
        epoch=epoch,
        slot=slot,
        erasing=erasing,
        listing=listing,
    )
    if slot is not None:
        # Put off after the row itself, so that of several in one transaction the last one stays.
        tx.later(_REPLACE, reader=recipient_id, gesture=slot, at=now)


# Claiming

_now: BindParameter[datetime] = bindparam("now")
_ahead: BindParameter[datetime] = bindparam("ahead")
#: Clocks of several machines differ, and a moment is taken before it is used: so much is nothing.
_SKEW = timedelta(seconds=5)
# A moment that was set later than now tells that the clock went back since: it is due.
_is_due = or_(outbox.c.due_at <= _now, outbox.c.due_since > _ahead)
#: What has probably arrived holds up what follows for so many repetitions, and no longer.
_HELD_UP = 2
_earlier_waits = and_(
    _earlier.c.attempts > 0,
    _earlier.c.lost <= literal_column(str(_HELD_UP)),
    _earlier.c.due_at > _now,
    or_(_earlier.c.due_since.is_(None), _earlier.c.due_since <= _ahead),
)
#: In order: nothing overtakes what is being sent, or what was tried and is tried again later.
_stuck_before = exists().where(
    _earlier.c.recipient_id == outbox.c.recipient_id,
    _earlier.c.lane == outbox.c.lane,
    _earlier.c.id < outbox.c.id,
    or_(
        _earlier.c.state == _literal(State.CLAIMED),
        and_(_earlier.c.state == _literal(State.QUEUED), _earlier_waits),
    ),
    _earlier.c.state.in_([_literal(State.QUEUED), _literal(State.CLAIMED)]),
)


def _claiming(in_order: ColumnElement[bool]) -> Update:
    # State is written out twice so that the partial index over pending rows is used.
    due = (
        select(outbox.c.id)
        .where(
            outbox.c.bot_id == bindparam("bot"),
            outbox.c.lane == bindparam("on_lane"),
            _PENDING,
            _QUEUED,
            _is_due,
            in_order,
        )
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
    )
    return (
        update(outbox)
        # Asked again outside: on PostgreSQL the row may have changed since it was found.
        .where(outbox.c.id.in_(due), _QUEUED)
        .values(state=_literal(State.CLAIMED), claimed_by=bindparam("holder"), claimed_at=_now)
        .returning(outbox)
    )


_CLAIM = _claiming(~_stuck_before)
_CLAIM_ANY = _claiming(true())


async def claim(
    tx: Transaction, lane: Lane, holder: int, now: datetime, limit: int
) -> list[Parcel]:
    """Take rows that are due, oldest first; nothing overtakes an earlier row to the same person.

    The quiet lane has no order. ``holder`` is a number that no other claim has.
    """
    await tx.flush()
    await _one_claimer_at_a_time(tx, lane)
    claimed = await tx.connection.execute(
        _CLAIM_ANY if lane is Lane.QUIET else _CLAIM,
        {
            "bot": tx.bot_id,
            "on_lane": int(lane),
            "now": now,
            "ahead": now + _SKEW,
            "holder": holder,
            "most": limit,
        },
    )
    return [_parcel(row, lane, holder) for row in sorted(claimed.all(), key=lambda row: row.id)]


def _parcel(row: AnyRow, lane: Lane, holder: int) -> Parcel:
    return Parcel(
        id=row.id,
        recipient_id=PersonId(row.recipient_id),
        lane=lane,
        cargo=read(row.kind, row.payload, row.aside),
        created_at=row.created_at,
        attempts=row.attempts,
        message_id=row.message_id,
        case_id=CaseId(row.case_id) if row.case_id else None,
        expires_at=row.expires_at,
        holder=holder,
        lost=row.lost,
        epoch=row.epoch,
        erasing=PersonId(row.erasing) if row.erasing else None,
    )


async def _one_claimer_at_a_time(tx: Transaction, lane: Lane) -> None:
    # On SQLite BEGIN IMMEDIATE sees to it. Two claimers at once could each take a part of
    # one person's messages, and send the second part first.
    if tx.connection.dialect.name != "sqlite":
        await tx.connection.execute(
            text("SELECT pg_advisory_xact_lock(:room, :lane)"),
            {"room": 0x6D617261, "lane": int(lane)},
        )


# Before each send


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claimed row stands at the moment of its sending."""

    #: Still held by the same claim.
    ours: bool
    #: Withdrawn meanwhile; whoever held it settles it.
    recalled: bool
    #: Its case has another owner or status now, or is gone.
    overtaken: bool
    #: The recipient blocked the bot, and did not come back.
    blocked: bool
    #: Whether its case lets images through now.
    images: bool
    #: The topic of their chat in which the recipient wrote last.
    thread: int | None = None
    #: Who reads it: how they are spoken to.
    role: Role = Role.YOUNG_PERSON
    audience: Audience = Audience.YOUNG
    #: What is passed on, if it passes a message on.
    message: Message | None = None
    #: The Telegram id to send to, and the one of the chat that a copy is made from.
    address: int = field(default=0, repr=False)
    source: int | None = field(default=None, repr=False)


_author = people.alias("author")
_LOOK_AGAIN = (
    select(
        message_table,
        outbox.c.id.label("row_id"),
        outbox.c.state.label("row_state"),
        outbox.c.claimed_by.label("holder"),
        outbox.c.epoch.label("row_epoch"),
        people.c.sealed_id,
        people.c.blocked_at,
        people.c.thread_id,
        people.c.audience,
        members.c.role,
        members.c.revoked_at,
        cases.c.epoch.label("case_epoch"),
        cases.c.images_accepted,
        cases.c.images_barred,
        _author.c.sealed_id.label("sealed_source"),
    )
    .select_from(
        outbox.join(people, people.c.id == outbox.c.recipient_id)
        .outerjoin(members, members.c.person_id == people.c.id)
        .outerjoin(cases, cases.c.id == outbox.c.case_id)
        .outerjoin(message_table, message_table.c.id == outbox.c.message_id)
        .outerjoin(_author, _author.c.id == message_table.c.author_id)
    )
    .where(outbox.c.id.in_(bindparam("parcels", expanding=True)))
)
_NOBODYS = Standing(ours=False, recalled=False, overtaken=False, blocked=False, images=False)


async def look_again(
    tx: Transaction, parcels: Sequence[Parcel]
) -> list[Standing | SealBroken | ValueError]:
    """See how rows stand now, in one query; a row that cannot be read gives its error."""
    ids = [parcel.id for parcel in parcels]
    found = {row.row_id: row for row in await tx.connection.execute(_LOOK_AGAIN, {"parcels": ids})}
    return [_glance(tx, parcel, found.get(parcel.id)) for parcel in parcels]


def _glance(
    tx: Transaction, parcel: Parcel, row: AnyRow | None
) -> Standing | SealBroken | ValueError:
    try:
        return _standing(tx, parcel, row)
    except (SealBroken, ValueError) as error:
        return error


def _standing(tx: Transaction, parcel: Parcel, row: AnyRow | None) -> Standing:
    if row is None or row.holder != parcel.holder:
        return _NOBODYS
    ours = row.row_state == State.CLAIMED
    known = ours and row.id is not None
    return Standing(
        ours=ours,
        recalled=row.row_state == State.RECALLED,
        overtaken=row.row_epoch is not None and row.row_epoch != row.case_epoch,
        blocked=row.blocked_at is not None,
        images=bool(row.images_accepted and not row.images_barred),
        thread=row.thread_id,
        role=role_of(row),
        audience=audience_of(row),
        message=messages.from_row(tx, row) if known else None,
        address=int(tx.vault.open(row.sealed_id, "person")) if ours else 0,
        source=int(tx.vault.open(row.sealed_source, "person")) if known else None,
    )


# Settling

_SETTLE = (
    update(outbox)
    .where(_MINE, _CLAIMED)
    .values(state=bindparam("now_state"), sent_id=bindparam("as_id"), **_SETTLED)
)


_WHO_HOLDS = select(outbox.c.id, outbox.c.claimed_by).where(
    outbox.c.id.in_(bindparam("parcels", expanding=True)), _CLAIMED
)


async def settle(
    tx: Transaction,
    parcel: Parcel,
    state: State,
    now: datetime,
    sent_id: int | None = None,
    *,
    soon: Collection[tuple[int, int]] = (),
) -> bool:
    """Finish a row, sent or dead; nothing of what it said stays.

    Returns False if its claim is lost: it was withdrawn, or another process took it over.
    ``soon``: claims, as (row, holder), that are settled in this transaction too, probably: where
    there is one writer, all are checked together and written together.
    """
    values = {"now_state": state, "as_id": sent_id, "at": now, **_held(parcel)}
    mine = (parcel.id, parcel.holder)
    if mine in soon and tx.connection.dialect.name == "sqlite":
        if tx.held is None:
            rows = await tx.connection.execute(_WHO_HOLDS, {"parcels": [row for row, _ in soon]})
            tx.held = {(row.id, row.claimed_by) for row in rows}
        if mine in tx.held:
            tx.held.remove(mine)
            tx.later(_SETTLE, **values)
            return True
    return (await tx.connection.execute(_SETTLE, values)).rowcount == 1


def _held(parcel: Parcel) -> dict[str, object]:
    return {"parcel": parcel.id, "holder": parcel.holder}


_BURY = update(outbox).values(state=_literal(State.DEAD), **_SETTLED).returning(outbox.c.erasing)
_BURY_ONE = _BURY.where(_MINE, _RECALLED)


@dataclass(frozen=True, slots=True)
class Buried:
    """A recalled row that was settled, and whose erasure waited for it, if anybody's."""

    erasing: PersonId | None


async def bury(tx: Transaction, parcel: Parcel, now: datetime) -> Buried | None:
    """Settle a row that was recalled while it was held. Returns None if it was not."""
    row = (await tx.connection.execute(_BURY_ONE, {"at": now, **_held(parcel)})).first()
    return None if row is None else Buried(PersonId(row.erasing) if row.erasing else None)


_POSTPONE = (
    update(outbox)
    .where(_MINE, _CLAIMED)
    .values(
        state=_literal(State.QUEUED),
        lost=outbox.c.lost + bindparam("losses"),
        due_at=bindparam("again_at"),
        due_since=bindparam("at"),
        attempts=outbox.c.attempts + 1,
        claimed_by=None,
    )
)


async def postpone(
    tx: Transaction, parcel: Parcel, now: datetime, due_at: datetime, *, lost: bool = False
) -> bool:
    """Put a row back, to be tried again at a moment; what follows it waits with it.

    ``lost``: Telegram's answer was, so that it may have arrived. Returns False if the claim is.
    """
    values = {"losses": int(lost), "again_at": due_at, "at": now, **_held(parcel)}
    return (await tx.connection.execute(_POSTPONE, values)).rowcount == 1


_RELEASE = (
    update(outbox).where(_MINE, _CLAIMED).values(state=_literal(State.QUEUED), claimed_by=None)
)


async def release(tx: Transaction, parcel: Parcel) -> bool:
    """Put a claimed row back untried. Returns False if its claim is lost."""
    return (await tx.connection.execute(_RELEASE, _held(parcel))).rowcount == 1


_HOLD = update(outbox).where(_MINE).values(claimed_at=bindparam("at"))


async def hold(tx: Transaction, claims: Collection[tuple[int, int]], now: datetime) -> None:
    """Say that whoever holds these rows, given as (row, holder), is alive and still at it."""
    if claims:
        held = [{"parcel": row, "holder": holder, "at": now} for row, holder in sorted(claims)]
        await tx.connection.execute(_HOLD, held)


# A claim is also old if it seems to come from so far ahead: the clock went back since.
_OLD = or_(outbox.c.claimed_at < bindparam("before"), outbox.c.claimed_at > bindparam("after"))
_IN_LANES = and_(
    outbox.c.bot_id == bindparam("bot"),
    outbox.c.lane.in_([literal_column(str(int(lane))) for lane in Lane]),
    _PENDING,
)
_RELEASE_ALL = (
    update(outbox).where(_IN_LANES, _CLAIMED).values(state=_literal(State.QUEUED), claimed_by=None)
)
_RELEASE_OLD = _RELEASE_ALL.where(_OLD)
_BURY_ALL = _BURY.where(_IN_LANES, _RECALLED)
_BURY_OLD = _BURY_ALL.where(_OLD)
_EVER = datetime(9999, 1, 1, tzinfo=UTC)


async def release_all(
    tx: Transaction, claimed_before: datetime | None = None, claimed_after: datetime = _EVER
) -> int:
    """Put back what a process that died had claimed: everything, or what is older."""
    await tx.flush()
    tx.held = None
    if claimed_before is None:
        return (await tx.connection.execute(_RELEASE_ALL, {"bot": tx.bot_id})).rowcount
    values = {"bot": tx.bot_id, "before": claimed_before, "after": claimed_after}
    return (await tx.connection.execute(_RELEASE_OLD, values)).rowcount


async def bury_all(
    tx: Transaction,
    now: datetime,
    claimed_before: datetime | None = None,
    claimed_after: datetime = _EVER,
) -> list[PersonId]:
    """Settle what was recalled from a process that died; returns whose erasures waited for it.

    Whether it arrived, nobody will know.
    """
    await tx.flush()
    values: dict[str, object] = {"bot": tx.bot_id, "at": now}
    if claimed_before is None:
        rows = await tx.connection.execute(_BURY_ALL, values)
    else:
        values |= {"before": claimed_before, "after": claimed_after}
        rows = await tx.connection.execute(_BURY_OLD, values)
    return [PersonId(row.erasing) for row in rows if row.erasing is not None]


# Withdrawing: one mechanism, and a name for each use

_FOUND = select(
    outbox.c.id,
    outbox.c.recipient_id,
    outbox.c.kind,
    outbox.c.message_id,
    outbox.c.case_id,
    outbox.c.state,
).order_by(outbox.c.id)
_KILL = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("parcels", expanding=True)))
    .values(state=_literal(State.DEAD), **_SETTLED)
)
# Without its message, so that it is still there when the message's row is deleted.
_RECALL = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("parcels", expanding=True)))
    .values(
        state=_literal(State.RECALLED),
        payload="",
        message_id=None,
        erasing=func.coalesce(outbox.c.erasing, bindparam("for_erasure", type_=outbox.c.id.type)),
    )
)


async def withdraw(
    tx: Transaction, now: datetime, *where: ColumnElement[bool], erasing: PersonId | None = None
) -> list[Withdrawn]:
    """Cancel unsent rows: queued ones at once, and a run that holds one takes back what arrives.

    ``erasing``: whose receipt waits for what is in flight.
    """
    return await _withdraw(tx, now, _FOUND.where(*where), {}, erasing)


async def _withdraw(
    tx: Transaction,
    now: datetime,
    found: Select[tuple[object, ...]],
    values: Mapping[str, object],
    erasing: PersonId | None = None,
) -> list[Withdrawn]:
    await tx.flush()
    tx.held = None
    # What was recalled before and is still in flight concerns a later erasure all the same.
    found = found.where(_UNSENT if erasing is None else _PENDING)
    # Locked first: between finding and cancelling, nobody may claim or postpone them.
    rows = (await tx.connection.execute(found.with_for_update(of=outbox), values)).all()
    held = [row.id for row in rows if row.state != State.QUEUED]
    queued = [row.id for row in rows if row.state == State.QUEUED]
    for ids in _batches(queued):
        await tx.connection.execute(_KILL, {"parcels": ids, "at": now})
    for ids in _batches(held):
        await tx.connection.execute(_RECALL, {"parcels": ids, "for_erasure": erasing})
    return [_withdrawn(row) for row in rows]


def _withdrawn(row: AnyRow) -> Withdrawn:
    return Withdrawn(
        row.id,
        PersonId(row.recipient_id),
        Kind(row.kind) if row.kind in Kind.__members__.values() else Kind.UNREADABLE,
        row.message_id,
        CaseId(row.case_id) if row.case_id else None,
        in_flight=row.state != State.QUEUED,
    )


def _batches(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]


_NO_DELETION = outbox.c.kind != literal_column(f"'{Kind.DELETE.value}'")
_TO = _FOUND.where(outbox.c.recipient_id == bindparam("reader"))
_TO_ABOUT = _TO.where(outbox.c.case_id.in_(bindparam("about", expanding=True)))
_TO_ABOUT_ANY = _TO.where(outbox.c.case_id.is_not(None), _NO_DELETION)


async def withdraw_to(
    tx: Transaction,
    recipient: PersonId,
    now: datetime,
    *,
    case_ids: Collection[CaseId] | None = None,
    but_deletions: bool = True,
    erasing: PersonId | None = None,
) -> list[Withdrawn]:
    """Cancel what was still to be sent to somebody, all of it or what speaks of these cases.

    Deletions are still made: a message that somebody else had erased must go all the same.
    """
    found = _TO if case_ids is None else _TO_ABOUT
    values: dict[str, object] = {"reader": recipient}
    if case_ids is not None:
        values["about"] = list(case_ids)
    found = found.where(_NO_DELETION) if but_deletions else found
    return await _withdraw(tx, now, found, values, erasing)


async def withdraw_cases_from(
    tx: Transaction, recipient: PersonId, now: datetime
) -> list[Withdrawn]:
    """Cancel what was still to be sent to somebody about any case; the rest is still sent."""
    return await _withdraw(tx, now, _TO_ABOUT_ANY, {"reader": recipient})


async def withdraw_about(
    tx: Transaction,
    case_ids: Collection[CaseId],
    now: datetime,
    *,
    recipient: PersonId | None = None,
    kinds: Collection[Kind] | None = None,
    before_epoch: int | None = None,
    erasing: PersonId | None = None,
) -> list[Withdrawn]:
    """Cancel what speaks of these cases: to everybody or somebody, of any kind or these.

    ``before_epoch``: only what rests on an earlier epoch. Deletions are still made.
    """
    found = _FOUND.where(outbox.c.case_id.in_(bindparam("about", expanding=True)), _NO_DELETION)
    values: dict[str, object] = {"about": list(case_ids)}
    if recipient is not None:
        found = found.where(outbox.c.recipient_id == bindparam("reader"))
        values["reader"] = recipient
    if kinds is not None:
        found = found.where(outbox.c.kind.in_(bindparam("kinds", expanding=True)))
        values["kinds"] = [kind.value for kind in kinds]
    if before_epoch is not None:
        found = found.where(outbox.c.epoch < bindparam("earlier_than"))
        values["earlier_than"] = before_epoch
    return await _withdraw(tx, now, found, values, erasing)


_PASSING = _FOUND.where(outbox.c.message_id == bindparam("passed_on"))


async def withdraw_message(
    tx: Transaction, message_id: int, now: datetime, *, erasing: PersonId | None = None
) -> list[Withdrawn]:
    """Cancel the passing on of one message, and of its edits."""
    return await _withdraw(tx, now, _PASSING, {"passed_on": message_id}, erasing)


_KEEP_UP = (
    update(outbox)
    .where(
        outbox.c.case_id == bindparam("about"),
        outbox.c.recipient_id == bindparam("reader"),
        _UNSENT,
        outbox.c.epoch.is_not(None),
    )
    .values(epoch=bindparam("new_epoch"))
)


async def keep_up(tx: Transaction, case_id: CaseId, recipient: PersonId, epoch: int) -> int:
    """Let what is still to be sent to somebody about a case outlive the case's change."""
    await tx.flush()
    values = {"about": case_id, "reader": recipient, "new_epoch": epoch}
    return (await tx.connection.execute(_KEEP_UP, values)).rowcount


_UNSETTLED = select(
    or_(
        exists().where(outbox.c.erasing == bindparam("person"), _PENDING),
        exists().where(
            outbox.c.recipient_id == bindparam("person"),
            outbox.c.lane == literal_column(str(int(Lane.QUIET))),
            _PENDING,
            outbox.c.kind == literal_column(f"'{Kind.DELETE.value}'"),
        ),
    )
)


async def unsettled_for(tx: Transaction, person: PersonId) -> bool:
    """Whether something that somebody's erasure waits for is still under way."""
    await tx.flush()
    return bool((await tx.connection.execute(_UNSETTLED, {"person": person})).scalar())


# What was sent

_CASE_OF_SENT = (
    select(outbox.c.case_id)
    .where(outbox.c.recipient_id == bindparam("reader"), outbox.c.sent_id == bindparam("as_id"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)


async def case_of_sent(
    tx: Transaction, recipient: PersonId, sent_id: int
) -> tuple[bool, CaseId | None]:
    """Whether a message of somebody's chat is the bot's own, and which case it is about."""
    await tx.flush()
    row = (
        await tx.connection.execute(_CASE_OF_SENT, {"reader": recipient, "as_id": sent_id})
    ).first()
    return (False, None) if row is None else (True, CaseId(row.case_id) if row.case_id else None)


_LISTINGS = select(outbox.c.recipient_id, outbox.c.sent_id, outbox.c.settled_at).where(
    outbox.c.bot_id == bindparam("bot"),
    outbox.c.listing.is_(True),
    outbox.c.settled_at >= bindparam("since"),
    outbox.c.sent_id.is_not(None),
)


async def listings_since(
    tx: Transaction, since: datetime
) -> Sequence[tuple[PersonId, int, datetime]]:
    """The messages that show several people's pseudonyms: (recipient, id, when)."""
    await tx.flush()
    rows = await tx.connection.execute(_LISTINGS, {"bot": tx.bot_id, "since": since})
    return [(PersonId(row.recipient_id), row.sent_id, row.settled_at) for row in rows]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that somebody asked for, and that must be shown anew."""

    recipient_id: PersonId
    slot: str | None
    #: Of one that was shown already it is gone: its slot must tell what to show.
    shown: Cargo | None = None


_answer = outbox.alias("answer")
_CHOICES = select(outbox.c.recipient_id, outbox.c.slot).where(
    outbox.c.bot_id == bindparam("bot"),
    outbox.c.listing.is_(True),
    outbox.c.settled_at >= bindparam("since"),
    outbox.c.sent_id.is_not(None),
    outbox.c.slot.is_not(None),
    ~exists().where(
        _answer.c.recipient_id == outbox.c.recipient_id,
        _answer.c.sent_id == outbox.c.sent_id,
        _answer.c.id > outbox.c.id,
    ),
)


async def choices_since(tx: Transaction, since: datetime) -> list[Listing]:
    """Lists that ask something which nobody has answered yet: those that have a slot."""
    await tx.flush()
    rows = await tx.connection.execute(_CHOICES, {"bot": tx.bot_id, "since": since})
    return [Listing(PersonId(row.recipient_id), row.slot) for row in rows]


_LISTINGS_CLAIMED = select(
    outbox.c.id, outbox.c.recipient_id, outbox.c.slot, outbox.c.payload
).where(
    outbox.c.bot_id == bindparam("bot"),
    outbox.c.listing.is_(True),
    _PENDING,
    outbox.c.state == _literal(State.CLAIMED),
)


async def recall_listings(tx: Transaction, now: datetime, erasing: PersonId) -> list[Listing]:
    """Take back the lists that are on their way: they may show who has just gone."""
    await tx.flush()
    query = _LISTINGS_CLAIMED.with_for_update(of=outbox)
    rows = (await tx.connection.execute(query, {"bot": tx.bot_id})).all()
    if rows:
        ids = [row.id for row in rows]
        await withdraw(tx, now, outbox.c.id.in_(ids), erasing=erasing)
    return [
        Listing(PersonId(row.recipient_id), row.slot, read(Kind.SHOW, row.payload)) for row in rows
    ]


_NEXT_DUE = select(func.min(outbox.c.due_at)).where(
    outbox.c.bot_id == bindparam("bot"), outbox.c.lane == bindparam("on_lane"), _PENDING, _QUEUED
)


async def next_due(tx: Transaction, lane: Lane) -> datetime | None:
    """When the next waiting row of a lane is due, if there is one."""
    await tx.flush()
    values = {"bot": tx.bot_id, "on_lane": int(lane)}
    moment: datetime | None = (await tx.connection.execute(_NEXT_DUE, values)).scalar()
    return moment


_SENT_TO = select(outbox.c.sent_id, outbox.c.settled_at).where(
    outbox.c.recipient_id == bindparam("reader"), outbox.c.sent_id.is_not(None)
)


async def sent_to(tx: Transaction, recipient_id: PersonId) -> Sequence[tuple[int, datetime]]:
    """The ids of what the bot sent to somebody, with when."""
    await tx.flush()
    rows = await tx.connection.execute(_SENT_TO, {"reader": recipient_id})
    return [(row.sent_id, row.settled_at) for row in rows]


_SENT_ABOUT = select(outbox.c.recipient_id, outbox.c.sent_id, outbox.c.settled_at).where(
    outbox.c.case_id.in_(bindparam("about", expanding=True)),
    outbox.c.recipient_id != bindparam("but"),
    outbox.c.sent_id.is_not(None),
)


async def sent_about(
    tx: Transaction, case_ids: Sequence[CaseId], but: PersonId
) -> Sequence[tuple[PersonId, int, datetime]]:
    """What the bot sent to others about these cases: (recipient, id, when)."""
    await tx.flush()
    rows = await tx.connection.execute(_SENT_ABOUT, {"about": list(case_ids), "but": but})
    return [(PersonId(row.recipient_id), row.sent_id, row.settled_at) for row in rows]


_UNCONFIRMED = select(func.coalesce(func.sum(outbox.c.lost), 0)).where(outbox.c.lost > 0)
_UNCONFIRMED_TO = _UNCONFIRMED.where(outbox.c.recipient_id == bindparam("reader"))
_UNCONFIRMED_ABOUT = _UNCONFIRMED.where(
    outbox.c.case_id.in_(bindparam("about", expanding=True)),
    outbox.c.recipient_id != bindparam("reader"),
)
_UNCONFIRMED_LISTINGS = _UNCONFIRMED.where(
    outbox.c.bot_id == bindparam("bot"), outbox.c.listing.is_(True)
)


async def unconfirmed(tx: Transaction, person: PersonId, case_ids: Collection[CaseId]) -> int:
    """How many messages to somebody, or about their cases, may stand under ids nobody knows.

    Telegram's answers to them were lost: an erasure cannot delete them, and must say so.
    """
    await tx.flush()
    to = (await tx.connection.execute(_UNCONFIRMED_TO, {"reader": person})).scalar_one()
    values = {"reader": person, "about": list(case_ids)}
    about = (await tx.connection.execute(_UNCONFIRMED_ABOUT, values)).scalar_one()
    if not case_ids:
        return int(to)
    lists = (await tx.connection.execute(_UNCONFIRMED_LISTINGS, {"bot": tx.bot_id})).scalar_one()
    return int(to) + int(about) + int(lists)


_SHOWN = outbox.c.kind == literal_column(f"'{Kind.SHOW.value}'")
_READERS = (
    select(outbox.c.recipient_id)
    .where(outbox.c.case_id == bindparam("about"), _SHOWN)
    .distinct()
    .order_by(outbox.c.recipient_id)
)


async def readers_about(tx: Transaction, case_id: CaseId) -> list[PersonId]:
    """Everybody who was shown, or is about to be shown, something about a case."""
    await tx.flush()
    rows = await tx.connection.execute(_READERS, {"about": case_id})
    return [PersonId(row.recipient_id) for row in rows]


_ALERTED = select(outbox.c.recipient_id, outbox.c.state).where(
    outbox.c.case_id == bindparam("about"), outbox.c.epoch == bindparam("as_of"), _SHOWN
)
_STANDING = frozenset({State.QUEUED, State.CLAIMED, State.SENT})


async def alerted(
    tx: Transaction, case_id: CaseId, epoch: int
) -> tuple[set[PersonId], set[PersonId]]:
    """Who was alerted, or is about to be, of a waiting case; and with whom it was tried at all."""
    await tx.flush()
    rows = (await tx.connection.execute(_ALERTED, {"about": case_id, "as_of": epoch})).all()
    standing = {PersonId(row.recipient_id) for row in rows if State(row.state) in _STANDING}
    return standing, {PersonId(row.recipient_id) for row in rows}


_LAST_SENT = select(func.max(outbox.c.sent_id)).where(
    outbox.c.recipient_id == bindparam("reader"),
    outbox.c.case_id == bindparam("about"),
    outbox.c.id < bindparam("before"),
    _SHOWN,
)


async def last_sent_for_case(
    tx: Transaction, recipient_id: PersonId, case_id: CaseId, before: int
) -> int | None:
    """The newest message the bot showed somebody about a case, written before a row."""
    await tx.flush()
    values = {"reader": recipient_id, "about": case_id, "before": before}
    newest: int | None = (await tx.connection.execute(_LAST_SENT, values)).scalar()
    return newest


_PURGE = delete(outbox).where(
    outbox.c.id.in_(
        select(outbox.c.id)
        .where(outbox.c.settled_at.is_not(None), outbox.c.settled_at < bindparam("before"))
        .limit(literal_column(str(_BATCH)))
    )
)


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete settled rows that Telegram would no longer let a bot delete at the other end.

    Returns how many, a few hundred at most: whoever wants all gone calls it until it is none.
    """
    await tx.flush()
    return (await tx.connection.execute(_PURGE, {"before": before})).rowcount
