"""Timers as rows: one of a kind per subject, leased by one process, gone with whom they concern."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.people import CaseId, PersonId
from bot.domain.timers import BOT, Due, Kind, Subject
from bot.store import cases, people, timers
from bot.store.database import Store, Transaction
from bot.store.timers import LEASE_LASTS, Lease
from tests.store.steps import NOW, a_case, somebody

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
DAY = Kind.CHALLENGE_DAY
EVERY = tuple(Kind)


async def _lease(
    store: Store, holder: int = 1, *, after: timedelta = timedelta(0), former: int | None = None
) -> list[Lease]:
    async with store.writing() as tx:
        return await timers.lease(tx, EVERY, holder, NOW + after, 100, former=former)


async def _take(store: Store, lease: Lease) -> bool:
    async with store.writing() as tx:
        return await timers.take(tx, lease)


async def _subjects(tx: Transaction) -> tuple[Subject, Subject, Subject]:
    case = await a_case(tx, 5001)
    person = (await somebody(tx, 5002)).id
    return Subject(case=case), Subject(person=person), BOT


async def test_a_subject_has_one_timer_of_a_kind_and_the_last_one_set_holds(store: Store) -> None:
    async with store.writing() as tx:
        subjects = await _subjects(tx)
        for subject in subjects:
            await timers.set_at(tx, DAY, subject, NOW + HOUR, NOW)
            await timers.set_at(tx, DAY, subject, NOW + MINUTE, NOW)
            await timers.set_if_none(tx, DAY, subject, NOW + HOUR, NOW)
            await timers.set_if_none(tx, Kind.OLD_UPDATES, subject, NOW + HOUR, NOW)
            expected = {DAY: NOW + MINUTE, Kind.OLD_UPDATES: NOW + HOUR}
            assert await timers.of(tx, subject) == expected
    leased = await _lease(store, after=MINUTE)
    assert [one.due for one in leased] == [Due(DAY, one, NOW + MINUTE) for one in subjects]


async def test_two_subjects_do_not_share_a_timer(store: Store) -> None:
    async with store.writing() as tx:
        lea, tom = (await somebody(tx, 5001)).id, (await somebody(tx, 5002)).id
        await timers.set_at(tx, DAY, Subject(person=lea), NOW, NOW)
        await timers.set_at(tx, DAY, Subject(person=tom), NOW, NOW)
        assert await timers.cancel(tx, DAY, Subject(person=lea))
        assert not await timers.cancel(tx, DAY, Subject(person=lea))
        assert await timers.of(tx, Subject(person=lea)) == {}
        assert await timers.of(tx, Subject(person=tom)) == {DAY: NOW}
        assert await timers.of(tx, BOT) == {}


def test_a_timer_is_about_a_case_or_a_person() -> None:
    with pytest.raises(ValueError, match="a case or about a person"):
        Subject(CaseId(1), PersonId(1))


async def test_what_is_due_is_leased_the_longest_waiting_first(store: Store) -> None:
    async with store.writing() as tx:
        for n, after in enumerate((2 * MINUTE, MINUTE, HOUR)):
            person = (await somebody(tx, 5001 + n)).id
            await timers.set_at(tx, DAY, Subject(person=person), NOW + after, NOW)
        assert await timers.next_due(tx, NOW) == NOW + MINUTE
        assert await timers.next_due(tx, NOW + MINUTE) == NOW + 2 * MINUTE
        assert await timers.next_due(tx, NOW + HOUR) is None
    assert await _lease(store) == []
    due = await _lease(store, after=2 * MINUTE)
    assert [one.due.due_at for one in due] == [NOW + MINUTE, NOW + 2 * MINUTE]


async def test_a_kind_that_this_program_does_not_know_is_left_alone(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
        await tx.connection.execute(text("UPDATE timers SET kind = 'of-a-newer-version'"))
    assert await _lease(store) == []


async def test_another_bots_timers_are_not_ours(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
        await tx.connection.execute(text("UPDATE timers SET bot_id = 1"))
        await timers.set_at(tx, DAY, BOT, NOW + HOUR, NOW)
    assert await _lease(store) == []


async def test_of_two_processes_one_gets_the_lease(store: Store, another_store: Store) -> None:
    async with store.writing() as tx:
        for n in range(40):
            person = (await somebody(tx, 5001 + n)).id
            await timers.set_at(tx, DAY, Subject(person=person), NOW, NOW)

    async def some(at: Store, holder: int) -> list[Lease]:
        async with at.writing() as tx:
            return await timers.lease(tx, EVERY, holder, NOW, 7)

    rounds = [some(at, holder) for holder in range(6) for at in (store, another_store)]
    leased = [one.id for some in await asyncio.gather(*rounds) for one in some]
    assert len(leased) == len(set(leased)) == 40


async def test_a_lease_ends_and_whoever_had_it_can_fire_no_more(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    (old,) = await _lease(store, 1)
    assert await _lease(store, 2, after=LEASE_LASTS - SECOND) == []
    (new,) = await _lease(store, 2, after=LEASE_LASTS)
    assert not await _take(store, old)
    async with store.writing() as tx:
        assert not await timers.postpone(tx, old, NOW)
    assert await _take(store, new)
    assert not await _take(store, new)


async def test_a_process_gets_back_at_once_what_it_could_not_fire(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    await _lease(store, 1)
    assert await _lease(store, 2, former=3) == []
    assert len(await _lease(store, 2, former=1)) == 1


async def test_a_process_that_is_alone_ends_the_leases_of_the_dead(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    await _lease(store, 1)
    async with store.writing() as tx:
        assert await timers.release_all(tx) == 1
    assert len(await _lease(store, 2)) == 1


@pytest.mark.parametrize("anew", [True, False])
async def test_setting_or_cancelling_a_timer_ends_its_lease(store: Store, *, anew: bool) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    (lease,) = await _lease(store)
    async with store.writing() as tx:
        if anew:
            await timers.set_at(tx, DAY, BOT, NOW + HOUR, NOW)
        else:
            await timers.cancel(tx, DAY, BOT)
    assert not await _take(store, lease)
    assert len(await _lease(store, 2, after=HOUR)) == int(anew)


async def test_what_fires_and_is_set_anew_is_another_timer(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    (lease,) = await _lease(store)
    async with store.writing() as tx:
        assert await timers.take(tx, lease)
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    assert not await _take(store, lease)
    assert len(await _lease(store, 2)) == 1


async def test_a_firing_that_is_undone_leaves_the_timer(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    (lease,) = await _lease(store)
    with pytest.raises(RuntimeError):
        await _taken_in_vain(store, lease)
    assert await _take(store, lease)


async def _taken_in_vain(store: Store, lease: Lease) -> None:
    async with store.writing() as tx:
        assert await timers.take(tx, lease)
        raise RuntimeError


async def test_what_fails_rests_longer_each_time_and_keeps_when_it_was_due(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    pauses, at = [], timedelta(0)
    for holder in range(9):
        (lease,) = await _lease(store, holder, after=at)
        assert lease.due.due_at == NOW
        assert lease.attempts == holder
        async with store.writing() as tx:
            assert await timers.postpone(tx, lease, NOW + at)
        pause = timedelta(0)
        while not await _lease(store, 100 + holder, after=at + pause):
            pause += SECOND
            assert pause < HOUR
        async with store.writing() as tx:
            await timers.release_all(tx)
        pauses.append(pause)
        at += pause
    assert pauses == sorted(pauses)
    assert pauses[0] < 10 * SECOND
    assert pauses[-1] <= 5 * MINUTE


async def test_setting_a_timer_anew_forgets_its_failures(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    (lease,) = await _lease(store)
    async with store.writing() as tx:
        await timers.postpone(tx, lease, NOW)
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
    (again,) = await _lease(store, 2)
    assert again.attempts == 0


# The clock jumps


async def test_a_timer_that_was_set_while_the_clock_was_ahead_is_due(store: Store) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW + 7 * HOUR, NOW + 6 * HOUR)
        await timers.set_at(tx, Kind.OLD_UPDATES, BOT, NOW + HOUR, NOW + 4 * SECOND)
    (due,) = await _lease(store)
    assert due.due.kind is DAY


async def test_a_lease_or_a_pause_from_a_clock_that_was_ahead_holds_up_nothing(
    store: Store,
) -> None:
    async with store.writing() as tx:
        await timers.set_at(tx, DAY, BOT, NOW, NOW)
        await timers.set_at(tx, Kind.OLD_UPDATES, BOT, NOW, NOW)
    _, other = await _lease(store, 1, after=6 * HOUR)
    async with store.writing() as tx:
        await timers.postpone(tx, other, NOW + 6 * HOUR)
    assert len(await _lease(store, 2)) == 2


# What goes with it


async def test_a_timer_goes_with_its_case_and_its_person(store: Store) -> None:
    async with store.writing() as tx:
        case, person, _ = await _subjects(tx)
        assert case.case is not None
        assert person.person is not None
        for subject in (case, person, BOT):
            await timers.set_at(tx, DAY, subject, NOW, NOW)
        await cases.remove_all(tx, [case.case])
        await people.remove(tx, person.person)
    assert [one.due.subject for one in await _lease(store)] == [BOT]


async def test_every_timer_of_somebody_is_cancelled_and_no_other(store: Store) -> None:
    async with store.writing() as tx:
        case, person, _ = await _subjects(tx)
        for subject in (case, person, BOT):
            for kind in Kind:
                await timers.set_at(tx, kind, subject, NOW, NOW)
        await timers.cancel_all(tx, person)
        assert await timers.of(tx, person) == {}
        assert len(await timers.of(tx, case)) == len(await timers.of(tx, BOT)) == len(Kind)


async def test_firing_and_ending_the_same_case_do_not_lock_each_other_out(
    store: Store, another_store: Store
) -> None:
    """PostgreSQL would undo one of two that take the same locks in another order."""
    for n in range(20):
        async with store.writing() as tx:
            case = await a_case(tx, 5001 + n)
            await timers.set_at(tx, DAY, Subject(case=case), NOW, NOW)
        (lease,) = await _lease(store, n)
        fired, _ = await asyncio.gather(_fire(store, lease, case), _end(another_store, case))
        assert fired in {True, False}
        async with store.reading() as tx:
            assert await timers.of(tx, Subject(case=case)) == {}


async def _fire(store: Store, lease: Lease, case: CaseId) -> bool:
    async with store.writing() as tx:
        fired = await timers.take(tx, lease)
        await cases.lock(tx, case)
        return fired


async def _end(store: Store, case: CaseId) -> None:
    async with store.writing() as tx:
        await cases.lock(tx, case)
        await timers.cancel(tx, DAY, Subject(case=case))
