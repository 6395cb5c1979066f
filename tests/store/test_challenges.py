"""Challenges over days: one a person, due in time, advanced once, gone with the person."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import PersonId
from bot.store import challenges, people
from bot.store.challenges import Entry
from bot.store.database import Store
from tests.store.steps import NOW, somebody

DAY = timedelta(days=1)


def entry(person: PersonId) -> Entry:
    return Entry(person, "dix-jours", "family", 17, 1, NOW, answered=True)


async def test_somebody_takes_part_in_one_challenge_at_a_time(store: Store) -> None:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001, "Loutre bleue")).id
        assert await challenges.of(tx, person) is None
        await challenges.join(tx, entry(person))
        other = replace(entry(person), challenge="autre", hour=18)
        await challenges.join(tx, other)
        assert await challenges.of(tx, person) == other


async def test_what_is_due_is_found_and_nothing_else(store: Store) -> None:
    async with store.writing() as tx:
        first = (await somebody(tx, 5001, "Loutre bleue")).id
        second = (await somebody(tx, 5002, "Renard vert")).id
        await challenges.join(tx, entry(first))
        await challenges.join(tx, replace(entry(second), next_at=NOW + DAY))
        assert await challenges.due(tx, NOW - DAY, 10) == []
        assert await challenges.due(tx, NOW, 10) == [entry(first)]
        assert len(await challenges.due(tx, NOW + DAY, 10)) == 2
        assert len(await challenges.due(tx, NOW + DAY, 1)) == 1


async def test_a_day_is_advanced_by_one_process_only(store: Store) -> None:
    async with store.writing() as tx:
        person = (await somebody(tx, 5001, "Loutre bleue")).id
        await challenges.join(tx, entry(person))
    seen = entry(person)
    async with store.writing() as tx:
        assert await challenges.advance(tx, seen, 2, NOW + DAY)
    async with store.writing() as tx:
        assert not await challenges.advance(tx, seen, 2, NOW + DAY)
        later = await challenges.of(tx, person)
    assert later == replace(seen, day=2, next_at=NOW + DAY, answered=False)


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
        assert await challenges.due(tx, NOW, 10) == []
