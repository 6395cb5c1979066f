"""Two people act at the same moment: what an action rests on still holds when it writes.

What was read before is stale on purpose. On PostgreSQL the two transactions run side by side;
on SQLite, which has one writer, one after the other with what was read before.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.actions.change_places import change_places
from bot.actions.change_team import revoke_member
from bot.actions.choose_territory import choose_territory
from bot.actions.close_case import close_case, end_by_person
from bot.actions.context import Context
from bot.actions.erase_person import erase_person
from bot.actions.follow_challenge import begin, stop
from bot.actions.give_back_cases import give_back_case
from bot.actions.mind_lease import mind_lease
from bot.actions.pass_message import Written, pass_from_person, pass_from_worker
from bot.actions.repeat_alert import repeat_alert
from bot.actions.take_case import take_case
from bot.actions.timers import fire
from bot.domain.cases import AlreadyTaken, Case, NoCase, Outcome, Status
from bot.domain.challenges import next_slot
from bot.domain.messages import Kind, Passing
from bot.domain.people import CaseId, NotCoordinator, NotInTeam, Person, PersonId, Role
from bot.domain.pseudonyms import Names
from bot.domain.timers import Due, Subject
from bot.domain.timers import Kind as Timer
from bot.store import alerts, cases, challenges, leases, memberships, messages, territories, timers
from bot.store.challenges import Entry
from bot.store.database import Store, Transaction
from bot.store.messages import State
from bot.store.timers import Lease
from tests.store.steps import NOW, a_case, a_worker, again, somebody
from tests.telegram_ui.walking import shipped

V = TypeVar("V")
DAY = Timer.CHALLENGE_DAY
WRITTEN = Written(11, Kind.TEXT)


def _ctx(tx: Transaction) -> Context:
    return Context(tx, NOW, Names((), ()), ZoneInfo("Europe/Paris"), shelf=shipped)


@asynccontextmanager
async def _stale(
    store: Store,
    read: Callable[[Transaction], Awaitable[V]],
    meanwhile: Callable[[Transaction], Awaitable[object]],
) -> AsyncIterator[tuple[Transaction, V]]:
    """A transaction that goes on with what it read before somebody else's was committed."""
    if store.on_sqlite:
        async with store.reading() as tx:
            value = await read(tx)
        async with store.writing() as tx:
            await meanwhile(tx)
        async with store.writing() as tx:
            yield tx, value
        return
    async with store.writing() as mine:
        value = await read(mine)
        async with store.writing() as theirs:
            await meanwhile(theirs)
        yield mine, value


async def _case(tx: Transaction, case_id: CaseId) -> Case:
    case = await cases.get(tx, case_id)
    assert case is not None
    return case


async def _waiting(store: Store) -> tuple[CaseId, Person]:
    async with store.writing() as tx:
        return await a_case(tx), await a_worker(tx)


async def _taken(store: Store) -> tuple[CaseId, Person]:
    case_id, sam = await _waiting(store)
    async with store.writing() as tx:
        await a_worker(tx, 7002, Role.COORDINATOR)
        await take_case(_ctx(tx), sam, case_id)
    async with store.reading() as tx:
        return case_id, await again(tx, sam.id)


async def test_a_message_written_while_the_case_is_taken_reaches_the_worker(store: Store) -> None:
    case_id, sam = await _waiting(store)
    async with _stale(
        store, lambda tx: _case(tx, case_id), lambda tx: take_case(_ctx(tx), sam, case_id)
    ) as (tx, case):
        await pass_from_person(_ctx(tx), case, WRITTEN, Passing.PASS)
    async with store.reading() as tx:
        [message] = await messages.of_case(tx, case_id, list(State))
        assert message.state is State.LEAVING


async def test_a_message_written_while_the_worker_is_revoked_waits_for_the_next(
    store: Store,
) -> None:
    case_id, sam = await _taken(store)
    async with _stale(
        store, lambda tx: _case(tx, case_id), lambda tx: revoke_member(_ctx(tx), sam.id)
    ) as (tx, case):
        await pass_from_person(_ctx(tx), case, WRITTEN, Passing.PASS)
    async with store.reading() as tx:
        [message] = await messages.of_case(tx, case_id, list(State))
        assert message.state is State.WAITING
        assert (await _case(tx, case_id)).status is Status.WAITING


async def test_a_worker_revoked_meanwhile_takes_nothing(store: Store) -> None:
    case_id, sam = await _waiting(store)
    async with store.writing() as tx:
        await a_worker(tx, 7002, Role.COORDINATOR)
    async with _stale(
        store, lambda tx: again(tx, sam.id), lambda tx: revoke_member(_ctx(tx), sam.id)
    ) as (tx, me):
        with pytest.raises(NotInTeam):
            await take_case(_ctx(tx), me, case_id)
    async with store.reading() as tx:
        assert (await _case(tx, case_id)).worker_id is None


