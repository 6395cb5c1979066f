"""Which topic of a worker's chat is which case's, and where what is said of the case goes."""

from datetime import timedelta

from bot.domain.screens import Notice
from bot.store import cases, claims, outbox, people, retention, topics
from bot.store.cargo import Show
from bot.store.database import Store, Transaction
from bot.store.glances import Standing, look_again
from bot.store.parcels import Lane, Parcel
from bot.store.topics import State, Topic
from tests.store.steps import NOW, a_case, a_worker


async def test_a_topic_is_known_until_its_case_is_forgotten(store: Store) -> None:
    async with store.writing() as tx:
        sam, noe = await a_worker(tx, 7001), await a_worker(tx, 7002)
        one, other = await a_case(tx), await a_case(tx, 5002)
        await topics.note(tx, one, sam.id, 71)
        await topics.note(tx, other, sam.id, 72)
        await topics.note(tx, one, noe.id, 71)
        assert await topics.case_in(tx, sam.id, 71) == one
        assert await topics.case_in(tx, sam.id, 72) == other
        assert await topics.case_in(tx, sam.id, 73) is None
        assert set(await topics.of_cases(tx, [one])) == {Topic(sam.id, 71), Topic(noe.id, 71)}
        assert {topic.thread for topic in await topics.of_person(tx, sam.id)} == {71, 72}
        # A new one takes the place of the one that is gone.
        await topics.note(tx, one, sam.id, 74)
        assert await topics.case_in(tx, sam.id, 71) is None
        await topics.forget(tx, one)
        assert await topics.of_cases(tx, [one]) == []
        await cases.remove_all(tx, [other])
        assert await topics.of_person(tx, sam.id) == []


async def test_what_is_about_a_case_goes_to_its_topic_for_as_long_as_it_is_there(
    store: Store,
) -> None:
    async with store.writing() as tx:
        sam, case_id, other = await a_worker(tx), await a_case(tx), await a_case(tx, 5002)
        await topics.note(tx, case_id, sam.id, 71)
        await people.note_thread(tx, sam.id, 99)
        for about in (case_id, other, None):
            outbox.enqueue(tx, sam.id, Show(Notice("hello")), NOW, case_id=about)
        parcels = await claims.claim(tx, Lane.NORMAL, 5, NOW + timedelta(minutes=1), 10)
        about_it, *rest = sorted(parcels, key=lambda parcel: parcel.id)
        mine = await _standing(tx, about_it)
        assert (mine.thread, mine.topic) == (71, State.OPEN)
        for parcel in rest:
            standing = await _standing(tx, parcel)
            assert (standing.thread, standing.topic) == (99, None)
        await topics.lose(tx, sam.id, 71)
        gone = await _standing(tx, about_it)
        assert (gone.thread, gone.topic) == (99, State.GONE)
        await topics.settle_in_chat(tx, case_id, sam.id)
        await topics.lose(tx, sam.id, 71)
        assert (await _standing(tx, about_it)).topic is State.PLAIN
        await topics.note(tx, case_id, sam.id, 75)
        await topics.settle_in_chat(tx, case_id, sam.id)
        assert (await _standing(tx, about_it)).topic is State.OPEN


async def test_a_case_is_under_way_while_something_of_it_is_unsent(store: Store) -> None:
    async with store.writing() as tx:
        sam, case_id = await a_worker(tx), await a_case(tx)
        assert not await retention.is_under_way(tx, case_id)
        outbox.enqueue(tx, sam.id, Show(Notice("hello")), NOW, case_id=case_id)
        assert await retention.is_under_way(tx, case_id)


async def _standing(tx: Transaction, parcel: Parcel) -> Standing:
    [found] = await look_again(tx, [parcel])
    assert isinstance(found, Standing)
    return found
