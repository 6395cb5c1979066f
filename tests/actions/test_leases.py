"""Whoever has a case answers, or is reminded, or loses it: nobody waits for nobody."""

from datetime import timedelta

import pytest

from bot.actions.change_team import revoke_member
from bot.actions.close_case import close_case
from bot.actions.give_back_cases import give_back_case
from bot.actions.mind_lease import stay_on
from bot.actions.pass_message import Written, pass_from_person, pass_from_worker
from bot.actions.raise_danger import raise_danger
from bot.actions.take_case import take_case
from bot.domain.cases import AlreadyTaken, NoCase, Outcome, Status
from bot.domain.danger import Verdict
from bot.domain.messages import Kind as MessageKind
from bot.domain.messages import Passing
from bot.domain.people import CaseId, Person, Role
from bot.domain.timers import Subject
from bot.store import messages, queue, timers
from bot.store.database import Store
from bot.store.messages import State
from tests.actions.desk import HIGH, Desk
from tests.store.steps import CALM


async def _taken(
    desk: Desk, verdict: Verdict = CALM, number: int = 1
) -> tuple[Person, Person, CaseId]:
    """Sam has Léa's case, in which she wrote once; Claire coordinates and pauses."""
    sam = await desk.member(number)
    lea, case_id = await desk.asks(number, verdict)
    await _writes(desk, case_id, 100 * number)
    await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    desk.arrived.clear()
    return sam, lea, case_id


async def _writes(desk: Desk, case_id: CaseId, source: int) -> None:
    case = await desk.case(case_id)
    written = Written(source, MessageKind.TEXT)
    await desk.does(lambda ctx: pass_from_person(ctx, case, written, Passing.PASS))


async def _answers(desk: Desk, sam: Person, case_id: CaseId, source: int = 5000) -> None:
    written = Written(source, MessageKind.TEXT)
    await desk.does(lambda ctx: pass_from_worker(ctx, sam, case_id, written))


@pytest.mark.parametrize(("verdict", "delay"), [(CALM, 30), (HIGH, 10)])
async def test_no_answer_is_a_reminder_then_the_queue(
    store: Store, verdict: Verdict, delay: int
) -> None:
    desk = Desk(store)
    claire = await desk.member(9, Role.COORDINATOR)
    sam, lea, case_id = await _taken(desk, verdict)
    assert await desk.passes(minutes=delay - 1) == {}
    assert await desk.passes(minutes=1) == {sam.id: ["nudge"]}
    assert await desk.passes(minutes=delay - 1) == {}
    told = await desk.passes(minutes=1)
    assert told[sam.id] == ["case-returned"]
    assert told[lea.id] == ["waits-again"]
    assert told[claire.id] == ["alert"], "alerted in danger, and when nobody else is there"
    back = await desk.case(case_id)
    assert (back.status, back.worker_id, back.returned) == (Status.WAITING, None, True)
    async with store.reading() as tx:
        [kept] = await messages.of_case(tx, case_id, list(State))
        assert kept.state is State.WAITING, "the next worker reads all that was written"


async def test_a_dangerous_case_that_came_back_is_taken_first(store: Store) -> None:
    desk = Desk(store)
    _, _, case_id = await _taken(desk, HIGH)
    _, older = await desk.asks(5, HIGH)
    await desk.passes(minutes=21)
    async with store.reading() as tx:
        assert [case.id for case in await queue.first(tx, 5)] == [case_id, older]


async def test_whoever_answers_is_not_reminded_until_they_are_written_to_again(
    store: Store,
) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    await desk.passes(minutes=20)
    await _answers(desk, sam, case_id)
    assert await desk.passes(hours=3) == {}, "they wait for the young person"
    await _writes(desk, case_id, 12)
    desk.arrived.clear()
    assert await desk.passes(minutes=29) == {}
    await _writes(desk, case_id, 13)
    assert await desk.passes(minutes=1) == {sam.id: ["nudge"]}, "since the first unanswered word"
    await _answers(desk, sam, case_id, 5001)
    assert await desk.passes(hours=3) == {}


