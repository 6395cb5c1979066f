"""Where a row of the outbox stands, as conditions that the indexes of its table answer."""

from sqlalchemy import ColumnElement, and_, bindparam, literal_column

from bot.store.parcels import Lane, Parcel, State
from bot.store.tables import outbox


def literal(state: State) -> ColumnElement[str]:
    """A state written out: bound, it would hide from the database that a partial index fits."""
    return literal_column(f"'{state.value}'")


QUEUED = outbox.c.state == literal(State.QUEUED)
CLAIMED = outbox.c.state == literal(State.CLAIMED)
RECALLED = outbox.c.state == literal(State.RECALLED)
#: Queued, claimed or recalled. Word for word the condition of the index over pending rows; not a
#: list of states, which SQLite would look up in the index in the place of the one asked for.
PENDING = outbox.c.settled_at.is_(None)
#: The same, for the index over somebody's rows, which begins with lane and state.
UNSETTLED = outbox.c.state.in_(
    [literal(State.QUEUED), literal(State.CLAIMED), literal(State.RECALLED)]
)
ANY_LANE = outbox.c.lane.in_([literal_column(str(int(lane))) for lane in Lane])
UNSENT = outbox.c.state.in_([literal(State.QUEUED), literal(State.CLAIMED)])
#: Still held by the claim of ``held_by``.
MINE = and_(outbox.c.id == bindparam("parcel"), outbox.c.claimed_by == bindparam("holder"))
#: What becomes of a row that is settled: nothing of what it said stays.
SETTLED: dict[str, object] = {"payload": "", "claimed_by": None, "settled_at": bindparam("at")}


def held_by(parcel: Parcel) -> dict[str, object]:
    """The values for ``MINE``: this claim on this row, and no other."""
    return {"parcel": parcel.id, "holder": parcel.holder}
