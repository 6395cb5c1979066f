"""Who was told that somebody waits, and the team as alerts see it."""

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy.dialects import sqlite

from bot.domain.alerts import Step
from bot.domain.people import Role
from bot.store import alerts, cases, memberships, people, territories
from bot.store.database import Store
from tests.store.steps import NOW, a_case, a_worker, again


async def test_an_alert_knows_who_was_told_when_and_as_which_message(store: Store) -> None:
    async with store.writing() as tx:
        sam, case_id = await a_worker(tx), await a_case(tx)
        case = await cases.get(tx, case_id)
        assert case is not None
        await alerts.note(tx, case, sam.id, Step.TEAM, NOW)
        await alerts.note_sent(tx, case_id, sam.id, case.epoch + 1, 80)
        await alerts.note_sent(tx, case_id, sam.id, case.epoch, 81)
        [told] = await alerts.of(tx, case_id)
        assert (told.person, told.step, told.told_at) == (sam.id, Step.TEAM, NOW)
        assert (told.sent_id, told.failed) == (81, False)
        await alerts.note_failed(tx, case_id, sam.id, case.epoch)
        await alerts.note(tx, case, sam.id, Step.NEIGHBOURS, NOW)
        [told] = await alerts.of(tx, case_id)
        assert (told.step, told.sent_id, told.failed) == (Step.NEIGHBOURS, None, False)
        await alerts.forget(tx, case_id)
        assert await alerts.of(tx, case_id) == []


async def test_the_team_is_known_with_what_it_bears_and_where_it_works(store: Store) -> None:
    async with store.writing() as tx:
        claire, sam = await a_worker(tx, 7001, Role.COORDINATOR), await a_worker(tx, 7002)
        gone = await a_worker(tx, 7003)
        await memberships.revoke(tx, gone.id, NOW)
        await memberships.set_capacity(tx, sam.id, 5)
        await territories.set_of_member(tx, sam.id, {"lune", "vallon"})
        await cases.take(tx, await a_case(tx), sam.id, NOW)
        await people.note_blocked(tx, claire.id, NOW, NOW)
        first, second = await alerts.team(tx)
        assert (first.id, first.role, first.reachable) == (claire.id, Role.COORDINATOR, False)
        assert (second.id, second.load, second.capacity) == (sam.id, 1, 5)
        assert second.territories == {"lune", "vallon"}
        assert second.available
        assert [one.id for one in await alerts.team(tx, {sam.id})] == [claire.id]


async def test_a_member_who_goes_takes_their_territories_along(store: Store) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx)
        await territories.set_of_member(tx, sam.id, {"lune"})
        await territories.set_of_person(tx, sam.id, "lune")
        assert (await again(tx, sam.id)).territory == "lune"
        await people.remove(tx, sam.id)
        assert await territories.of_member(tx, sam.id) == frozenset()


def test_the_team_is_found_from_the_members_not_among_all_who_ever_wrote(
    migrated_file: Path,
) -> None:
    compiled = alerts._TEAM.compile(dialect=sqlite.dialect())
    with contextlib.closing(sqlite3.connect(migrated_file)) as database:
        given = [None] * len(compiled.positiontup or ())
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {compiled}", given)]
    assert any(step.startswith("SEARCH people USING INTEGER PRIMARY KEY") for step in plan), plan
    assert any("ix_cases_worker" in step for step in plan), plan
