"""Giving all that is sealed the first key, and what is found by a hash the first key's hash.

Row by row, beside a bot that runs: each row says by itself which key it is under, so that whoever
is killed goes on where they were. The seal of the audit trail's key is changed last: it stands
for the whole (decision 0030).
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    LargeBinary,
    Update,
    bindparam,
    case,
    exists,
    func,
    null,
    select,
    update,
)

from bot.store import replicas
from bot.store.database import Clash, Store, Transaction
from bot.store.tables import (
    audit_ends,
    broadcasts,
    cases,
    invitations,
    members,
    messages,
    people,
    polls,
    team_answers,
)
from bot.store.vault import SealBroken, Vault

#: Rows that are looked at together: a bot that runs waits no longer than for these.
BATCH = 200
#: Told how many rows of which kind are under the first key.
Progress = Callable[[str, int], None]
#: Seconds between two batches, and after one that stood in a bot's way.
_LETS_OTHERS_WRITE, _AFTER_A_CLASH = 0.02, 0.2
#: A row's key, and its seal.
_Row: TypeAlias = tuple[int, bytes]
#: Somebody else who is found by the same hash.
_other = people.alias("other")


class NotKnown(Exception):  # noqa: N818  # said as what happened
    """A process that runs does not know the first key: it would find nobody any more."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of seals: by what its rows are found, what it seals, and whose rows are ours."""

    name: str
    key: Column[int]
    column: Column[bytes]
    purpose: str
    ours: Callable[[int], ColumnElement[bool]]
    #: The hash by which the same text is found, in the same row.
    hashed: Column[bytes] | None = None


def _of_our_people(person: Column[int]) -> Callable[[int], ColumnElement[bool]]:
    return lambda bot: person.in_(select(people.c.id).where(people.c.bot_id == bot))


