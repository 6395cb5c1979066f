"""An alert rings until somebody takes the request, climbs, and is withdrawn; everybody knows."""

from datetime import timedelta

import pytest

from bot.actions.close_case import end_by_person
from bot.actions.present_member import be_available
from bot.actions.raise_danger import raise_danger
from bot.actions.repeat_alert import repeat_alert
from bot.actions.take_case import take_case
from bot.domain.cases import Status
from bot.domain.people import Role, Signature
from bot.domain.timers import Kind, Subject
from bot.store import alerts, memberships, people, timers
from bot.store.database import Store
from tests.actions.desk import HIGH, IMMEDIATE, LATE, Desk


async def test_an_immediate_danger_rings_every_two_minutes_and_climbs_until_it_is_taken(
    store: Store,
) -> None:
    desk = Desk(store)
    sam = await desk.member(1)
    tom = await desk.member(2, available=False)
    lea, case_id = await desk.asks(1, IMMEDIATE)
    assert desk.arrived == {sam.id: ["alert"], lea.id: ["team-called"]}
    first = await desk.passes(minutes=2)
    assert first == {sam.id: ["alert"], tom.id: ["alert"], lea.id: ["team-called"]}
    assert desk.standing[sam.id].keys() == {max(desk.standing[sam.id])}, "one alert stands, not two"
    for _ in range(5):
        again = await desk.passes(minutes=2)
        assert again == {sam.id: ["alert"], tom.id: ["alert"]}, "told once per step"
    await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    assert list(desk.standing[tom.id].values()) == ["alert-taken"]
    after = await desk.passes(minutes=9)
    assert "alert" not in [name for names in after.values() for name in names]


async def test_a_danger_climbs_more_slowly_and_rings_once_for_each(store: Store) -> None:
    desk = Desk(store)
    sam, tom = await desk.member(1), await desk.member(2, available=False)
    claire = await desk.member(3, Role.COORDINATOR)
    lea, _ = await desk.asks(1, HIGH)
    assert desk.arrived == {sam.id: ["alert"]}
    assert await desk.passes(minutes=9) == {}
    assert await desk.passes(minutes=1) == {claire.id: ["alert"], lea.id: ["team-called"]}
    assert await desk.passes(minutes=10) == {tom.id: ["alert"], lea.id: ["team-called"]}
    assert await desk.passes(hours=3) == {}


async def test_a_calm_request_goes_first_to_who_has_room(store: Store) -> None:
    desk = Desk(store)
    sam, tom = await desk.member(1, capacity=1), await desk.member(2)
    _, first = await desk.asks(1)
    await desk.does(lambda ctx: take_case(ctx, sam, first))
    desk.arrived.clear()
    await desk.asks(2)
    assert desk.arrived == {tom.id: ["alert"]}
    desk.arrived.clear()
    await desk.asks(3, HIGH)
    assert desk.arrived == {sam.id: ["alert"], tom.id: ["alert"]}, "danger passes capacity"


async def test_all_at_capacity_somebody_is_called_all_the_same(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1, capacity=1)
    _, first = await desk.asks(1)
    await desk.does(lambda ctx: take_case(ctx, sam, first))
    desk.arrived.clear()
    await desk.asks(2)
    assert desk.arrived == {sam.id: ["alert"]}


async def test_all_on_pause_whoever_comes_back_is_told(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1, available=False)
    await desk.asks(1)
    assert desk.arrived == {}
    await desk.does(lambda ctx: be_available(ctx, sam.id, available=True))
    assert await desk.passes(minutes=61) == {sam.id: ["alert"]}


async def test_with_nobody_at_all_somebody_in_danger_is_told_so_once(store: Store) -> None:
    desk = Desk(store)
    lea, _ = await desk.asks(1, IMMEDIATE)
    assert desk.arrived == {lea.id: ["nobody-alerted"]}
    assert await desk.passes(minutes=20) == {}
    sam = await desk.member(1)
    assert (await desk.passes(minutes=2))[sam.id] == ["alert"]