async def test_of_two_who_take_a_case_one_wins(store: Store) -> None:
    case_id, sam = await _waiting(store)
    async with store.writing() as tx:
        ana = await a_worker(tx, 7003)
    async with _stale(
        store, lambda tx: again(tx, ana.id), lambda tx: take_case(_ctx(tx), sam, case_id)
    ) as (tx, me):
        with pytest.raises(AlreadyTaken):
            await take_case(_ctx(tx), me, case_id)


@pytest.mark.parametrize("how", ["stops", "erases", "is closed", "is handed over"])
async def test_a_worker_who_writes_while_the_case_ends_writes_to_nobody(
    store: Store, how: str
) -> None:
    case_id, sam = await _taken(store)
    async with store.reading() as tx:
        lea = (await _case(tx, case_id)).person_id

    async def ends(tx: Transaction) -> None:
        if how == "stops":
            await end_by_person(_ctx(tx), case_id)
        elif how == "erases":
            await erase_person(_ctx(tx), lea)
        elif how == "is closed":
            await close_case(_ctx(tx), sam.id, case_id, Outcome.INFORMED)
        else:
            await revoke_member(_ctx(tx), sam.id)

    async with _stale(store, lambda tx: again(tx, sam.id), ends) as (tx, me):
        with pytest.raises(NoCase):
            await pass_from_worker(_ctx(tx), me, case_id, WRITTEN)


async def test_what_is_written_while_the_case_closes_goes_with_the_next_request(
    store: Store,
) -> None:
    case_id, sam = await _taken(store)
    async with _stale(
        store,
        lambda tx: _case(tx, case_id),
        lambda tx: close_case(_ctx(tx), sam.id, case_id, Outcome.INFORMED),
    ) as (tx, case):
        assert await pass_from_person(_ctx(tx), case, WRITTEN, Passing.PASS) is None
    async with store.reading() as tx:
        assert await messages.of_case(tx, case_id, list(State)) == []


async def test_when_both_end_it_at_once_it_ends_once(store: Store) -> None:
    case_id, sam = await _taken(store)
    async with _stale(
        store, lambda tx: _case(tx, case_id), lambda tx: end_by_person(_ctx(tx), case_id)
    ) as (tx, _):
        with pytest.raises(NoCase):
            await close_case(_ctx(tx), sam.id, case_id, Outcome.INFORMED)


async def test_a_case_that_ends_leaves_its_worker_with_nothing_chosen(store: Store) -> None:
    case_id, sam = await _taken(store)
    async with store.writing() as tx:
        other = await a_case(tx, 5002)
        await take_case(_ctx(tx), sam, other)
        await memberships.turn_to(tx, sam.id, case_id)
    async with store.writing() as tx:
        await end_by_person(_ctx(tx), case_id)
    async with store.reading() as tx:
        assert (await again(tx, sam.id)).current_case is None


# A timer fires at the same moment


async def _due_day(store: Store) -> tuple[PersonId, Lease]:
    async with store.writing() as tx:
        lea = (await somebody(tx)).id
        challenge = next(iter(shipped().challenges.values()))
        await begin(_ctx(tx), lea, challenge.id, next(iter(challenge.variants)), 17)
        await timers.set_at(tx, DAY, Subject(person=lea), NOW, NOW)
        [lease] = await timers.lease(tx, [DAY], 1, NOW, 10)
    return lea, lease


async def _fires(tx: Transaction, lease: Lease) -> None:
    assert await timers.take(tx, lease)
    await fire(replace(_ctx(tx), shelf=shipped), lease.due)


async def _while_it_fires(
    store: Store, lease: Lease, act: Callable[[Transaction], Awaitable[object]]
) -> None:
    """Somebody acts after a timer did what it does and before that is committed."""

    async def acting() -> None:
        async with store.writing() as tx:
            await act(tx)

    if store.on_sqlite:
        async with store.writing() as tx:
            await _fires(tx, lease)
        await acting()
        return
    async with store.writing() as tx:
        await _fires(tx, lease)
        # What it enqueues is written now, and holds what its rows refer to.
        await tx.connection.execute(text("SELECT count(*) FROM outbox"))
        act_too = asyncio.create_task(acting())
        await _until_somebody_waits(store)
    await act_too


async def _until_somebody_waits(store: Store) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with asyncio.timeout(20), store.reading() as tx:
        while not (await tx.connection.execute(waiting)).scalar_one():  # noqa: ASYNC110  # no event
            await asyncio.sleep(0.01)


async def _unsent_days(store: Store) -> int:
    async with store.reading() as tx:
        rows = await tx.connection.execute(
            text("SELECT count(*) FROM outbox WHERE state = 'queued' AND payload LIKE :day"),
            {"day": '%"challenge-day"%'},
        )
        return int(rows.scalar_one())


async def test_what_a_timer_enqueues_while_its_person_erases_everything_is_not_sent(
    store: Store,
) -> None:
    lea, lease = await _due_day(store)
    await _while_it_fires(store, lease, lambda tx: erase_person(_ctx(tx), lea))
    assert await _unsent_days(store) == 0
    async with store.reading() as tx:
        assert await timers.of(tx, Subject(person=lea)) == {}


