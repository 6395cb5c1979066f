"""Prevention alerts: what a coordinator wrote, encrypted, and where each stands."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, or_, select, update

from bot.domain.broadcasts import STANDING, Broadcast, State, Theme
from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import broadcasts

#: What the words are sealed for.
PURPOSE = "broadcast"
#: So many go in one transaction.
BATCH = 50
_LEAVING = (State.APPROVED, State.SENDING)


def _broadcast(tx: Transaction, row: AnyRow) -> Broadcast:
    return Broadcast(
        row.id,
        Theme(row.theme),
        row.territory,
        tx.vault.open(row.sealed_words, PURPOSE),
        State(row.state),
        PersonId(row.by_id),
        None if row.approved_by is None else PersonId(row.approved_by),
        row.made_at,
        row.send_at,
        row.readers,
        row.reached,
        row.after_id,
    )


async def add(
    tx: Transaction,
    theme: Theme,
    territory: str,
    words: str,
    by: PersonId,
    now: datetime,
    send_at: datetime,
) -> int:
    """Keep an alert that waits for approval; returns its id. ``territory``: empty for all."""
    values = {
        "bot_id": tx.bot_id,
        "theme": theme.value,
        "territory": territory,
        "sealed_words": tx.vault.seal(words, PURPOSE),
        "state": State.PROPOSED.value,
        "by_id": by,
        "made_at": now,
        "send_at": send_at,
        "readers": 0,
        "reached": 0,
        "after_id": 0,
    }
    added = insert(broadcasts).values(values).returning(broadcasts.c.id)
    new: int = (await tx.connection.execute(added)).scalar_one()
    return new


async def get(tx: Transaction, broadcast: int) -> Broadcast | None:
    """An alert by its id."""
    query = select(broadcasts).where(broadcasts.c.bot_id == tx.bot_id, broadcasts.c.id == broadcast)
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _broadcast(tx, row)


async def lock(tx: Transaction, broadcast: int) -> Broadcast | None:
    """The same, as nobody changes it before this transaction ends."""
    query = select(broadcasts).where(broadcasts.c.bot_id == tx.bot_id, broadcasts.c.id == broadcast)
    row = (await tx.connection.execute(query.with_for_update())).first()
    return None if row is None else _broadcast(tx, row)


async def newest(tx: Transaction, most: int) -> Sequence[Broadcast]:
    """The newest alerts, those that are not over first."""
    over = broadcasts.c.state.not_in([one.value for one in STANDING])
    query = (
        select(broadcasts)
        .where(broadcasts.c.bot_id == tx.bot_id)
        .order_by(over, broadcasts.c.id.desc())
        .limit(most)
    )
    return [_broadcast(tx, row) for row in await tx.connection.execute(query)]


async def lock_due(tx: Transaction, now: datetime) -> Broadcast | None:
    """The alert whose next readers are to get it now, the oldest first."""
    query = (
        select(broadcasts)
        .where(
            broadcasts.c.bot_id == tx.bot_id,
            broadcasts.c.state.in_([one.value for one in _LEAVING]),
            broadcasts.c.send_at <= now,
        )
        .order_by(broadcasts.c.send_at, broadcasts.c.id)
        .limit(1)
        .with_for_update()
    )
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _broadcast(tx, row)


async def next_due(tx: Transaction) -> datetime | None:
    """When the next alert, or the next part of one, is to leave."""
    query = select(func.min(broadcasts.c.send_at)).where(
        broadcasts.c.bot_id == tx.bot_id,
        broadcasts.c.state.in_([one.value for one in _LEAVING]),
    )
    moment: datetime | None = (await tx.connection.execute(query)).scalar()
    return moment


async def approve(tx: Transaction, broadcast: int, by: PersonId) -> None:
    """Somebody else agrees to it."""
    await _change(tx, broadcast, state=State.APPROVED.value, approved_by=by)


async def end(tx: Transaction, broadcast: int, how: State, now: datetime) -> None:
    """It is over."""
    await _change(tx, broadcast, state=how.value, ended_at=now)


async def put_off(tx: Transaction, broadcast: int, until: datetime) -> None:
    """Nobody gets it before a moment."""
    await _change(tx, broadcast, send_at=until)


async def begin(tx: Transaction, broadcast: int, readers: int) -> None:
    """It is sent from now on, to so many at most."""
    await _change(tx, broadcast, state=State.SENDING.value, readers=readers)


async def go_on(tx: Transaction, broadcast: int, after: PersonId, reached: int) -> None:
    """All readers up to one were looked at, so many of them."""
    await _change(tx, broadcast, after_id=after, reached=reached)


async def _change(tx: Transaction, broadcast: int, **values: object) -> None:
    changed = update(broadcasts).where(broadcasts.c.id == broadcast).values(values)
    await tx.connection.execute(changed)


async def purge(tx: Transaction, ended_before: datetime, made_before: datetime) -> int:
    """Forget what was over, or never approved, before a moment each; so many at most."""
    forgotten = or_(
        and_(broadcasts.c.ended_at.is_not(None), broadcasts.c.ended_at <= ended_before),
        and_(broadcasts.c.state == State.PROPOSED.value, broadcasts.c.made_at <= made_before),
    )
    old = select(broadcasts.c.id).where(broadcasts.c.bot_id == tx.bot_id, forgotten).limit(BATCH)
    gone = delete(broadcasts).where(broadcasts.c.id.in_(old))
    return (await tx.connection.execute(gone)).rowcount
