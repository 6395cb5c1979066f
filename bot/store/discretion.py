"""Who is in discreet mode, under which word, and what waits for them meanwhile."""

import hashlib
import hmac
import os
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.outbox import AT_ONCE
from bot.store.parcel_states import CLAIMED, MINE, PENDING, QUEUED, held_by, literal
from bot.store.parcels import Parcel, State
from bot.store.prepared import SKIPS_NEW
from bot.store.tables import outbox, people

_PURPOSE = "word"
_SALT, _HASH = 16, 16
#: Before words were sealed, so many bytes of a signature were kept: they are read until they go.
_SIGNED = 16


def _hashed(salt: bytes, person: PersonId, word: str) -> bytes:
    return hashlib.blake2b(f"{person}\0{word}".encode(), key=salt, digest_size=_HASH).digest()


async def hide(tx: Transaction, person: PersonId, word: str) -> None:
    """Nothing more is shown to somebody until this word; only its salted hash is kept, sealed.

    Sealed, so that it can be given another key without the word.
    """
    salt = os.urandom(_SALT)
    kept = tx.vault.seal((salt + _hashed(salt, person, word)).hex(), _PURPOSE)
    await tx.connection.execute(update(people).where(people.c.id == person).values(word=kept))


async def is_word(tx: Transaction, person: PersonId, word: str) -> bool:
    """Whether this is the word that ends it. Raises SealBroken."""
    query = select(people.c.word).where(people.c.id == person)
    kept = (await tx.connection.execute(query)).scalar()
    if kept is None:
        return False
    if len(kept) == _SIGNED:
        return tx.vault.signed(f"discreet\0{person}\0{word}", kept)
    opened = bytes.fromhex(tx.vault.open(kept, _PURPOSE))
    return hmac.compare_digest(_hashed(opened[:_SALT], person, word), opened[_SALT:])


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
