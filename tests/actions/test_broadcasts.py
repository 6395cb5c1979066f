"""Prevention alerts: approved by another, sent once to each, a few at a time, and stopped."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.broadcast import approve, fit, propose, refuse, stop
from bot.actions.change_team import revoke_member
from bot.actions.erase_person import erase_person
from bot.actions.follow_theme import follow, unfollow
from bot.actions.open_case import open_case
from bot.actions.send_broadcasts import BATCH, PAUSE
from bot.actions.timers import set_recurring
from bot.domain.audit import Act
from bot.domain.blocks import Why
from bot.domain.broadcasts import (
    ANSWERED_IN,
    KEPT_FOR,
    LIMIT,
    NobodyElse,
    NoBroadcast,
    State,
    Theme,
    Unfit,
    UnfitBroadcast,
    When,
    decent,
    leaves_at,
    tidy,
)
from bot.domain.people import NotCoordinator, Person, Role
from bot.store import audit, blocks, broadcasts, discretion, people, subscriptions
from bot.store.database import Store
from tests.actions.desk import Desk
from tests.store.conftest import another_store, kind, store, url
from tests.store.steps import CALM, somebody

__all__ = ["another_store", "kind", "store", "url"]
PARIS = ZoneInfo("Europe/Paris")
WORDS = "Un faux message de colis tourne en ce moment : ne clique pas sur le lien."


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


async def reader(desk: Desk, number: int, theme: Theme = Theme.SCAMS) -> Person:
    """Somebody who wants to hear of scams."""
    async with desk.store.writing() as tx:
        person = await somebody(tx, 1000 + number)
    await desk.does(lambda ctx: follow(ctx, person, theme))
    return person


async def two_coordinators(desk: Desk) -> tuple[Person, Person]:
    claire = await desk.member(7001, Role.COORDINATOR)
    karim = await desk.member(7002, Role.COORDINATOR)
    return claire, karim


async def proposed(desk: Desk, by: Person, when: When = When.NOW, where: str = "") -> int:
    return await desk.does(lambda ctx: propose(ctx, by.id, Theme.SCAMS, where, WORDS, when))


async def state_of(desk: Desk, alert: int) -> State:
    async with desk.store.reading() as tx:
        found = await broadcasts.get(tx, alert)
    assert found is not None
    return found.state


async def sent(desk: Desk, seconds: int = 60) -> None:
    """So many seconds pass, one by one."""
    for _ in range(seconds):
        desk.now += PAUSE
        await desk.fires()


def times(desk: Desk, person: Person) -> int:
    return desk.arrived[person.id].count("broadcast-message")


async def test_each_reader_gets_it_once_and_nobody_else_does(desk: Desk) -> None:
    readers = [await reader(desk, number) for number in range(2 * BATCH + 3)]
    other = await reader(desk, 90, Theme.LOCAL)
    claire, karim = await two_coordinators(desk)
    alert = await proposed(desk, claire)
    await sent(desk, 3)
    assert not any(times(desk, one) for one in readers)
    await desk.does(lambda ctx: approve(ctx, karim.id, alert))
    await desk.fires()
    assert sum(times(desk, one) for one in readers) == BATCH
    await sent(desk)
    assert [times(desk, one) for one in readers] == [1] * len(readers)
    assert not times(desk, other)
    assert await state_of(desk, alert) is State.SENT
    assert desk.arrived[claire.id].count("broadcast-card") == 3  # approved, begun, over


async def test_nobody_approves_their_own_and_two_decide_once(desk: Desk) -> None:
    claire, karim = await two_coordinators(desk)
    sam = await desk.member(7003, Role.WORKER)
    alert = await proposed(desk, claire)
    for who, why in ((claire, NoBroadcast), (sam, NotCoordinator)):
        with pytest.raises(why):
            await desk.does(lambda ctx, who=who: approve(ctx, who.id, alert))  # type: ignore[misc]
    await desk.does(lambda ctx: approve(ctx, karim.id, alert))
    for again in (approve, refuse):
        with pytest.raises(NoBroadcast):
            await desk.does(lambda ctx, again=again: again(ctx, karim.id, alert))  # type: ignore[misc]


async def test_a_team_with_one_coordinator_sends_none(desk: Desk) -> None:
    claire = await desk.member(7001, Role.COORDINATOR)
    with pytest.raises(NobodyElse):
        await proposed(desk, claire)


@pytest.mark.parametrize("whose", ["author", "approver"])
async def test_it_ends_by_itself_when_either_of_the_two_is_no_coordinator_any_more(
    desk: Desk, whose: str
) -> None:
    readers = [await reader(desk, number) for number in range(2 * BATCH)]
    claire, karim = await two_coordinators(desk)
    nora = await desk.member(7003, Role.COORDINATOR)
    alert = await proposed(desk, claire)
    await desk.does(lambda ctx: approve(ctx, karim.id, alert))
    await desk.fires()
    gone = claire if whose == "author" else karim
    await desk.does(lambda ctx: revoke_member(ctx, gone.id, nora.id))
    await sent(desk)
    assert sum(times(desk, one) for one in readers) == BATCH
    assert await state_of(desk, alert) is State.STOPPED
    assert desk.arrived[nora.id].count("broadcast-card") == 2  # proposed, ended
    async with desk.store.reading() as tx:
        acts = [one.entry.act for one in await audit.page(tx, None, 10)]
    assert acts[0] is Act.BROADCAST_LAPSED


async def test_stopped_it_reaches_nobody_else(desk: Desk) -> None:
    readers = [await reader(desk, number) for number in range(3 * BATCH)]
    claire, karim = await two_coordinators(desk)
    alert = await proposed(desk, claire)
    await desk.does(lambda ctx: approve(ctx, karim.id, alert))
    await desk.fires()
    await desk.does(lambda ctx: stop(ctx, claire.id, alert))
    await sent(desk)
    assert sum(times(desk, one) for one in readers) == BATCH
    with pytest.raises(NoBroadcast):
        await desk.does(lambda ctx: stop(ctx, claire.id, alert))


async def test_who_talks_hides_is_blocked_or_left_is_spared(desk: Desk) -> None:
    talks, hides, blocked, gone, stopped, erased, calm = [
        await reader(desk, number) for number in range(7)
    ]
    claire, karim = await two_coordinators(desk)
    await desk.does(lambda ctx: open_case(ctx, talks, CALM))
    async with desk.store.writing() as tx:
        await discretion.hide(tx, hides.id, "parapluie")
        until = desk.now + timedelta(days=1)
        await blocks.put(tx, blocked.id, Why.THREATS, until, claire.id)
        await people.note_blocked(tx, gone.id, desk.now, desk.now)
    await desk.does(lambda ctx: unfollow(ctx, stopped.id))
    await desk.does(lambda ctx: erase_person(ctx, erased.id))
    alert = await proposed(desk, claire)
    await desk.does(lambda ctx: approve(ctx, karim.id, alert))
    await sent(desk)
    spared = (talks, hides, blocked, gone, stopped, erased)
    assert [times(desk, one) for one in (*spared, calm)] == [0] * 6 + [1]
    async with desk.store.reading() as tx:
        assert not await subscriptions.followed(tx, erased.id)


async def test_at_night_it_waits_and_in_the_middle_it_goes_on_in_the_morning(desk: Desk) -> None:
    readers = [await reader(desk, number) for number in range(2 * BATCH)]
    claire, karim = await two_coordinators(desk)
    desk.now = datetime(2026, 11, 26, 19, 29, 59, tzinfo=PARIS)
    alert = await proposed(desk, claire)
    await desk.does(lambda ctx: approve(ctx, karim.id, alert))
    await desk.fires()
    desk.now += timedelta(hours=3)
    await desk.fires()
    assert sum(times(desk, one) for one in readers) == BATCH
    desk.now = datetime(2026, 11, 27, 10, 0, 1, tzinfo=PARIS)
    await sent(desk, 5)
    assert [times(desk, one) for one in readers] == [1] * len(readers)


async def test_it_is_forgotten_in_time(desk: Desk) -> None:
    claire, karim = await two_coordinators(desk)
    await desk.does(set_recurring)
    over, lonely = await proposed(desk, claire), await proposed(desk, claire)
    await desk.does(lambda ctx: refuse(ctx, karim.id, over))
    desk.now += ANSWERED_IN + timedelta(hours=7)
    await desk.fires()
    async with desk.store.reading() as tx:
        assert await broadcasts.get(tx, lonely) is None
        assert await broadcasts.get(tx, over) is not None
    desk.now += KEPT_FOR
    await desk.fires()
    async with desk.store.reading() as tx:
        assert await broadcasts.get(tx, over) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Attention !", Unfit.SHORT),
        ("a" * (LIMIT + 1), Unfit.LONG),
        ("Si ça t'arrive, appelle Kevin au 06 12 34 56 78 ce soir.", Unfit.TELLS_WHO),
    ],
)
async def test_what_cannot_be_sent_says_why(desk: Desk, text: str, why: Unfit) -> None:
    async with desk.store.reading() as tx:
        with pytest.raises(UnfitBroadcast) as found:
            fit(desk.context(tx), text)
        assert found.value.why is why
        assert fit(desk.context(tx), "Si ça t'arrive, appelle le 3018, c'est gratuit.")


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(PARIS))  # noqa: DTZ001


@given(now=MOMENTS, when=st.sampled_from(When))
def test_no_phone_lights_up_at_night_whatever_the_clock_does(now: datetime, when: When) -> None:
    at = leaves_at(when, now, PARIS)
    assert time(10) <= at.astimezone(PARIS).time() <= time(19, 30)
    assert at.timestamp() >= now.timestamp()
    assert decent(at, PARIS) == at


def test_blank_lines_are_tidied_and_words_are_not() -> None:
    assert tidy("  Un   faux colis\n\n\n\ntourne en ce moment \n") == (
        "Un faux colis\n\ntourne en ce moment"
    )