#: In this order; the last one stands for all of them.
SEALED = (
    Sealed(
        "people", people.c.id, people.c.sealed_id, "person",
        lambda bot: people.c.bot_id == bot, hashed=people.c.lookup,
    ),
    Sealed("words", people.c.id, people.c.word, "word", lambda bot: people.c.bot_id == bot),
    Sealed(
        "signatures", members.c.person_id, members.c.sealed_signature, "signature",
        _of_our_people(members.c.person_id),
    ),
    Sealed(
        "images", messages.c.id, messages.c.sealed_file, "file",
        lambda bot: messages.c.case_id.in_(select(cases.c.id).where(cases.c.bot_id == bot)),
    ),
    Sealed(
        "answers", team_answers.c.id, team_answers.c.sealed_wording, "answer",
        lambda bot: team_answers.c.bot_id == bot,
    ),
    Sealed(
        "alerts", broadcasts.c.id, broadcasts.c.sealed_words, "broadcast",
        lambda bot: broadcasts.c.bot_id == bot,
    ),
    Sealed(
        "polls", polls.c.id, polls.c.sealed_words, "poll", lambda bot: polls.c.bot_id == bot,
    ),
    Sealed(
        "trail", audit_ends.c.bot_id, audit_ends.c.sealed_key, "audit",
        lambda bot: audit_ends.c.bot_id == bot,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What came of it."""

    #: How many rows are under the first key, by kind.
    done: Mapping[str, int]
    #: How many still need an old key: two rows of one person, or somebody wrote meanwhile.
    behind: int
    #: How many no key opens; they are as they were.
    broken: int
    #: Until when an invitation can be used that an old key may have made; None: there is none.
    invited_until: datetime | None


@dataclass(slots=True)
class _Count:
    done: int = 0
    behind: int = 0
    broken: int = 0


async def rekey(store: Store, now: datetime, told: Progress = lambda *_: None) -> Rekeyed:
    """Bring everything under the first key, in batches of a transaction each.

    Raises NotKnown, StoreUnavailable. Killed at any moment, it goes on when it is called again.
    """
    counts = {one.name: _Count() for one in SEALED}
    with store.alone() as alone:
        await _look_who_runs(store, alone=alone)
        for sealed in SEALED:
            if sealed is SEALED[-1] and any(one.behind for one in counts.values()):
                break  # an old key is still needed, and a start must go on asking for it
            await _go_through(store, sealed, counts[sealed.name], told)
    await store.sweep()
    async with store.reading() as tx:
        invited_until = await _invited_until(tx, now)
    return Rekeyed(
        {name: one.done for name, one in counts.items()},
        sum(one.behind for one in counts.values()),
        sum(one.broken for one in counts.values()),
        invited_until,
    )


async def _look_who_runs(store: Store, *, alone: bool) -> None:
    first = store.known_keys[0]
    if not store.on_sqlite:
        async with store.reading() as tx:
            known = await replicas.keys_of_the_living(tx)
    else:
        known = [] if alone else [store.keys_of_the_other()]
    if not all(first in keys for keys in known):
        raise NotKnown


async def _go_through(store: Store, sealed: Sealed, count: _Count, told: Progress) -> None:
    after: int | None = None
    while rows := await _page(store, sealed, after):
        await _bring_up(store, sealed, rows, count)
        after = rows[-1][0]
        told(sealed.name, count.done)


async def _page(store: Store, sealed: Sealed, after: int | None) -> list[_Row]:
    query = select(sealed.key, sealed.column).where(
        sealed.column.is_not(None), sealed.ours(store.vault.bot_id)
    )
    if after is not None:
        query = query.where(sealed.key > after)
    async with store.reading() as tx:
        rows = await tx.connection.execute(query.order_by(sealed.key).limit(BATCH))
        return [(row[0], row[1]) for row in rows]


async def _bring_up(store: Store, sealed: Sealed, rows: list[_Row], count: _Count) -> None:
    old = [row for row in rows if not store.vault.is_current(row[1])]
    changes = [one for row in old if (one := _change(store.vault, sealed, row)) is not None]
    count.broken += len(old) - len(changes)
    if changes:
        await _write(store, sealed, changes)
        count.behind += await _still_old(store, sealed, [row["at"] for row in changes])
    count.done = count.done + len(rows) - (len(old) - len(changes))


def _change(vault: Vault, sealed: Sealed, row: _Row) -> dict[str, object] | None:
    """What is to be written in place of a row's old seal; None if no key opens it."""
    key, was = row
    try:
        text = vault.open(was, sealed.purpose)
    except SealBroken:
        return None
    change: dict[str, object] = {"at": key, "was": was, "seal": vault.seal(text, sealed.purpose)}
    if sealed.hashed is not None:
        change["hash"] = vault.hash(text, sealed.purpose)
    return change


async def _write(store: Store, sealed: Sealed, changes: list[dict[str, object]]) -> None:
    """Write each change if its row is still as it was read. A bot in the way goes first."""
    while True:
        try:
            async with store.writing() as tx:
                await tx.connection.execute(_statement(sealed), changes)
        except Clash:
            await asyncio.sleep(_AFTER_A_CLASH)
        else:
            await asyncio.sleep(_LETS_OTHERS_WRITE)
            return


def _statement(sealed: Sealed) -> Update:
    seal: BindParameter[bytes] = bindparam("seal", type_=LargeBinary)
    was: BindParameter[bytes] = bindparam("was", type_=LargeBinary)
    values: dict[Column[Any], Any] = {sealed.column: seal}
    where = [sealed.key == bindparam("at"), sealed.column == was]
    if sealed.hashed is not None:
        new: BindParameter[bytes] = bindparam("hash", type_=LargeBinary)
        # Whoever erased everything is found by nothing, and stays so.
        values[sealed.hashed] = case((sealed.hashed.is_not(None), new), else_=null())
        another = (_other.c.bot_id == people.c.bot_id, _other.c.id != people.c.id)
        where.append(~exists().where(*another, _other.c.lookup == new))
    return update(sealed.column.table).where(*where).values(values)


async def _still_old(store: Store, sealed: Sealed, keys: Sequence[object]) -> int:
    async with store.reading() as tx:
        asked = select(sealed.column).where(sealed.key.in_(keys), sealed.column.is_not(None))
        found = (await tx.connection.execute(asked)).scalars()
        return sum(not store.vault.is_current(one) for one in found)


async def _invited_until(tx: Transaction, now: datetime) -> datetime | None:
    asked = select(func.max(invitations.c.expires_at)).where(
        invitations.c.bot_id == tx.bot_id,
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > now,
    )
    until: datetime | None = (await tx.connection.execute(asked)).scalar()
    return until
