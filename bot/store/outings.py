"""Outings, who goes, what they noted, and whom their links brought (as tokens, not as people)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, insert, select, update

from bot.domain.danger import Topic
from bot.domain.outings import MOST, Ground, Outing, Tally
from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import arrivals, members, outing_members, outing_notes, outings
from bot.store.upsert import insert_into

#: So many at once when what is over is looked for.
BATCH = 100


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody of the team wrote of an outing: which message of their chat it is."""

    author: PersonId
    source_id: int


async def add(
    tx: Transaction,
    code: str,
    territory: str,
    ground: Ground,
    day: date,
    valid_until: datetime,
    member: PersonId,
) -> int:
    """Begin an outing; returns its id."""
    row = await tx.connection.execute(
        insert(outings)
        .values(
            bot_id=tx.bot_id,
            code=code,
            territory=territory,
            ground=ground.value,
            day=day.isoformat(),
            valid_until=valid_until,
            came=0,
            talked=0,
            referred=0,
            closed=False,
        )
        .returning(outings.c.id)
    )
    outing: int = row.scalar_one()
    await join(tx, outing, member)
    return outing


async def join(tx: Transaction, outing: int, member: PersonId) -> None:
    """Somebody of the team goes, too."""
    joined = insert_into(tx.dialect, outing_members).values(outing_id=outing, person_id=member)
    await tx.connection.execute(joined.on_conflict_do_nothing())


async def quit_it(tx: Transaction, outing: int, member: PersonId) -> None:
    """They do not go after all."""
    await tx.connection.execute(
        delete(outing_members).where(
            outing_members.c.outing_id == outing, outing_members.c.person_id == member
        )
    )


async def get(tx: Transaction, outing: int) -> Outing | None:
    """An outing, if it is known still."""
    query = select(outings).where(outings.c.bot_id == tx.bot_id, outings.c.id == outing)
    row = (await tx.connection.execute(query)).first()
    return _outing(row) if row else None


async def lock_of(tx: Transaction, outing: int, member: PersonId) -> Outing | None:
    """An outing of somebody's, held until the commit; None: it is not theirs, or gone."""
    query = select(outings).where(outings.c.id == outing, _goes(member)).with_for_update()
    row = (await tx.connection.execute(query)).first()
    return _outing(row) if row else None


async def open_of(tx: Transaction, member: PersonId) -> Outing | None:
    """The outing that somebody is at, or prepares."""
    return next(iter(await _of(tx, member, outings.c.closed.is_(False), 1)), None)


async def linked(tx: Transaction, member: PersonId, now: datetime, limit: int) -> list[Outing]:
    """Somebody's closed outings whose links count still, the newest first."""
    return await _of(tx, member, outings.c.closed.is_(True) & (outings.c.valid_until > now), limit)


async def _of(
    tx: Transaction, member: PersonId, which: ColumnElement[bool], limit: int
) -> list[Outing]:
    query = (
        select(outings)
        .join(outing_members, outing_members.c.outing_id == outings.c.id)
        .where(outing_members.c.person_id == member, which)
        .order_by(outings.c.id.desc())
        .limit(limit)
    )
    return [_outing(row) for row in await tx.connection.execute(query)]


async def by_code(tx: Transaction, code: str) -> Outing | None:
    """The outing that a link is of."""
    query = select(outings).where(outings.c.bot_id == tx.bot_id, outings.c.code == code)
    row = (await tx.connection.execute(query)).first()
    return _outing(row) if row else None


async def who_goes(tx: Transaction, outing: int) -> list[PersonId]:
    """Who of the team goes, and is in it still."""
    query = (
        select(outing_members.c.person_id)
        .join(members, members.c.person_id == outing_members.c.person_id)
        .where(outing_members.c.outing_id == outing, members.c.revoked_at.is_(None))
        .order_by(outing_members.c.person_id)
    )
    return [PersonId(one) for one in (await tx.connection.execute(query)).scalars()]


async def tally(tx: Transaction, outing: int, what: Tally, by: int) -> bool:
    """Note one more, or one less; False if it is over, or cannot be less or more."""
    column = outings.c[what.value]
    result = await tx.connection.execute(
        update(outings)
        .where(outings.c.id == outing, outings.c.closed.is_(False))
        .where((column + by).between(0, MOST))
        .values({column: column + by})
    )
    return result.rowcount == 1


