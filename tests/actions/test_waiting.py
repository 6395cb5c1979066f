"""Somebody who waits is told their place and how long it takes, if that is known."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.actions.erase_person import erase_person
from bot.actions.expect_wait import expected
from bot.actions.forget_old import forget_old
from bot.actions.give_back_cases import give_back_case
from bot.actions.take_case import take_case
from bot.domain.danger import Danger, Verdict
from bot.domain.people import CaseId
from bot.domain.timers import BOT, Due, Kind
from bot.domain.waiting import ENOUGH, Estimate
from bot.store import tables, waits
from bot.store.database import Store
from tests.actions.desk import HIGH, OPEN, Desk
from tests.store.steps import CALM, a_worker
from tests.telegram_ui.walking import shipped

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 20)


def _in_paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


async def _expected(
    desk: Desk, case_id: CaseId, after: timedelta = timedelta(0)
) -> Estimate | None:
    case = await desk.case(case_id)
    async with desk.store.reading() as tx:
        now = case.opened_at + after
        return await expected(tx, case, shipped().territory(case.territory), now)


async def _waited(desk: Desk, hour: int, minutes: int, often: int, **how: object) -> None:
    danger = how.get("danger", Danger.NONE)
    day = how.get("day", DAY)
    assert isinstance(danger, Danger)
    assert isinstance(day, date)
    async with desk.store.writing() as tx:
        for _ in range(often):
            await waits.note(tx, str(how.get("where", "val-de-lune")), danger, day, hour, minutes)


async def test_with_nothing_known_nobody_knows(store: Store) -> None:
    desk = Desk(store)
    _, case_id = await desk.asks(1)
    assert await _expected(desk, case_id) is None
    await _waited(desk, 16, 5, ENOUGH - 1)
    assert await _expected(desk, case_id) is None


async def test_what_is_told_is_of_this_place_this_hour_and_this_level(store: Store) -> None:
    desk = Desk(store)
    _, case_id = await desk.asks(1)
    await _waited(desk, 15, 5, 8)
    await _waited(desk, 14, 30, 2)
    await _waited(desk, 19, 240, 50)
    await _waited(desk, 15, 480, 50, where="vallon-clair")
    await _waited(desk, 15, 1, 50, danger=Danger.HIGH)
    await _waited(desk, 15, 1080, 50, day=date(2026, 9, 1))
    assert await _expected(desk, case_id) == Estimate(5, 30)


async def test_with_too_few_of_the_hour_those_of_any_hour_tell(store: Store) -> None:
    desk = Desk(store)
    _, case_id = await desk.asks(1)
    await _waited(desk, 19, 45, ENOUGH)
    assert await _expected(desk, case_id) == Estimate(45, 45, hourly=False)


async def test_on_a_day_unlike_those_before_nobody_knows(store: Store) -> None:
    desk = Desk(store)
    _, first = await desk.asks(1)
    _, second = await desk.asks(2)
    _, worse = await desk.asks(3, HIGH)
    for danger in (Danger.NONE, Danger.HIGH):
        await _waited(desk, 15, 30, ENOUGH, danger=danger)
    later = timedelta(minutes=31)
    assert await _expected(desk, second, timedelta(minutes=30)) == Estimate(30, 30)
    # Somebody who is served before waits longer than nine out of ten did.
    assert await _expected(desk, second, later) is None
    # Whoever waits at a lower level tells nothing of a worse one.
    assert await _expected(desk, worse, later) == Estimate(30, 30)
    assert first != second


async def test_a_wait_is_counted_once_by_the_hour_of_asking(store: Store) -> None:
    desk = Desk(store)
    sam = await desk.member(1)
    lea, case_id = await desk.asks(1)
    await desk.passes(minutes=7)
    await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    epoch = (await desk.case(case_id)).epoch
    await desk.does(lambda ctx: give_back_case(ctx, sam.id, case_id, epoch))
    await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    await desk.does(lambda ctx: erase_person(ctx, lea.id))
    async with store.reading() as tx:
        rows = (await tx.connection.execute(select(tables.waits))).all()
    [row] = [dict(row._mapping) for row in rows]
    assert row.pop("bot_id")
    assert row == {
        "territory": "val-de-lune",
        "danger": 0,
        "day": "2026-11-26",
        "hour": 15,
        "minutes": 8,
        "count": 1,
    }, "an erasure changes no count, and nothing leads to a person"


async def test_what_is_too_old_is_forgotten(store: Store) -> None:
    desk = Desk(store)
    await _waited(desk, 15, 5, 3, day=date(2026, 9, 1))
    await _waited(desk, 15, 5, 3)
    await desk.does(lambda ctx: forget_old(ctx, Due(Kind.OLD_WAITS, BOT, ctx.now)))
    async with store.reading() as tx:
        assert set((await tx.connection.execute(select(tables.waits.c.day))).scalars()) == {
            DAY.isoformat()
        }


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        # The night on which summer ends: an hour more to wait.
        ("2026-10-24 23:50", "2026-10-26 14:00"),
        # The night on which it begins, at Easter: Monday is a public holiday.
        ("2027-03-27 23:50", "2027-03-30 14:00"),
        # The eleventh of November is a Wednesday.
        ("2026-11-10 21:00", "2026-11-12 14:00"),
    ],
)
@pytest.mark.parametrize("verdict", [CALM, HIGH])
async def test_a_promise_is_kept_at_opening_on_any_night(
    store: Store, asked: str, opens: str, verdict: Verdict
) -> None:
    before, opening = map(_in_paris, (asked, opens))
    desk = Desk(store, now=before)
    async with store.writing() as tx:
        await a_worker(tx, 7001, now=before)
    lea, _ = await desk.asks(1, verdict)
    desk.now = opening - timedelta(minutes=1)
    for _ in range(9):
        await desk.fires()
    desk.arrived.clear()
    await desk.fires()
    assert "team-is-there" not in desk.arrived[lea.id]
    desk.now = opening
    await desk.fires()
    assert "team-is-there" in desk.arrived[lea.id]
    desk.arrived.clear()
    desk.now = opening + timedelta(days=1)
    await desk.fires()
    assert "team-is-there" not in desk.arrived[lea.id], "once"


async def test_whoever_asks_while_the_team_is_there_is_promised_nothing(store: Store) -> None:
    desk = Desk(store, now=OPEN)
    lea, _ = await desk.asks(1)
    told = await desk.passes(hours=23)
    assert "team-is-there" not in told.get(lea.id, [])
