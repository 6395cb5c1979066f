"""Questions to the team and kept answers, on both databases."""

from datetime import timedelta

from bot.domain.enquiries import WRITTEN_IN, Wording
from bot.store import enquiries, people, team_answers
from bot.store.database import Store, Transaction
from tests.store.steps import NOW, a_worker, somebody

HERE = "val-de-lune"
LATER = NOW + timedelta(days=1)


async def _asked(tx: Transaction, number: int = 1) -> int:
    lea = await somebody(tx, 5000 + number)
    asked = await enquiries.add(tx, lea.id, 41, HERE, NOW)
    assert asked is not None
    assert await enquiries.add(tx, lea.id, 41, HERE, NOW) is None, "one message, one question"
    return asked


async def test_it_is_taken_up_by_one_and_settled_once(store: Store) -> None:
    async with store.writing() as tx:
        sam, ines = await a_worker(tx, 7001), await a_worker(tx, 7002)
        asked = await _asked(tx)
        assert await enquiries.take_up(tx, asked, sam.id, NOW)
        assert not await enquiries.take_up(tx, asked, ines.id, NOW + WRITTEN_IN / 2)
        assert await enquiries.take_up(tx, asked, ines.id, NOW + WRITTEN_IN)
        at_hand = await enquiries.at_hand(tx, ines.id)
        assert at_hand is not None
        assert await enquiries.at_hand(tx, sam.id) is None
        answer = await team_answers.add(tx, HERE, Wording("a", "b"), ines.id, NOW, LATER)
        await enquiries.revise(tx, asked)
        assert not await enquiries.settle(tx, at_hand, ines.id, answer, NOW), "it was edited"
        now = await enquiries.lock(tx, asked)
        assert now is not None
        assert await enquiries.settle(tx, now, ines.id, answer, NOW)
        assert not await enquiries.settle(tx, now, ines.id, answer, NOW)
        assert await enquiries.count_waiting(tx, {HERE}) == 0


async def test_those_that_wait_come_in_order_where_they_were_asked(store: Store) -> None:
    async with store.writing() as tx:
        first, second = await _asked(tx, 1), await _asked(tx, 2)
        assert [one.id for one in await enquiries.waiting(tx, {HERE}, 5)] == [first, second]
        assert [one.id for one in await enquiries.waiting(tx, None, 1)] == [first]
        assert await enquiries.waiting(tx, {"ailleurs"}, 5) == []


async def test_each_late_one_is_told_once(store: Store) -> None:
    async with store.writing() as tx:
        asked = await _asked(tx)
        assert [one.id for one in await enquiries.late(tx, LATER)] == [asked]
        assert await enquiries.late(tx, LATER) == []
        assert [one.id for one in await enquiries.unanswered(tx, LATER)] == [asked]


async def test_it_goes_with_whoever_asked_and_an_answer_outlives_its_question(
    store: Store,
) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx)
        asked = await _asked(tx)
        await enquiries.note_reader(tx, asked, sam.id)
        answer = await team_answers.add(tx, HERE, Wording("a", "b"), sam.id, NOW, NOW)
        now = await enquiries.lock(tx, asked)
        assert now is not None
        await enquiries.settle(tx, now, sam.id, answer, NOW)
        assert await team_answers.purge(tx, LATER) == 0, "who asked is known still"
        await people.remove(tx, now.person)
        assert await enquiries.get(tx, asked) is None
        assert await enquiries.readers(tx, asked) == []
        assert await team_answers.purge(tx, LATER) == 1
        assert await team_answers.get(tx, answer) is None
