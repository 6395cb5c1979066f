"""What the team answered, in its own words: encrypted, and offered until a day."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, insert, select, update

from bot.domain.enquiries import TeamAnswer, Wording
from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import enquiries, team_answers

#: What the wording is sealed for.
PURPOSE = "answer"
#: So many of a territory are compared with what somebody asks, the newest first.
COMPARED = 200
#: So many go in one transaction.
BATCH = 50


def _answer(tx: Transaction, row: AnyRow) -> TeamAnswer:
    claim, answer = json.loads(tx.vault.open(row.sealed_wording, PURPOSE))
    return TeamAnswer(
        row.id,
        row.territory,
        Wording(claim, answer),
        PersonId(row.by_id),
        row.made_at,
        row.until_at,
    )


def _sealed(tx: Transaction, wording: Wording) -> bytes:
    return tx.vault.seal(json.dumps([wording.claim, wording.answer]), PURPOSE)


async def add(
    tx: Transaction,
    territory: str,
    wording: Wording,
    by: PersonId,
    now: datetime,
    until: datetime,
) -> int:
    """Keep an answer; returns its id."""
    values = {
        "bot_id": tx.bot_id,
        "territory": territory,
        "sealed_wording": _sealed(tx, wording),
        "by_id": by,
        "made_at": now,
        "until_at": until,
    }
    added = insert(team_answers).values(values).returning(team_answers.c.id)
    new: int = (await tx.connection.execute(added)).scalar_one()
    return new


async def get(tx: Transaction, answer: int) -> TeamAnswer | None:
    """An answer by its id."""
    query = select(team_answers).where(
        team_answers.c.bot_id == tx.bot_id, team_answers.c.id == answer
    )
    row = (await tx.connection.execute(query)).first()
    return None if row is None else _answer(tx, row)


async def offered(tx: Transaction, territory: str, now: datetime) -> Sequence[TeamAnswer]:
    """What a territory's team offers whoever asks the same, the newest first."""
    query = (
        select(team_answers)
        .where(
            team_answers.c.bot_id == tx.bot_id,
            team_answers.c.territory == territory,
            team_answers.c.until_at > now,
        )
        .order_by(team_answers.c.id.desc())
        .limit(COMPARED)
    )
    return [_answer(tx, row) for row in await tx.connection.execute(query)]


async def page(tx: Transaction, now: datetime, before: int, most: int) -> Sequence[TeamAnswer]:
    """All that is offered, wherever, the newest first; ``before``: an id, or 0 to begin."""
    query = select(team_answers).where(
        team_answers.c.bot_id == tx.bot_id, team_answers.c.until_at > now
    )
    if before:
        query = query.where(team_answers.c.id < before)
    rows = await tx.connection.execute(query.order_by(team_answers.c.id.desc()).limit(most))
    return [_answer(tx, row) for row in rows]


async def begin_mending(tx: Transaction, answer: int, editor: PersonId) -> bool:
    """A coordinator mends it, and no other. Returns False if it is gone."""
    mine = (team_answers.c.bot_id == tx.bot_id, team_answers.c.editor_id == editor)
    await tx.connection.execute(update(team_answers).where(*mine).values(editor_id=None))
    taken = update(team_answers).where(team_answers.c.id == answer).values(editor_id=editor)
    return (await tx.connection.execute(taken)).rowcount == 1


async def mended_by(tx: Transaction, editor: PersonId) -> int | None:
    """Which answer a coordinator mends."""
    query = select(team_answers.c.id).where(
        team_answers.c.bot_id == tx.bot_id, team_answers.c.editor_id == editor
    )
    found: int | None = (await tx.connection.execute(query.limit(1))).scalar()
    return found


async def mend(tx: Transaction, answer: int, wording: Wording, by: PersonId, now: datetime) -> bool:
    """Put other words in its place. Returns False if it is gone."""
    mended = (
        update(team_answers)
        .where(team_answers.c.id == answer)
        .values(sealed_wording=_sealed(tx, wording), by_id=by, made_at=now, editor_id=None)
    )
    return (await tx.connection.execute(mended)).rowcount == 1


async def remove(tx: Transaction, answer: int) -> bool:
    """Forget it. Returns False if it is gone."""
    gone = delete(team_answers).where(team_answers.c.id == answer)
    return (await tx.connection.execute(gone)).rowcount == 1


async def purge(tx: Transaction, now: datetime) -> int:
    """Forget what is offered to nobody, once nobody who asked is known; so many at most."""
    asked = exists().where(enquiries.c.answer_id == team_answers.c.id)
    old = (
        select(team_answers.c.id)
        .where(team_answers.c.bot_id == tx.bot_id, team_answers.c.until_at <= now, ~asked)
        .limit(BATCH)
    )
    gone = delete(team_answers).where(team_answers.c.id.in_(old))
    return (await tx.connection.execute(gone)).rowcount
