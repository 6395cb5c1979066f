"""The week's figures: on Mondays, once, to coordinators who want them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.actions.context import Context
from bot.actions.screens import Digest
from bot.actions.send_digest import send_digest, want_digest
from bot.domain.people import Person, PersonId, Role, Signature
from bot.domain.pseudonyms import Names
from bot.domain.timers import BOT, Due, Kind
from bot.store import memberships, tables
from bot.store.cargo import Show, read
from bot.store.database import Store, Transaction
from tests.store.steps import a_worker, somebody
from tests.telegram_ui.walking import shipped

PARIS = ZoneInfo("Europe/Paris")
#: Monday of the week in which clocks go back on Sunday, at half past nine.
MONDAY = datetime(2026, 10, 26, 9, 30, tzinfo=PARIS)
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


async def _coordinator(tx: Transaction, number: int) -> Person:
    person = await somebody(tx, number)
    await memberships.make_member(tx, person.id, Role.COORDINATOR, Signature(f"C{number}"), BEFORE)
    return person


async def _at(store: Store, now: datetime) -> list[tuple[PersonId, str]]:
    """Who is sent which week at that moment."""
    async with store.writing() as tx:
        ctx = Context(tx, now, Names((), ()), PARIS, shelf=shipped)
        await send_digest(ctx, Due(Kind.DIGEST, BOT, now))
    async with store.writing() as tx:
        rows = (await tx.connection.execute(select(tables.outbox))).all()
        await tx.connection.execute(tables.outbox.delete())
    shown = [(row.recipient_id, read(row.kind, row.payload, row.aside)) for row in rows]
    return [
        (PersonId(to), cargo.screen.until)
        for to, cargo in shown
        if isinstance(cargo, Show) and isinstance(cargo.screen, Digest)
    ]


async def test_it_tells_of_the_week_before_once_and_to_coordinators_only(store: Store) -> None:
    async with store.writing() as tx:
        claire, _ = await _coordinator(tx, 1), await a_worker(tx, 2)
    assert await _at(store, MONDAY) == [(claire.id, "2026-10-25")]
    for later in (timedelta(minutes=30), timedelta(days=1), -timedelta(days=7)):
        assert await _at(store, MONDAY + later) == []
    assert await _at(store, MONDAY + timedelta(days=7)) == [(claire.id, "2026-11-01")]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (timedelta(hours=-1), False),
        (timedelta(hours=9), True),
        (timedelta(hours=10), False),
        (timedelta(days=1), True),
        (timedelta(days=2), False),
        (timedelta(days=-1), False),
    ],
)
async def test_it_comes_by_day_and_a_day_late_if_the_bot_did_not_run(
    store: Store, after: timedelta, told: bool
) -> None:
    async with store.writing() as tx:
        claire = await _coordinator(tx, 1)
    expected = [(claire.id, "2026-10-25")] if told else []
    assert await _at(store, MONDAY + after) == expected


async def test_whoever_wants_none_was_revoked_or_is_new_gets_none(store: Store) -> None:
    async with store.writing() as tx:
        people = [await _coordinator(tx, number) for number in range(1, 5)]
        ctx = Context(tx, MONDAY, Names((), ()), PARIS, shelf=shipped)
        await want_digest(ctx, people[0].id, wanted=False)
        await memberships.revoke(tx, people[1].id, MONDAY)
        await tx.connection.execute(
            update(tables.members)
            .where(tables.members.c.person_id == people[2].id)
            .values(joined_at=MONDAY - timedelta(hours=1))
        )
    assert await _at(store, MONDAY) == [(people[3].id, "2026-10-25")]
    async with store.writing() as tx:
        ctx = Context(tx, MONDAY, Names((), ()), PARIS, shelf=shipped)
        await want_digest(ctx, people[0].id, wanted=True)
    assert await _at(store, MONDAY) == [(people[0].id, "2026-10-25")]
