"""Cancelling what is still to be sent: one mechanism, and a name for each use.

Rows are cancelled, not deleted: what a run holds at that moment is recalled, and the run that
holds it settles it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.domain.people import CaseId, PersonId
from bot.store.cargo import Kind
from bot.store.database import AnyRow, Transaction
from bot.store.parcel_states import (
    ANY_LANE,
    PENDING,
    SETTLED,
    UNSENT,
    UNSETTLED,
    literal,
)
from bot.store.parcels import Lane, State
from bot.store.tables import outbox

#: Rows that one statement names: the writer is never held for long.
_BATCH = 500


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

    @property
    def unread(self) -> int | None:
        """The message that its reader does not get; None if it was no message."""
        return self.message_id if self.kind in {Kind.COPY, Kind.SHOW} else None


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
    .values(state=literal(State.DEAD), **SETTLED)
)
# Without its message, so that it is still there when the message's row is deleted.
_RECALL = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("parcels", expanding=True)))
    .values(
        state=literal(State.RECALLED),
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
    tx.held = None
    # What was recalled before and is still in flight concerns a later erasure all the same.
    found = found.where(UNSENT if erasing is None else UNSETTLED)
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
_TO = _FOUND.where(outbox.c.recipient_id == bindparam("reader"), ANY_LANE)
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


_IN_SLOTS = _TO.where(outbox.c.slot.in_(bindparam("slots", expanding=True)))


async def withdraw_slots(
    tx: Transaction,
    recipient: PersonId,
    slots: Collection[str],
    now: datetime,
    *,
    erasing: PersonId | None = None,
) -> list[Withdrawn]:
    """Cancel what was still to be sent to somebody under these names."""
    values = {"reader": recipient, "slots": list(slots)}
    return await _withdraw(tx, now, _IN_SLOTS, values, erasing)


_KEEP_UP = (
    update(outbox)
    .where(
        outbox.c.case_id == bindparam("about"),
        outbox.c.recipient_id == bindparam("reader"),
        UNSENT,
        outbox.c.epoch.is_not(None),
    )
    .values(epoch=bindparam("new_epoch"))
)


async def keep_up(tx: Transaction, case_id: CaseId, recipient: PersonId, epoch: int) -> int:
    """Let what is still to be sent to somebody about a case outlive the case's change."""
    values = {"about": case_id, "reader": recipient, "new_epoch": epoch}
    return (await tx.connection.execute(_KEEP_UP, values)).rowcount


_UNSETTLED = select(
    or_(
        exists().where(outbox.c.erasing == bindparam("person"), PENDING),
        exists().where(
            outbox.c.recipient_id == bindparam("person"),
            outbox.c.lane == literal_column(str(int(Lane.QUIET))),
            PENDING,
            outbox.c.kind == literal_column(f"'{Kind.DELETE.value}'"),
        ),
    )
)


async def unsettled_for(tx: Transaction, person: PersonId) -> bool:
    """Whether something that somebody's erasure waits for is still under way."""
    return bool((await tx.connection.execute(_UNSETTLED, {"person": person})).scalar())
