"""Polls: who answered, as tokens that lead to nobody; what was answered, as numbers, apart."""

import json
import os
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from bot.domain.people import PersonId
from bot.domain.polls import Asked, Poll, State, token
from bot.store.database import AnyRow, Transaction
from bot.store.tables import poll_counts, poll_tokens, polls
from bot.store.upsert import insert_into

#: What the words and the key of a poll are sealed for.
PURPOSE = "poll"
_KEY_BYTES = 32
#: So many go in one transaction.
BATCH = 20


def _poll(tx: Transaction, row: AnyRow) -> Poll:
    known = json.loads(tx.vault.open(row.sealed_words, PURPOSE))
    return Poll(
        row.id,
        row.territory,
        Asked(known["question"], tuple(known["choices"])),
        State(row.state),
        PersonId(row.by_id),
        row.made_at,
        row.ends_at,
        tuple(json.loads(row.published)) if row.published else (),
    )


def _sealed(tx: Transaction, asked: Asked, key: str) -> bytes:
    words = {"question": asked.question, "choices": asked.choices, "key": key}
    return tx.vault.seal(json.dumps(words), PURPOSE)


async def add(
    tx: Transaction,
    territory: str,
    asked: Asked,
    by: PersonId,
    now: datetime,
    ends_at: datetime,
) -> int:
    """Open a poll, with a key of its own; returns its id. ``territory``: empty for all."""
    values = {
        "bot_id": tx.bot_id,
        "territory": territory,
        "sealed_words": _sealed(tx, asked, os.urandom(_KEY_BYTES).hex()),
        "state": State.OPEN.value,
        "by_id": by,
        "made_at": now,
        "ends_at": ends_at,
    }
    added = insert(polls).values(values).returning(polls.c.id)
    new: int = (await tx.connection.execute(added)).scalar_one()
    counts = [{"poll_id": new, "choice": at, "count": 0} for at in range(len(asked.choices))]
    await tx.connection.execute(insert(poll_counts), counts)
    return new


def _asks(territory: str) -> ColumnElement[bool]:
    return or_(polls.c.territory == territory, polls.c.territory == "")


async def get(tx: Transaction, poll: int) -> Poll | None:
    """A poll by its id."""
    query = select(polls).where(polls.c.bot_id == tx.bot_id, polls.c.id == poll)
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _poll(tx, row)


async def lock(tx: Transaction, poll: int) -> Poll | None:
    """The same, as nobody changes it before this transaction ends."""
    query = select(polls).where(polls.c.bot_id == tx.bot_id, polls.c.id == poll)
    row = (await tx.connection.execute(query.with_for_update())).first()
    return None if row is None else _poll(tx, row)


async def known(tx: Transaction, most: int) -> Sequence[Poll]:
    """All polls that are known, those that are open first, the newest of each first."""
    query = (
        select(polls)
        .where(polls.c.bot_id == tx.bot_id)
        .order_by(polls.c.state == State.OVER.value, polls.c.id.desc())
        .limit(most)
    )
    return [_poll(tx, row) for row in await tx.connection.execute(query)]


async def shown_in(tx: Transaction, territory: str, most: int) -> Sequence[Poll]:
    """The same, for the young people of one territory."""
    query = (
        select(polls)
        .where(
            polls.c.bot_id == tx.bot_id,
            _asks(territory),
        )
        .order_by(polls.c.state == State.OVER.value, polls.c.id.desc())
        .limit(most)
    )
    return [_poll(tx, row) for row in await tx.connection.execute(query)]


async def answer(tx: Transaction, poll: int, account: bytes, choice: int) -> bool:
    """Count an answer, and that this account gave one; returns False if it had.

    Which of the two belong together is written nowhere.
    """
    values = {"poll_id": poll, "token": await _token(tx, poll, account)}
    given = insert_into(tx.dialect, poll_tokens).values(values).on_conflict_do_nothing()
    if not (await tx.connection.execute(given)).rowcount:
        return False
    counted = (
        update(poll_counts)
        .where(poll_counts.c.poll_id == poll, poll_counts.c.choice == choice)
        .values(count=poll_counts.c["count"] + 1)
    )
    return bool((await tx.connection.execute(counted)).rowcount)


async def has_answered(tx: Transaction, poll: int, account: bytes) -> bool:
    """Whether an account gave an answer."""
    query = select(poll_tokens.c.poll_id).where(
        poll_tokens.c.poll_id == poll, poll_tokens.c.token == await _token(tx, poll, account)
    )
    return (await tx.connection.execute(query)).first() is not None


async def forget(tx: Transaction, account: bytes) -> None:
    """Forget that an account answered anything; what was counted stays counted."""
    query = select(polls.c.id).where(polls.c.bot_id == tx.bot_id, polls.c.state == State.OPEN.value)
    for poll in (await tx.connection.execute(query)).scalars().all():
        theirs = await _token(tx, poll, account)
        gone = delete(poll_tokens).where(
            poll_tokens.c.poll_id == poll, poll_tokens.c.token == theirs
        )
        await tx.connection.execute(gone)


async def _token(tx: Transaction, poll: int, account: bytes) -> bytes:
    sealed = (
        await tx.connection.execute(select(polls.c.sealed_words).where(polls.c.id == poll))
    ).scalar_one()
    key: str = json.loads(tx.vault.open(sealed, PURPOSE))["key"]
    return token(bytes.fromhex(key), account)


async def counts(tx: Transaction, poll: int) -> dict[int, int]:
    """How often each choice was taken; for what is published once it is over, and nobody else."""
    times = poll_counts.c["count"].label("times")
    query = select(poll_counts.c.choice, times).where(poll_counts.c.poll_id == poll)
    return {row.choice: row.times for row in await tx.connection.execute(query)}


async def end(tx: Transaction, poll: Poll, packets: Sequence[int], now: datetime) -> None:
    """Keep what is published of it, and nothing else: no token, no key, no count."""
    for table in (poll_tokens, poll_counts):
        await tx.connection.execute(delete(table).where(table.c.poll_id == poll.id))
    over = {
        "state": State.OVER.value,
        "published": json.dumps(list(packets)),
        "sealed_words": _sealed(tx, poll.asked, ""),
        "ended_at": now,
    }
    await tx.connection.execute(update(polls).where(polls.c.id == poll.id).values(over))


async def count_open(tx: Transaction, territory: str) -> int:
    """How many are open in a territory, those of everybody included."""
    query = select(func.count()).where(
        polls.c.bot_id == tx.bot_id,
        polls.c.state == State.OPEN.value,
        *(
            []
            if territory == ""
            else [or_(polls.c.territory == territory, polls.c.territory == "")]
        ),
    )
    total: int = (await tx.connection.execute(query)).scalar_one()
    return total


async def over_since(tx: Transaction, now: datetime) -> Sequence[int]:
    """The ids of open polls whose time is over; so many at most."""
    query = (
        select(polls.c.id)
        .where(
            polls.c.bot_id == tx.bot_id,
            polls.c.state == State.OPEN.value,
            polls.c.ends_at <= now,
        )
        .order_by(polls.c.id)
        .limit(BATCH)
    )
    return (await tx.connection.execute(query)).scalars().all()


async def purge(tx: Transaction, before: datetime) -> int:
    """Forget polls that ended before a moment; so many at most."""
    old = (
        select(polls.c.id)
        .where(polls.c.bot_id == tx.bot_id, polls.c.ended_at <= before)
        .limit(BATCH)
    )
    gone = delete(polls).where(polls.c.id.in_(old))
    return (await tx.connection.execute(gone)).rowcount
