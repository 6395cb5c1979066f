"""Meetings that were proposed, and what became of them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, literal_column, select, update

from bot.domain.meetings import Meeting, State
from bot.domain.people import CaseId, PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.messages import State as Sent
from bot.store.tables import meetings, messages

_WITH_CASE = select(meetings, messages.c.case_id).join(
    messages, messages.c.id == meetings.c.message_id
)
#: What was taken back, or never arrived, is nothing that anybody answers.
_STANDS = messages.c.state.in_(
    [literal_column(f"'{one}'") for one in (Sent.LEAVING.value, Sent.PASSED.value)]
)
_GET = _WITH_CASE.where(meetings.c.message_id == bindparam("message"), _STANDS)
_OF = _WITH_CASE.where(messages.c.case_id == bindparam("about"), _STANDS)


def _meeting(row: AnyRow) -> Meeting:
    return Meeting(
        row.message_id,
        CaseId(row.case_id),
        PersonId(row.worker_id),
        row.territory,
        row.place,
        row.at,
        State(row.state),
    )


async def add(tx: Transaction, meeting: Meeting) -> None:
    """Keep that one was proposed with a message."""
    values = {
        "message_id": meeting.message_id,
        "worker_id": meeting.worker,
        "territory": meeting.territory,
        "place": meeting.place,
        "at": meeting.at,
        "state": meeting.state.value,
    }
    await tx.connection.execute(insert(meetings).values(values))


async def get(tx: Transaction, message_id: int) -> Meeting | None:
    """What was proposed with a message that stands."""
    row = (await tx.connection.execute(_GET, {"message": message_id})).first()
    return None if row is None else _meeting(row)


async def of_case(tx: Transaction, case_id: CaseId) -> Sequence[Meeting]:
    """What was proposed in a case, the oldest first."""
    rows = await tx.connection.execute(_OF.order_by(meetings.c.message_id), {"about": case_id})
    return [_meeting(row) for row in rows]


async def move(tx: Transaction, message_id: int, state: State, *, came_from: set[State]) -> bool:
    """Note what became of one. Returns False if it had come to something else before."""
    changed = (
        update(meetings)
        .where(
            meetings.c.message_id == message_id,
            meetings.c.state.in_([one.value for one in came_from]),
        )
        .values(state=state.value)
    )
    return (await tx.connection.execute(changed)).rowcount == 1
