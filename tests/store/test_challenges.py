"""Challenges over days: one a person, a day after the other, gone with the person."""

from dataclasses import replace

from bot.domain.people import PersonId
from bot.store import challenges, people
from bot.store.challenges import Entry
from bot.store.database import Store
from tests.store.steps import somebody


def entry(person: PersonId) -> Entry:
    return Entry(person, "dix-jours", "family", 17, 1, answered=True)


async def test_somebody_takes_part_in_one_challenge_at_a_time(store: Store) -> None:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001, "Loutre bleue")).id
        assert await challenges.of(tx, person) is None
        await challenges.join(tx, entry(person))
        other = replace(entry(person), challenge="autre", hour=18)
        await challenges.join(tx, other)
        assert await challenges.of(tx, person) == other


async def test_the_next_day_begins_with_nothing_added(store: Store) -> None:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001, "Loutre bleue")).id
        await challenges.join(tx, entry(person))
        await challenges.advance(tx, person)
        later = await challenges.of(tx, person)
    assert later == replace(entry(person), day=2, answered=False)


async def test_a_moment_is_remembered_until_the_next_day_is_sent(store: Store) -> None:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001, "Loutre bleue")).id
        await challenges.join(tx, replace(entry(person), answered=False))
        await challenges.note_moment(tx, person)
        assert await challenges.of(tx, person) == entry(person)


async def test_leaving_or_erasing_leaves_nothing(store: Store) -> None:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001, "Loutre bleue")).id
        await challenges.join(tx, entry(person))
        assert await challenges.leave(tx, person)
        assert not await challenges.leave(tx, person)
        await challenges.join(tx, entry(person))
        await people.remove(tx, person)
        assert await challenges.of(tx, person) is None
