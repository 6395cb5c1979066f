"""What is told of the service's state, and that nobody is in it."""

from datetime import timedelta

from sqlalchemy import update

from bot.domain.danger import Danger
from bot.store import memberships
from bot.store.database import Store
from bot.store.parcels import Lane
from bot.store.tables import outbox
from bot.store.vitals import vitals
from tests.actions.desk import HIGH
from tests.store.steps import NOW, a_case, a_worker, somebody, to_send

LATER = NOW + timedelta(minutes=10)


async def test_an_empty_town_is_well(store: Store) -> None:
    async with store.reading() as tx:
        found = await vitals(tx, NOW)
    assert set(found.waiting.values()) | set(found.pending.values()) == {0}
    assert (found.on_shift, found.dead, found.lag) == (0, 0, timedelta(0))


async def test_who_waits_how_long_and_who_is_there(store: Store) -> None:
    async with store.writing() as tx:
        await a_case(tx, 6001, HIGH)
        await a_case(tx, 6002, HIGH, NOW + timedelta(minutes=4))
        await a_case(tx, 6003)
        sam, eva = await a_worker(tx, 7001), await a_worker(tx, 7002)
        await memberships.set_available(tx, sam.id, available=True)
        await memberships.set_available(tx, eva.id, available=False)
        found = await vitals(tx, LATER)
    assert dict(found.waiting) == {
        Danger.NONE: 1, Danger.MODERATE: 0, Danger.HIGH: 2, Danger.IMMEDIATE: 0,
    }  # fmt: skip
    assert found.longest[Danger.HIGH] == timedelta(minutes=10)
    assert found.on_shift == 1


async def test_what_could_have_left_is_late_and_what_rests_on_purpose_is_not(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, lea, 3, lane=Lane.DANGER)
    async with store.writing() as tx:
        found = await vitals(tx, LATER)
        assert dict(found.pending) == {"danger": 1, "normal": 2, "quiet": 0, "broadcast": 0}
        assert found.lag == timedelta(minutes=10)
        await tx.connection.execute(update(outbox).values(due_at=LATER + timedelta(hours=3)))
        assert (await vitals(tx, LATER)).lag == timedelta(0)
        gone = {"state": "dead", "settled_at": LATER - timedelta(minutes=5)}
        await tx.connection.execute(update(outbox).values(**gone))
        assert (await vitals(tx, LATER)).dead == 3
        assert (await vitals(tx, LATER + timedelta(hours=2))).dead == 0