async def came(tx: Transaction, outing: int, person: PersonId) -> bool:
    """Note that somebody came by the link; False if they came before.

    Kept is a keyed token, of this outing only: it names nobody, and goes when the link is over.
    """
    tokens = tx.vault.hashes(f"{outing}:{person}", "arrival")
    known = select(arrivals.c.token).where(
        arrivals.c.outing_id == outing, arrivals.c.token.in_(tokens)
    )
    if (await tx.connection.execute(known)).first() is not None:
        return False
    noted = insert_into(tx.dialect, arrivals).values(outing_id=outing, token=tokens[0])
    if (await tx.connection.execute(noted.on_conflict_do_nothing())).rowcount == 0:
        return False
    await tx.connection.execute(
        update(outings).where(outings.c.id == outing).values(came=outings.c.came + 1)
    )
    return True


async def set_topic(tx: Transaction, outing: int, topic: Topic | None) -> None:
    """What its posters are about; None: everything."""
    await _set(tx, outing, topic=topic.value if topic else None)


async def set_day(tx: Transaction, outing: int, day: date, valid_until: datetime) -> None:
    """When it is, and until when its link counts."""
    await _set(tx, outing, day=day.isoformat(), valid_until=valid_until)


async def set_end(tx: Transaction, outing: int, valid_until: datetime) -> None:
    """Until when its link counts."""
    await _set(tx, outing, valid_until=valid_until)


async def close(tx: Transaction, outing: int) -> bool:
    """It is over; False if it was."""
    result = await tx.connection.execute(
        update(outings)
        .where(outings.c.id == outing, outings.c.closed.is_(False))
        .values(closed=True)
    )
    return result.rowcount == 1


async def _set(tx: Transaction, outing: int, **values: object) -> None:
    await tx.connection.execute(update(outings).where(outings.c.id == outing).values(**values))


async def add_note(tx: Transaction, outing: int, note: Note) -> None:
    """Keep which message of somebody's chat is a note; once."""
    kept = insert_into(tx.dialect, outing_notes).values(
        outing_id=outing, author_id=note.author, source_id=note.source_id
    )
    await tx.connection.execute(kept.on_conflict_do_nothing())


async def notes_of(tx: Transaction, outing: int) -> list[Note]:
    """What was noted, in order."""
    query = (
        select(outing_notes)
        .where(outing_notes.c.outing_id == outing)
        .order_by(outing_notes.c.source_id)
    )
    rows = await tx.connection.execute(query)
    return [Note(PersonId(row.author_id), row.source_id) for row in rows]


async def left_open(tx: Transaction, before: date) -> list[Outing]:
    """Outings of before a day that nobody closed, some of them."""
    query = (
        select(outings)
        .where(
            outings.c.bot_id == tx.bot_id,
            outings.c.closed.is_(False),
            outings.c.day < before.isoformat(),
        )
        .limit(BATCH)
    )
    return [_outing(row) for row in await tx.connection.execute(query)]


async def forget_arrivals(tx: Transaction, now: datetime) -> int:
    """The tokens of links that are over; returns how many."""
    over = select(outings.c.id).where(*_over(tx, now))
    gone = delete(arrivals).where(arrivals.c.outing_id.in_(over))
    return (await tx.connection.execute(gone)).rowcount


async def purge(tx: Transaction, before: datetime) -> int:
    """Delete closed outings whose links were over before a moment; returns how many."""
    gone = delete(outings).where(*_over(tx, before), outings.c.closed.is_(True))
    return (await tx.connection.execute(gone)).rowcount


def _over(tx: Transaction, before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (outings.c.bot_id == tx.bot_id, outings.c.valid_until < before)


def _goes(member: PersonId) -> ColumnElement[bool]:
    return exists().where(
        outing_members.c.outing_id == outings.c.id, outing_members.c.person_id == member
    )


def _outing(row: AnyRow) -> Outing:
    return Outing(
        row.id,
        row.code,
        row.territory,
        Ground(row.ground),
        Topic(row.topic) if row.topic else None,
        date.fromisoformat(row.day),
        row.valid_until,
        row.came,
        row.talked,
        row.referred,
        row.closed,
    )