async def test_a_challenge_that_is_stopped_while_its_day_is_sent_is_over(store: Store) -> None:
    lea, lease = await _due_day(store)
    await _while_it_fires(store, lease, lambda tx: stop(_ctx(tx), lea))
    async with store.reading() as tx:
        assert await challenges.of(tx, lea) is None
        assert await timers.of(tx, Subject(person=lea)) == {}


async def test_a_challenge_that_is_begun_anew_while_its_day_is_sent_has_one_timer(
    store: Store,
) -> None:
    lea, lease = await _due_day(store)
    other = NOW + timedelta(hours=9)
    await _while_it_fires(
        store, lease, lambda tx: begin(replace(_ctx(tx), now=other), lea, "other", "person", 12)
    )
    async with store.reading() as tx:
        entry = await challenges.of(tx, lea)
        due = await timers.of(tx, Subject(person=lea))
    assert entry == Entry(lea, "other", "person", 12, 1, answered=True)
    assert due == {DAY: next_slot(other, 12, ZoneInfo("Europe/Paris"))}


async def test_an_answer_while_the_lease_ends_stays_with_whoever_answered(store: Store) -> None:
    """The timer read that nobody had answered; the answer was committed before it went on."""
    case_id, sam = await _taken(store)
    late = NOW + timedelta(hours=2)
    async with store.writing() as tx:
        await leases.set_owed(tx, case_id, NOW, nudged_at=NOW + timedelta(minutes=30))
    due = Due(Timer.UNANSWERED, Subject(case=case_id), NOW)

    async def answer(tx: Transaction) -> None:
        await pass_from_worker(_ctx(tx), sam, case_id, WRITTEN)

    async with _stale(store, lambda tx: _case(tx, case_id), answer) as (tx, _):
        await mind_lease(replace(_ctx(tx), now=late), due)
    async with store.reading() as tx:
        assert (await _case(tx, case_id)).worker_id == sam.id


async def test_a_case_given_back_while_it_is_given_back_waits_once(store: Store) -> None:
    case_id, sam = await _taken(store)
    async with store.reading() as tx:
        epoch = (await _case(tx, case_id)).epoch

    async def gives_back(tx: Transaction) -> object:
        return await give_back_case(_ctx(tx), sam.id, case_id, epoch)

    async with _stale(store, lambda tx: _case(tx, case_id), gives_back) as (tx, _):
        with pytest.raises(NoCase):
            await gives_back(tx)
    async with store.reading() as tx:
        assert (await _case(tx, case_id)).epoch == epoch + 1


async def test_an_alert_that_is_repeated_while_the_case_is_taken_rings_nowhere(
    store: Store,
) -> None:
    case_id, sam = await _waiting(store)
    due = Due(Timer.ALERT, Subject(case=case_id), NOW)
    async with _stale(
        store, lambda tx: _case(tx, case_id), lambda tx: take_case(_ctx(tx), sam, case_id)
    ) as (tx, _):
        await repeat_alert(_ctx(tx), due)
    async with store.reading() as tx:
        assert await alerts.of(tx, case_id) == []
        assert set(await timers.of(tx, Subject(case=case_id))) == {Timer.UNANSWERED}


async def test_a_case_moved_while_it_is_taken_stays_where_it_was_taken(store: Store) -> None:
    case_id, sam = await _waiting(store)
    async with store.reading() as tx:
        lea = await again(tx, (await _case(tx, case_id)).person_id)
    async with _stale(
        store, lambda tx: _case(tx, case_id), lambda tx: take_case(_ctx(tx), sam, case_id)
    ) as (tx, _):
        await choose_territory(_ctx(tx), lea, "vallon-clair")
    async with store.reading() as tx:
        case = await _case(tx, case_id)
        assert (case.worker_id, case.territory) == (sam.id, "")


async def test_two_coordinators_who_move_each_other_come_one_after_the_other(
    store: Store,
) -> None:
    async with store.writing() as tx:
        one, two = [await a_worker(tx, 7001 + n, Role.COORDINATOR) for n in range(2)]

    async def moves(who: Person, whom: Person) -> None:
        async with store.writing() as tx:
            await change_places(_ctx(tx), whom.id, "val-de-lune", by=who.id)

    await asyncio.gather(moves(one, two), moves(two, one))
    async with store.reading() as tx:
        for member in (one, two):
            assert await territories.of_member(tx, member.id) == {"val-de-lune"}


async def test_whoever_was_revoked_meanwhile_moves_nobody(store: Store) -> None:
    async with store.writing() as tx:
        claire = await a_worker(tx, 7001, Role.COORDINATOR)
        other = await a_worker(tx, 7002, Role.COORDINATOR)
        sam = await a_worker(tx, 7003)
    async with _stale(
        store, lambda tx: again(tx, other.id), lambda tx: revoke_member(_ctx(tx), other.id)
    ) as (tx, _):
        with pytest.raises(NotCoordinator):
            await change_places(_ctx(tx), sam.id, "val-de-lune", by=other.id)
        with pytest.raises(NotInTeam):
            await change_places(_ctx(tx), other.id, "val-de-lune", by=claire.id)
