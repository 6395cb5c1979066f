"""How the service is doing, from the database: costs what waits, whatever its size."""

from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from bot.domain.cases import Status
from bot.domain.danger import Danger
from bot.domain.vitals import Vitals
from bot.store.database import Transaction
from bot.store.parcel_states import PENDING
from bot.store.parcels import Lane, State
from bot.store.tables import cases, members, outbox, people

#: Parcels that were given up count as trouble for so long.
LATELY = timedelta(hours=1)


async def vitals(tx: Transaction, now: datetime) -> Vitals:
    """How it stands at a moment. Costs what waits, whatever the size of the tables."""
    levels = await tx.connection.execute(
        select(
            cases.c.danger, func.count().label("many"), func.min(cases.c.opened_at).label("first")
        )
        .where(cases.c.bot_id == tx.bot_id, cases.c.status == Status.WAITING)
        .group_by(cases.c.danger)
    )
    waiting = {Danger(row.danger): (row.many, now - row.first) for row in levels}
    lanes = await tx.connection.execute(
        select(outbox.c.lane, func.count().label("many"))
        .where(outbox.c.bot_id == tx.bot_id, PENDING)
        .group_by(outbox.c.lane)
    )
    pending = {Lane(row.lane): row.many for row in lanes}
    # What leaves at once is due since long ago.
    since = case(
        (outbox.c.due_at > outbox.c.created_at, outbox.c.due_at), else_=outbox.c.created_at
    )
    due = await tx.connection.execute(
        select(func.min(since)).where(outbox.c.bot_id == tx.bot_id, PENDING, outbox.c.due_at <= now)
    )
    oldest = due.scalar()
    return Vitals(
        waiting={level: waiting.get(level, (0, None))[0] for level in Danger},
        longest={level: waiting.get(level, (0, timedelta(0)))[1] for level in Danger},
        on_shift=await _on_shift(tx),
        pending={lane.name.lower(): pending.get(lane, 0) for lane in Lane},
        lag=now - oldest if oldest is not None else timedelta(0),
        dead=await _dead(tx, now),
    )


async def _on_shift(tx: Transaction) -> int:
    asked = (
        select(func.count())
        .select_from(members.join(people, people.c.id == members.c.person_id))
        # Found from the members, who are few: by no index on the bot, under which everybody is.
        .where(
            people.c.bot_id + 0 == tx.bot_id,
            members.c.revoked_at.is_(None),
            members.c.available.is_(True),
        )
    )
    return int((await tx.connection.execute(asked)).scalar_one())


async def _dead(tx: Transaction, now: datetime) -> int:
    asked = select(func.count()).where(
        outbox.c.settled_at >= now - LATELY,
        outbox.c.state == State.DEAD,
        outbox.c.bot_id + 0 == tx.bot_id,
    )
    return int((await tx.connection.execute(asked)).scalar_one())
