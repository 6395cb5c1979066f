"""Cases and the queue."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.cases import Case, Outcome, Speaker, Status, raised
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId
from bot.store import cases, people, queue
from bot.store.cases import MANY
from bot.store.database import Store, Transaction
from bot.store.queue import Place
from tests.store.steps import CALM, NOW, a_case, a_message, a_worker, again, somebody

HIGH = Verdict(Danger.HIGH, (Topic.MAL_ETRE,), ("suicidal", "alone"))
IMMEDIATE = Verdict(Danger.IMMEDIATE, (Topic.VIOLENCES,), ("weapon",))
HOUR = timedelta(hours=1)


async def _case(tx: Transaction, case_id: CaseId) -> Case:
    case = await cases.get(tx, case_id)
    assert case is not None
    return case


async def test_a_case_comes_back_as_it_was_opened(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001, HIGH)
        case = await _case(tx, case_id)
        assert (case.status, case.danger, case.topic) == (
            Status.WAITING, Danger.HIGH, Topic.MAL_ETRE,
        )  # fmt: skip
        assert case.why == ("suicidal", "alone")
        assert case.opened_at == NOW
        assert case.pseudonym == "Loutre 5001"
        assert not case.images_accepted
        assert await cases.get(tx, CaseId(99)) is None


async def test_nobody_has_two_open_cases(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
        first = await cases.add(tx, person.id, CALM, NOW)
        with pytest.raises(IntegrityError):
            async with tx.connection.begin_nested():
                await cases.add(tx, person.id, CALM, NOW)
        await cases.close(tx, first, Outcome.INFORMED, NOW)
        second = await cases.add(tx, person.id, CALM, NOW)
        opened = await cases.open_of(tx, person.id)
        assert opened is not None
        assert opened.id == second
        assert await cases.all_of(tx, person.id) == [first, second]


async def test_a_taken_case_is_still_somebodys_open_case(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        await cases.take(tx, case_id, (await a_worker(tx)).id, NOW)
        person = (await _case(tx, case_id)).person_id
        opened = await cases.open_of(tx, person)
        assert opened is not None
        assert opened.status is Status.TAKEN


async def test_a_case_is_taken_once_and_closed_once(store: Store) -> None:
    async with store.writing() as tx:
        case_id, sam = await a_case(tx), await a_worker(tx, 7001)
        other = await a_worker(tx, 7002)
        assert await cases.take(tx, case_id, sam.id, NOW)
        assert not await cases.take(tx, case_id, other.id, NOW)
        assert not await cases.take(tx, case_id, sam.id, NOW)
        assert (await _case(tx, case_id)).worker_id == sam.id
        assert await cases.close(tx, case_id, Outcome.LISTENED, NOW)
        assert not await cases.close(tx, case_id, Outcome.INFORMED, NOW)
        assert not await cases.take(tx, case_id, other.id, NOW)
        assert await cases.open_of(tx, (await _case(tx, case_id)).person_id) is None


async def test_a_workers_cases_are_listed_oldest_first(store: Store) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx)
        late, early = await a_case(tx, 5001), await a_case(tx, 5002)
        await cases.take(tx, late, sam.id, NOW + HOUR)
        await cases.take(tx, early, sam.id, NOW)
        await cases.take(tx, await a_case(tx, 5003), (await a_worker(tx, 7002)).id, NOW)
        assert [case.id for case in await cases.taken_by(tx, sam.id)] == [early, late]


async def test_a_case_given_back_waits_at_the_place_it_had(store: Store) -> None:
    async with store.writing() as tx:
        first, second = await a_case(tx, 5001), await a_case(tx, 5002, now=NOW + HOUR)
        await cases.take(tx, first, (await a_worker(tx)).id, NOW)
        await cases.set_speaker(tx, first, Speaker.WORKER, NOW)
        await cases.requeue(tx, await _case(tx, first))
        assert [case.id for case in await queue.first(tx, 10)] == [first, second]
        back = await _case(tx, first)
        assert (back.worker_id, back.taken_at, back.speaker) == (None, None, None)


async def test_a_closed_case_is_not_given_back(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        await cases.close(tx, case_id, Outcome.CANCELLED, NOW)
        await cases.requeue(tx, await _case(tx, case_id))
        assert (await _case(tx, case_id)).status is Status.CLOSED


async def test_what_is_noted_of_a_cases_urgency_stays(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        worse = raised(await _case(tx, case_id), HIGH)
        await cases.set_urgency(tx, worse)
        assert await _case(tx, case_id) == worse
        intimate = raised(worse, Verdict(Danger.MODERATE, (Topic.IMAGES_INTIMES,)))
        await cases.set_urgency(tx, intimate)
        assert (await _case(tx, case_id)).images_barred


async def test_danger_goes_before_those_who_waited_longer(store: Store) -> None:
    async with store.writing() as tx:
        calm = await a_case(tx, 5001, CALM, NOW - HOUR)
        high = await a_case(tx, 5002, HIGH)
        immediate = await a_case(tx, 5003, IMMEDIATE, NOW + HOUR)
        assert [case.id for case in await queue.first(tx, 10)] == [immediate, high, calm]
        assert [case.id for case in await queue.first(tx, 1)] == [immediate]
        assert await queue.place(tx, calm) == Place(3)
        assert await queue.place(tx, immediate) == Place(1)
        assert await queue.count(tx) == 3


async def test_those_who_asked_at_the_same_moment_are_served_in_order(store: Store) -> None:
    async with store.writing() as tx:
        asked = [await a_case(tx, 5001 + n) for n in range(3)]
        assert [case.id for case in await queue.first(tx, 10)] == asked
        assert await queue.place(tx, asked[1]) == Place(2)


async def test_a_case_that_does_not_wait_has_no_place(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        await cases.take(tx, case_id, (await a_worker(tx)).id, NOW)
        assert await queue.place(tx, case_id) is None
        assert await queue.place(tx, CaseId(99)) is None
        assert await queue.first(tx, 10) == []


@pytest.mark.parametrize("typed", ["Écureuil doré", "écureuil doré", "ÉCUREUIL DORÉ"])
async def test_a_waiting_case_is_found_by_its_pseudonym_whatever_the_capitals(
    store: Store, typed: str
) -> None:
    async with store.writing() as tx:
        person = await somebody(tx, 5001, "Écureuil doré")
        case_id = await cases.add(tx, person.id, CALM, NOW)
        found = await queue.named(tx, typed)
        assert found is not None
        assert found.id == case_id
        assert await queue.named(tx, "Loutre bleue") is None
        await cases.take(tx, case_id, (await a_worker(tx)).id, NOW)
        assert await queue.named(tx, typed) is None


async def test_what_is_noted_in_a_case_stays(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        assert not await cases.has_messages(tx, case_id)
        await a_message(tx, case_id)
        await cases.set_speaker(tx, case_id, Speaker.FORWARD, NOW)
        await cases.accept_images(tx, case_id)
        case = await _case(tx, case_id)
        assert case.speaker is Speaker.FORWARD
        assert case.images_accepted
        assert await cases.has_messages(tx, case_id)


async def test_a_case_is_rated_once_and_its_triage_judged_once(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        assert [await cases.rate_once(tx, case_id) for _ in range(2)] == [True, False]
        assert [await cases.judge_once(tx, case_id) for _ in range(2)] == [True, False]


async def test_a_case_keeps_no_worker_who_is_gone(store: Store) -> None:
    async with store.writing() as tx:
        case_id, sam = await a_case(tx), await a_worker(tx)
        await cases.take(tx, case_id, sam.id, NOW)
        await people.remove(tx, sam.id)
        assert (await _case(tx, case_id)).worker_id is None
        assert (await again(tx, (await _case(tx, case_id)).person_id)).pseudonym == "Loutre 5001"


async def test_a_very_long_queue_is_not_counted_to_its_end(store: Store) -> None:
    async with store.writing() as tx:
        for number in range(MANY + 3):
            await a_case(tx, 10_000 + number, CALM, NOW - HOUR)
        last = await a_case(tx, 5001)
        assert await queue.place(tx, last) == Place(MANY + 1)
        assert await queue.count(tx) == MANY
