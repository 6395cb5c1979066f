"""The three small tables."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.figures import Measure
from bot.domain.people import Role
from bot.store import counters, erasures, invitations, people, tables
from bot.store.counters import FRESH_FOR, RecentTotals, Total
from bot.store.database import Store
from bot.store.erasures import Erasure
from tests.databases import SECRET, vault
from tests.store.steps import NOW, a_worker, somebody

CODE = "codeSecret-42"
TOMORROW = NOW + timedelta(days=1)
DAY = date(2026, 11, 21)


async def test_an_invitation_gives_its_role_once(store: Store) -> None:
    async with store.writing() as tx:
        claire = await a_worker(tx, 7001, Role.COORDINATOR)
        await invitations.add(tx, CODE, Role.WORKER, claire.id, TOMORROW)
        assert await invitations.use(tx, CODE, NOW) is Role.WORKER
        assert await invitations.use(tx, CODE, NOW) is None
        assert await invitations.exists(tx, CODE)


async def test_an_expired_or_unknown_invitation_gives_nothing(store: Store) -> None:
    async with store.writing() as tx:
        claire = await a_worker(tx, 7001, Role.COORDINATOR)
        await invitations.add(tx, CODE, Role.WORKER, claire.id, TOMORROW)
        assert await invitations.use(tx, CODE, TOMORROW) is None
        assert await invitations.use(tx, "unknown", NOW) is None
        assert not await invitations.exists(tx, "unknown")


async def test_only_the_hash_of_an_invitation_is_kept(store: Store) -> None:
    async with store.writing() as tx:
        claire = await a_worker(tx, 7001, Role.COORDINATOR)
        await invitations.add(tx, CODE, Role.WORKER, claire.id, TOMORROW)
        row = (await tx.connection.execute(select(tables.invitations))).one()
    assert CODE not in str(tuple(row))


async def test_an_invitation_outlives_a_change_of_keys_and_its_maker(
    store: Store, url: str
) -> None:
    async with store.writing() as tx:
        claire = await a_worker(tx, 7001, Role.COORDINATOR)
        await invitations.add(tx, CODE, Role.COORDINATOR, claire.id, TOMORROW)
        await people.remove(tx, claire.id)
    changed = Store(url, vault(store.vault.bot_id, b"n" * 32, SECRET))
    async with changed.writing() as tx:
        assert await invitations.use(tx, CODE, NOW) is Role.COORDINATOR
    await changed.close()


async def test_of_two_people_with_one_link_only_one_gets_in(
    store: Store, another_store: Store
) -> None:
    async with store.writing() as tx:
        claire = await a_worker(tx, 7001, Role.COORDINATOR)
        await invitations.add(tx, CODE, Role.WORKER, claire.id, TOMORROW)

    async def use(place: Store) -> Role | None:
        async with place.writing() as tx:
            return await invitations.use(tx, CODE, NOW)

    given = await asyncio.gather(*(use(place) for place in (store, another_store) * 2))
    assert given.count(Role.WORKER) == 1


async def test_counters_add_up_per_day_measure_and_label(store: Store) -> None:
    async with store.writing() as tx:
        for _ in range(3):
            await counters.count(tx, DAY, "all", Measure.REQUEST, "mal-etre")
        await counters.count(tx, DAY, "all", Measure.REQUEST, "arnaques", by=2)
        await counters.count(tx, DAY - timedelta(days=1), "all", Measure.REQUEST, "mal-etre")
        await counters.count(tx, DAY - timedelta(days=7), "all", Measure.REQUEST, "mal-etre")
        await counters.count(tx, DAY, "north", Measure.TAKEN)
        week = await counters.totals(tx, DAY - timedelta(days=6), DAY)
    assert week == [
        Total(Measure.REQUEST, "arnaques", 2),
        Total(Measure.REQUEST, "mal-etre", 4),
        Total(Measure.TAKEN, "", 1),
    ]


async def test_what_is_shown_since_the_beginning_is_a_sum_that_is_kept(store: Store) -> None:
    moment, label = Measure.CHALLENGE_MOMENT, "10-jours"
    async with store.writing() as tx:
        await counters.count(tx, DAY - timedelta(days=4 * 365), "all", moment, label, by=7)
        await counters.count(tx, DAY, "all", moment, label)
        await counters.count(tx, DAY, "north", moment, label)
        await counters.count(tx, DAY, "north", moment, "another")
        assert await counters.total(tx, moment, label) == 9
        assert Total(moment, label, 2) in await counters.totals(tx, DAY, DAY)
        with pytest.raises(ValueError, match="card_read"):
            await counters.total(tx, Measure.CARD_READ, label)


async def test_the_longest_label_fits(store: Store) -> None:
    async with store.writing() as tx:
        await counters.count(tx, DAY, "all", Measure.CARD_READ, "c" * 80)
        assert await counters.totals(tx, DAY, DAY) == [Total(Measure.CARD_READ, "c" * 80, 1)]


async def test_counts_made_at_once_are_all_counted(store: Store, another_store: Store) -> None:
    async def one(place: Store) -> None:
        async with place.writing() as tx:
            await counters.count(tx, DAY, "all", Measure.TAKEN)

    await asyncio.gather(*(one(place) for place in (store, another_store) * 5))
    async with store.reading() as tx:
        assert await counters.totals(tx, DAY, DAY) == [Total(Measure.TAKEN, "", 10)]


async def test_an_erasure_counts_until_its_receipt(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        assert await erasures.get(tx, lea.id) is None
        assert not await erasures.progress(tx, lea.id, 1, 0)
        await erasures.begin(tx, lea.id, kept=3)
        assert await erasures.progress(tx, lea.id, deleted=5, kept=0)
        assert await erasures.progress(tx, lea.id, deleted=0, kept=1)
        assert await erasures.get(tx, lea.id) == Erasure(deleted=5, kept=4)
        await erasures.end(tx, lea.id, NOW)
        assert not await erasures.progress(tx, lea.id, deleted=1, kept=0)
        await people.remove(tx, lea.id)
        assert await erasures.get(tx, lea.id) is None


async def test_a_total_that_many_screens_show_is_looked_up_once_in_a_while() -> None:
    asked, count = 0, 12

    async def ask() -> int:
        nonlocal asked
        asked += 1
        return count

    recent = RecentTotals()
    assert [await recent.of("défi", NOW, ask) for _ in range(50)] == [12] * 50
    recent.add("défi")
    assert (await recent.of("défi", NOW + FRESH_FOR / 2, ask), asked) == (13, 1)
    count = 20
    assert (await recent.of("défi", NOW + FRESH_FOR, ask), asked) == (20, 2)
    assert (await recent.of("défi", NOW - timedelta(hours=6), ask), asked) == (20, 3)