async def test_a_request_that_becomes_dangerous_is_repeated_from_then_on(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1)
    _, case_id = await desk.asks(1)
    case = await desk.case(case_id)
    await desk.does(lambda ctx: raise_danger(ctx, case, IMMEDIATE))
    assert (await desk.passes(minutes=2))[sam.id] == ["alert"]


async def test_whoever_asked_themselves_is_never_offered_their_own_request(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1)
    lea, _ = await desk.asks(1, IMMEDIATE)
    async with store.writing() as tx:
        # They joined the team since.
        await memberships.make_member(tx, lea.id, Role.WORKER, Signature("Léa"), desk.now)
    told = await desk.passes(minutes=6)
    assert "alert" in told[sam.id]
    assert "alert" not in told.get(lea.id, [])


async def test_an_alert_of_somebody_who_left_goes_with_them(store: Store) -> None:
    desk = Desk(store)
    sam, tom = await desk.member(1), await desk.member(2)
    _, case_id = await desk.asks(1)
    async with store.writing() as tx:
        await people.remove(tx, sam.id)
    async with store.reading() as tx:
        assert [one.person for one in await alerts.of(tx, case_id)] == [tom.id]


async def test_a_cancelled_request_rings_nowhere(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1)
    _, case_id = await desk.asks(1, IMMEDIATE)
    await desk.does(lambda ctx: end_by_person(ctx, case_id))
    assert list(desk.standing[sam.id].values()) == ["alert-cancelled"]
    assert await desk.passes(minutes=10) == {}


async def test_what_fails_between_the_timer_and_what_it_does_is_done_later(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1)
    _, case_id = await desk.asks(1, IMMEDIATE)
    desk.now += timedelta(minutes=2)

    async def breaks() -> None:
        async with store.writing() as tx:
            [lease] = await timers.lease(tx, [Kind.ALERT], 1, desk.now, 10)
            assert await timers.take(tx, lease)
            await repeat_alert(desk.context(tx), lease.due)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await breaks()
    desk.arrived.clear()
    await desk.fires()
    assert desk.arrived[sam.id] == ["alert"]
    async with store.reading() as tx:
        assert Kind.ALERT in await timers.of(tx, Subject(case=case_id))


async def test_at_night_a_calm_request_wakes_nobody_and_a_promise_is_kept(store: Store) -> None:
    desk = Desk(store, now=LATE)
    sam = await desk.member(1, available=False)
    await desk.member(2, Role.COORDINATOR)
    lea, case_id = await desk.asks(1)
    assert desk.arrived == {}
    assert await desk.passes(hours=14) == {}
    await desk.does(lambda ctx: be_available(ctx, sam.id, available=True))
    told = await desk.passes(minutes=11)
    assert told == {sam.id: ["alert"], lea.id: ["team-is-there"]}
    assert await desk.passes(minutes=28) == {}
    assert (await desk.case(case_id)).status is Status.WAITING


async def test_nobody_is_told_that_somebody_is_there_before_somebody_is(store: Store) -> None:
    desk = Desk(store, now=LATE)
    sam = await desk.member(1, available=False)
    claire = await desk.member(2, Role.COORDINATOR)
    lea, _ = await desk.asks(1)
    assert await desk.passes(hours=15) == {claire.id: ["alert"]}, "open, and nobody is there"
    await desk.does(lambda ctx: be_available(ctx, sam.id, available=True))
    assert await desk.passes(minutes=10) == {sam.id: ["alert"], lea.id: ["team-is-there"]}


async def test_whoever_is_there_at_night_all_the_same_is_asked(store: Store) -> None:
    desk = Desk(store, now=LATE)
    sam = await desk.member(1)
    await desk.asks(1)
    assert desk.arrived == {sam.id: ["alert"]}


async def test_at_night_a_danger_rings_all_the_same(store: Store) -> None:
    desk = Desk(store, now=LATE)
    sam = await desk.member(1, available=False)
    lea, _ = await desk.asks(1, IMMEDIATE)
    assert desk.arrived == {sam.id: ["alert"], lea.id: ["team-called"]}
    assert (await desk.passes(minutes=4))[sam.id] == ["alert", "alert"]
