"""Who takes part in a challenge, and which day comes next; when it does is a timer's business."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import challenges


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody's part in a challenge; ``day`` is sent next."""

    person_id: PersonId
    challenge: str
    variant: str
    hour: int
    day: int
    #: Whether a moment was added since the last message.
    answered: bool


async def join(tx: Transaction, entry: Entry) -> None:
    """Begin a challenge, in the place of any other."""
    await leave(tx, entry.person_id)
    await tx.connection.execute(
        challenges.insert().values(
            person_id=entry.person_id,
            bot_id=tx.bot_id,
            challenge=entry.challenge,
            variant=entry.variant,
            hour=entry.hour,
            day=entry.day,
            answered=entry.answered,
        )
    )


async def leave(tx: Transaction, person_id: PersonId) -> bool:
    """Stop; returns whether there was anything to stop."""
    result = await tx.connection.execute(
        delete(challenges).where(challenges.c.person_id == person_id)
    )
    return result.rowcount > 0


async def of(tx: Transaction, person_id: PersonId) -> Entry | None:
    """The challenge that somebody takes part in."""
    query = select(challenges).where(challenges.c.person_id == person_id)
    row = (await tx.connection.execute(query)).first()
    return _entry(row) if row else None


async def advance(tx: Transaction, person_id: PersonId) -> None:
    """The day was sent: the next one is next, and nothing was added since."""
    await tx.connection.execute(
        update(challenges)
        .where(challenges.c.person_id == person_id)
        .values(day=challenges.c.day + 1, answered=False)
    )


async def note_moment(tx: Transaction, person_id: PersonId) -> None:
    """They added a moment: the next message has nothing missed to speak of."""
    await tx.connection.execute(
        update(challenges).where(challenges.c.person_id == person_id).values(answered=True)
    )


def _entry(row: AnyRow) -> Entry:
    return Entry(
        PersonId(row.person_id),
        row.challenge,
        row.variant,
        row.hour,
        row.day,
        row.answered,
    )
