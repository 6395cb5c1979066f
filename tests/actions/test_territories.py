"""Each territory has its team: requests go there first, then next door, then to coordinators."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from sqlalchemy import select

from bot.actions.choose_territory import choose_territory
from bot.actions.invite_member import invite_member, join_team
from bot.actions.mind_territories import mind_territories
from bot.actions.open_case import open_case
from bot.actions.own_queue import scopes, work_in
from bot.actions.take_case import take_case, take_next
from bot.content.collection import Library
from bot.content.kinds.territory import Territory
from bot.domain.cases import Case, NothingWaiting, Promise, Status
from bot.domain.danger import Verdict
from bot.domain.people import Person, Role
from bot.domain.timers import BOT, Due, Kind
from bot.store import cases, queue, tables, territories
from bot.store.database import Store
from tests.actions.desk import HIGH, IMMEDIATE, OPEN, Desk
from tests.store.steps import CALM, again, somebody
from tests.telegram_ui.walking import shipped

LUNE, VALLON, LOIN = "val-de-lune", "vallon-clair", "loin"


@cache
def _three() -> Library:
    """The two that are shipped, which are neighbours, and one that is far away."""
    library = shipped()
    far = library.territories[VALLON].model_copy(
        update={"slug": LOIN, "name": "Loin", "neighbours": ()}
    )
    return replace(library, territories={**library.territories, LOIN: far})


@cache
def _without(slug: str) -> Library:
    library = _three()
    kept = {name: one for name, one in library.territories.items() if name != slug}
    return replace(library, territories=kept)


def _desk(store: Store, library: Callable[[], Library] = _three) -> Desk:
    return Desk(store, library=library)


async def _member(desk: Desk, number: int, *where: str, role: Role = Role.WORKER) -> Person:
    member = await desk.member(number, role)
    await desk.does(lambda ctx: work_in(ctx, member, frozenset(where)))
    return member


async def _asks_from(
    desk: Desk, number: int, slug: str, verdict: Verdict = CALM
) -> tuple[Person, Case]:
    async with desk.store.writing() as tx:
        person = await somebody(tx, 5000 + number)
    assert await desk.does(lambda ctx: choose_territory(ctx, person, slug))
    async with desk.store.reading() as tx:
        person = await again(tx, person.id)
    case, _ = await desk.does(lambda ctx: open_case(ctx, person, verdict))
    return person, case


async def test_a_request_is_its_territory_s_and_rings_there_only(store: Store) -> None:
    desk = _desk(store)
    here, there = await _member(desk, 1, LUNE), await _member(desk, 2, VALLON)
    _, case = await _asks_from(desk, 1, VALLON)
    assert case.territory == VALLON
    assert desk.arrived == {there.id: ["alert"]}
    desk.arrived.clear()
    _, ours = await desk.asks(2)
    assert (await desk.case(ours)).territory == LUNE, "whoever never said is the default's"
    assert desk.arrived == {here.id: ["alert"]}


async def test_with_nobody_there_the_neighbours_are_asked_then_coordinators(store: Store) -> None:
    desk = _desk(store)
    next_door, far = await _member(desk, 1, VALLON), await _member(desk, 2, LOIN)
    claire = await _member(desk, 3, LOIN, role=Role.COORDINATOR)
    await _asks_from(desk, 1, LUNE)
    assert desk.arrived == {next_door.id: ["alert"]}
    assert await desk.passes(minutes=30) == {claire.id: ["alert"]}
    assert far.id not in await desk.passes(hours=3), "a calm request is not everybody's"


async def test_an_immediate_danger_climbs_to_the_neighbours_and_to_everybody(
    store: Store,
) -> None:
    desk = _desk(store)
    here, next_door = await _member(desk, 1, LUNE), await _member(desk, 2, VALLON)
    far = await _member(desk, 3, LOIN)
    lea, _ = await _asks_from(desk, 1, LUNE, IMMEDIATE)
    assert desk.arrived == {here.id: ["alert"], lea.id: ["team-called"]}
    assert (await desk.passes(minutes=2)).keys() == {here.id, next_door.id, lea.id}
    assert (await desk.passes(minutes=2)).keys() == {here.id, next_door.id, far.id, lea.id}


async def test_whoever_says_where_they_live_while_waiting_is_that_team_s(store: Store) -> None:
    desk = _desk(store)
    here, far = await _member(desk, 1, LUNE), await _member(desk, 2, LOIN)
    lea, case_id = await desk.asks(1)
    assert desk.arrived == {here.id: ["alert"]}
    await desk.does(lambda ctx: choose_territory(ctx, lea, LOIN))
    assert list(desk.standing[here.id].values()) == ["alert-moved"]
    assert list(desk.standing[far.id].values()) == ["alert"]
    moved = await desk.case(case_id)
    assert (moved.territory, moved.status) == (LOIN, Status.WAITING)
    async with store.reading() as tx:
        assert await queue.place(tx, case_id) == queue.Place(1)
        assert (await again(tx, lea.id)).territory == LOIN


async def test_in_danger_nobody_who_was_called_is_called_off(store: Store) -> None:
    desk = _desk(store)
    here, far = await _member(desk, 1, LUNE), await _member(desk, 2, LOIN)
    lea, _ = await desk.asks(1, HIGH)
    await desk.does(lambda ctx: choose_territory(ctx, lea, LOIN))
    assert "alert" in desk.standing[here.id].values()
    assert "alert" in desk.standing[far.id].values()


async def test_whoever_talks_already_goes_on_with_the_same_person(store: Store) -> None:
    desk = _desk(store)
    sam = await _member(desk, 1, LUNE)
    lea, case_id = await desk.asks(1)
    await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    await desk.does(lambda ctx: choose_territory(ctx, lea, LOIN))
    case = await desk.case(case_id)
    assert (case.territory, case.worker_id) == (LUNE, sam.id)


async def test_a_territory_that_nobody_serves_is_not_kept(store: Store) -> None:
    desk = _desk(store)
    async with store.writing() as tx:
        lea = await somebody(tx)
    assert not await desk.does(lambda ctx: choose_territory(ctx, lea, "nulle-part"))
    async with store.reading() as tx:
        assert (await again(tx, lea.id)).territory is None


async def test_what_is_next_is_one_s_own_then_next_door(store: Store) -> None:
    desk = _desk(store)
    sam = await _member(desk, 1, LUNE)
    _, far = await _asks_from(desk, 1, LOIN)
    _, near = await _asks_from(desk, 2, VALLON)
    _, own = await _asks_from(desk, 3, LUNE)
    for expected in (own, near):
        taken = await desk.does(lambda ctx: take_next(ctx, sam))
        assert taken.id == expected.id
    with pytest.raises(NothingWaiting):
        await desk.does(lambda ctx: take_next(ctx, sam))
    claire = await _member(desk, 2, LUNE, role=Role.COORDINATOR)
    assert (await desk.does(lambda ctx: take_next(ctx, claire))).id == far.id
    tom = await _member(desk, 3)
    async with store.reading() as tx:
        assert await scopes(tx, _three(), tom) == [None], "who works nowhere works everywhere"


async def test_places_are_counted_per_territory(store: Store) -> None:
    desk = _desk(store)
    await _asks_from(desk, 1, VALLON)
    _, second = await _asks_from(desk, 2, LUNE)
    _, third = await _asks_from(desk, 3, VALLON)
    async with store.reading() as tx:
        assert await queue.place(tx, second.id) == queue.Place(1)
        assert await queue.place(tx, third.id) == queue.Place(2)
        assert await queue.count(tx, {VALLON}) == 2
        assert await queue.count(tx, {VALLON, LUNE}) == 3
        assert [c.id for c in await queue.first(tx, 9, {LUNE})] == [second.id]
        assert len(await queue.first(tx, 2, {LUNE, VALLON})) == 2


async def test_an_invitation_says_where_somebody_will_work(store: Store) -> None:
    desk = _desk(store)
    claire = await desk.member(1, Role.COORDINATOR)
    code = await desk.does(lambda ctx: invite_member(ctx, claire.id, Role.WORKER, [VALLON, "gone"]))
    async with store.writing() as tx:
        sam = await somebody(tx, 7005)
    await desk.does(lambda ctx: join_team(ctx, sam, code))
    async with store.reading() as tx:
        assert await territories.of_member(tx, sam.id) == {VALLON}
        assert (await again(tx, sam.id)).territory == VALLON, "they read its name and hours"


async def _minds(desk: Desk) -> None:
    due = Due(Kind.TERRITORIES, BOT, desk.now)
    await desk.does(lambda ctx: mind_territories(ctx, due))


async def test_a_file_that_is_gone_leaves_nobody_without_a_team(store: Store) -> None:
    desk = _desk(store)
    claire = await _member(desk, 1, LUNE, role=Role.COORDINATOR)
    far = await _member(desk, 2, LOIN)
    _, waiting = await _asks_from(desk, 1, LOIN)
    _, taken = await _asks_from(desk, 2, LOIN)
    await desk.does(lambda ctx: take_case(ctx, far, taken.id))
    desk.library = lambda: _without(LOIN)
    desk.arrived.clear()
    await _minds(desk)
    assert desk.arrived[claire.id].count("territory-gone") == 1
    for case in (waiting, taken):
        assert (await desk.case(case.id)).territory == LUNE
    assert (await desk.case(taken.id)).worker_id == far.id, "whoever has it goes on"
    desk.arrived.clear()
    await _minds(desk)
    assert desk.arrived == {}, "said once"


async def test_whoever_chose_a_territory_that_is_gone_is_the_default_s(store: Store) -> None:
    desk = _desk(store)
    async with store.writing() as tx:
        lea = await somebody(tx)
        await territories.set_of_person(tx, lea.id, LOIN)
        lea = await again(tx, lea.id)
    desk.library = lambda: _without(LOIN)
    case, _ = await desk.does(lambda ctx: open_case(ctx, lea, CALM))
    assert case.territory == LUNE


async def test_members_of_a_file_that_is_gone_work_everywhere(store: Store) -> None:
    desk = _desk(store)
    far = await _member(desk, 2, LOIN)
    desk.library = lambda: _without(LOIN)
    await desk.asks(1)
    assert desk.arrived == {far.id: ["alert"]}


async def test_cases_of_before_there_were_territories_become_the_default_s(store: Store) -> None:
    desk = _desk(store)
    claire = await _member(desk, 1, LUNE, role=Role.COORDINATOR)
    async with store.writing() as tx:
        lea = await somebody(tx)
        case_id = await cases.add(tx, lea.id, CALM, desk.now)
    async with store.reading() as tx:
        assert (await queue.first(tx, 1, (await scopes(tx, _three(), claire))[0]))[0].id == case_id
    await _minds(desk)
    assert (await desk.case(case_id)).territory == LUNE
    assert "territory-gone" not in desk.arrived[claire.id]


async def test_what_happens_is_counted_where_it_is_answered(store: Store) -> None:
    desk = _desk(store)
    sam = await _member(desk, 1, LUNE)
    _, case = await _asks_from(desk, 1, VALLON)
    await desk.does(lambda ctx: take_case(ctx, sam, case.id))
    async with store.reading() as tx:
        rows = await tx.connection.execute(select(tables.counters.c.territory))
        assert {row.territory for row in rows} == {VALLON}


async def test_a_request_moved_to_a_team_that_is_away_is_promised_then(store: Store) -> None:
    """The second territory is closed between 14:00 and 16:00."""
    desk = Desk(store, now=OPEN.replace(minute=30), library=_three)
    nour = await _member(desk, 1, VALLON)
    lea, case_id = await desk.asks(1)
    assert (await desk.case(case_id)).promise is Promise.NONE
    await desk.does(lambda ctx: choose_territory(ctx, lea, VALLON))
    assert (await desk.case(case_id)).promise is Promise.MADE
    told = await desk.passes(minutes=31)
    assert told == {nour.id: ["alert"], lea.id: ["team-is-there"]}


def test_the_default_is_the_one_that_says_so() -> None:
    assert shipped().home.slug == LUNE
    assert shipped().territory("nulle-part").slug == LUNE
    assert shipped().territory(VALLON).slug == VALLON


def test_examples_are_served_only_where_there_is_nothing_else() -> None:
    real: Territory = (
        shipped().territories[VALLON].model_copy(update={"example": False, "slug": "vrai"})
    )
    library = replace(shipped(), territories={**shipped().territories, "vrai": real})
    assert set(library.served) == {"vrai"}
    assert library.home.slug == "vrai"
    assert library.territory(LUNE).slug == "vrai"
