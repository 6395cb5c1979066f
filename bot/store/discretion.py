"""Who is in discreet mode, under which word, and what waits for them meanwhile."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.outbox import AT_ONCE
from bot.store.parcel_states import CLAIMED, MINE, PENDING, QUEUED, held_by, literal
from bot.store.parcels import Parcel, State
from bot.store.pending import SKIPS_NEW
from bot.store.tables import outbox, people

#: Of the keyed hash of a word.
_WORD_BYTES = 16


def _sealed(tx: Transaction, person: PersonId, word: str) -> bytes:
    return tx.vault.sign(f"discreet\0{person}\0{word}")[:_WORD_BYTES]


async def hide(tx: Transaction, person: PersonId, word: str) -> None:
    """Nothing more is shown to somebody until this word; only its keyed hash is kept."""
    await tx.connection.execute(
        update(people).where(people.c.id == person).values(word=_sealed(tx, person, word))
    )


async def is_word(tx: Transaction, person: PersonId, word: str) -> bool:
    """Whether this is the word that ends it."""
    query = select(people.c.word).where(people.c.id == person)
    kept = (await tx.connection.execute(query)).scalar()
    return kept is not None and tx.vault.signed(f"discreet\0{person}\0{word}", kept)


_COME_OUT = update(people).where(people.c.id == bindparam("person")).values(word=None)
_LET_GO = (
    update(outbox)
    .where(outbox.c.recipient_id == bindparam("reader"), PENDING, QUEUED)
    .values(due_at=AT_ONCE, due_since=None)
)


async def come_out(tx: Transaction, person: PersonId) -> None:
    """Everything is shown again, what waited first."""
    await tx.connection.execute(_COME_OUT, {"person": person})
    await tx.connection.execute(_LET_GO, {"reader": person})


_REST = (
    update(outbox)
    .where(MINE, CLAIMED)
    .values(
        state=literal(State.QUEUED),
        claimed_by=None,
        due_at=bindparam("until"),
        due_since=bindparam("since"),
    )
    .execution_options(**SKIPS_NEW)
)


async def rest(tx: Transaction, parcel: Parcel, now: datetime, until: datetime) -> bool:
    """Let a claimed row wait untried: it holds up nothing. Returns False if its claim is lost."""
    values = {"until": until, "since": now, **held_by(parcel)}
    return (await tx.connection.execute(_REST, values)).rowcount == 1
