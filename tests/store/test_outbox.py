"""What is queued is replaced and looked at again; each statement finds its rows by an index."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite

from bot.store import (
    claims,
    listings,
    outbox,
    people,
    sent,
    takeover,
    withdrawals,
)
from bot.store.database import Store
from tests.store.steps import (
    NOW,
    claimed,
    glance,
    numbers,
    shown,
    somebody,
    states,
    to_send,
)


async def test_a_newer_answer_to_the_same_gesture_takes_the_place_of_the_queued_one(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx, 5001), await somebody(tx, 5002)
        for number, to, slot in ((1, lea, "album"), (2, lea, "album"), (3, tom, "album")):
            outbox.enqueue(tx, to.id, shown(number), NOW, slot=slot)
        outbox.enqueue(tx, lea.id, shown(4), NOW, slot="other")
    assert numbers(await claimed(store, limit=1)) == [2], "also within one transaction"
    async with store.writing() as tx:
        for number in (5, 6):
            outbox.enqueue(tx, lea.id, shown(number), NOW, slot="album")
        outbox.enqueue(tx, tom.id, shown(7), NOW, slot="album")
    assert await states(store) == [
        "dead", "claimed", "dead", "queued", "dead", "queued", "queued",
    ]  # fmt: skip


async def test_whoever_blocked_the_bot_is_known_at_the_moment_of_sending(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    [parcel] = await claimed(store)
    async with store.writing() as tx:
        assert not (await glance(tx, parcel)).blocked
        await people.note_blocked(tx, lea.id, NOW, NOW)
        assert (await glance(tx, parcel)).blocked


async def test_removing_somebody_removes_what_they_were_to_be_sent(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
        await people.remove(tx, lea.id)
    assert await claimed(store) == []


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (claims._CLAIM, "ix_outbox_pending"),
        (claims._CLAIM_ANY, "ix_outbox_pending"),
        (takeover._RELEASE_OLD, "ix_outbox_pending"),
        (takeover._BURY_OLD, "ix_outbox_pending"),
        (outbox._REPLACE, "ix_outbox_recipient"),
        (withdrawals._TO, "ix_outbox_recipient"),
        (withdrawals._TO_ABOUT_ANY, "ix_outbox_"),
        (withdrawals._PASSING, "ix_outbox_message"),
        (withdrawals._KEEP_UP, "ix_outbox_case"),
        (sent._LAST_SENT, "ix_outbox_case"),
        (sent._CASE_OF_SENT, "ix_outbox_sent"),
        (listings._LISTINGS, "ix_outbox_listing"),
        (outbox._PURGE, "ix_outbox_settled"),
        (withdrawals._UNSETTLED, "ix_outbox_erasing"),
    ],
)
async def test_every_statement_finds_its_rows_by_an_index(
    migrated_file: Path, statement: Executable, index: str
) -> None:
    compiled = statement.compile(dialect=sqlite.dialect())  # type: ignore[attr-defined]
    with contextlib.closing(sqlite3.connect(migrated_file)) as database:
        given = [None] * len(compiled.positiontup or ())
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {compiled}", given)]
    assert any(index in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN outbox")], plan