async def test_whoever_is_at_it_says_so_and_has_the_time_again(store: Store) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    await desk.passes(minutes=45)
    epoch = (await desk.case(case_id)).epoch
    await desk.does(lambda ctx: stay_on(ctx, sam.id, case_id, epoch))
    assert await desk.passes(minutes=29) == {}
    assert await desk.passes(minutes=1) == {sam.id: ["nudge"]}


async def test_two_buttons_at_once_give_a_case_back_once(store: Store) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    epoch = (await desk.case(case_id)).epoch
    await desk.does(lambda ctx: give_back_case(ctx, sam.id, case_id, epoch))
    for late in (give_back_case, stay_on):
        with pytest.raises(NoCase):
            await desk.does(lambda ctx, late=late: late(ctx, sam.id, case_id, epoch))  # type: ignore[misc]
    await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    with pytest.raises(NoCase):
        await desk.does(lambda ctx: give_back_case(ctx, sam.id, case_id, epoch))


async def test_a_case_taken_over_while_its_reminder_lies_there_keeps_its_new_worker(
    store: Store,
) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    tom = await desk.member(2)
    await desk.passes(minutes=60)
    await desk.does(lambda ctx: take_case(ctx, tom, case_id))
    with pytest.raises(AlreadyTaken):
        await desk.does(lambda ctx: take_case(ctx, sam, case_id))
    assert (await desk.case(case_id)).worker_id == tom.id
    assert await desk.passes(minutes=30) == {tom.id: ["nudge"]}


async def test_revoked_in_mid_lease_nobody_is_reminded(store: Store) -> None:
    desk = Desk(store)
    await desk.member(9, Role.COORDINATOR)
    sam, _, case_id = await _taken(desk)
    await desk.passes(minutes=30)
    await desk.does(lambda ctx: revoke_member(ctx, sam.id))
    told = await desk.passes(hours=2)
    assert sam.id not in told
    assert (await desk.case(case_id)).status is Status.WAITING


async def test_a_case_that_becomes_dangerous_is_minded_sooner(store: Store) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    case = await desk.case(case_id)
    await desk.does(lambda ctx: raise_danger(ctx, case, HIGH))
    assert "nudge" in (await desk.passes(minutes=10))[sam.id]


async def test_a_closed_case_is_minded_no_more(store: Store) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    await desk.does(lambda ctx: close_case(ctx, sam.id, case_id, Outcome.LISTENED))
    async with store.reading() as tx:
        assert await timers.of(tx, Subject(case=case_id)) == {}
    assert await desk.passes(hours=2) == {}


async def test_with_nobody_else_whoever_lost_a_danger_is_called_again(store: Store) -> None:
    desk = Desk(store)
    sam, lea, _ = await _taken(desk, HIGH)
    told = await desk.passes(minutes=20)
    assert set(told[lea.id]) == {"waits-again", "nobody-alerted"}
    assert "alert" in (await desk.passes(minutes=10))[sam.id]


@pytest.mark.parametrize(("hours", "then"), [(-30, 31), (30, 1)])
async def test_a_clock_that_jumps_takes_a_case_from_nobody_without_a_reminder(
    store: Store, hours: int, then: int
) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    desk.now += timedelta(hours=hours)
    told = await desk.passes(minutes=then)
    assert told.get(sam.id) == ["nudge"]
    assert (await desk.case(case_id)).status is Status.TAKEN
    assert (await desk.passes(minutes=30))[sam.id] == ["case-returned"]


async def test_a_bot_that_was_down_for_hours_reminds_first(store: Store) -> None:
    desk = Desk(store)
    sam, _, case_id = await _taken(desk)
    desk.now += timedelta(hours=5)
    await desk.fires()
    assert desk.arrived == {sam.id: ["nudge"]}
    assert (await desk.case(case_id)).status is Status.TAKEN
