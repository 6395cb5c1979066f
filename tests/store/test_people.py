"""The door between a Telegram id and a pseudonym, and the team."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.people import CaseId, PersonId, Role, Signature
from bot.store import cases, memberships, people, queue, tables
from bot.store.database import Store
from bot.store.prepared import heard
from tests.databases import SECRET, vault
from tests.store.steps import NOW, a_case, a_worker, again, somebody

LATER = NOW + timedelta(days=3)


async def test_somebody_is_found_by_their_telegram_id_and_by_ours(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx, 5001, "Loutre bleue")
        assert await people.find(tx, 5001) == person == await people.get(tx, person.id)
        assert await people.find(tx, 5002) is None
        assert await people.get(tx, PersonId(99)) is None


async def test_a_pseudonym_in_use_is_passed_over(store: Store) -> None:
    async with store.writing() as tx:
        await somebody(tx, 5001, "Loutre bleue")
        second = await people.add(tx, 5002, ["Loutre bleue", "Renard vert"], NOW)
        assert second.pseudonym == "Renard vert"


async def test_when_every_pseudonym_is_taken_nobody_is_added(store: Store) -> None:
    async with store.writing() as tx:
        await somebody(tx, 5001, "Loutre bleue")
        with pytest.raises(LookupError):
            await people.add(tx, 5002, ["Loutre bleue"], NOW)
        assert await people.find(tx, 5002) is None


async def test_meeting_again_gives_the_same_person(store: Store) -> None:
    async with store.writing() as tx:
        first = await somebody(tx, 5001, "Loutre bleue")
        assert (await people.add(tx, 5001, ["Renard vert"], NOW)).id == first.id


async def test_the_telegram_id_is_not_in_the_table_but_can_be_written_to(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx, 5_123_456_789)
        assert await people.telegram_id(tx, person.id) == 5_123_456_789
        assert await people.telegram_id(tx, PersonId(99)) is None
        row = (await tx.connection.execute(select(tables.people))).one()
    kept = [str(value) for value in row] + [
        value.decode("latin-1") for value in row if isinstance(value, bytes)
    ]
    assert not any("5123456789" in value for value in kept if not value.startswith("Loutre"))


async def test_after_a_change_of_keys_people_are_still_known(store: Store, url: str) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
    changed = Store(url, vault(store.vault.bot_id, b"n" * 32, SECRET))
    async with changed.writing() as tx:
        assert await people.find(tx, 5001) == person
        assert await people.telegram_id(tx, person.id) == 5001
    await changed.close()


async def test_another_bot_in_the_same_database_knows_nobody(store: Store, url: str) -> None:
    async with store.writing() as tx:
        await a_worker(tx, 5001)
        await a_case(tx, 5002)
    other = Store(url, vault(42))
    async with other.writing() as tx:
        assert await people.find(tx, 5001) is None
        assert await memberships.team(tx) == []
        assert await queue.first(tx, 10) == []
        assert await queue.count(tx) == 0
    await other.close()


async def test_somebody_who_blocked_the_bot_can_be_reached_once_they_write(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
        await people.note_blocked(tx, person.id, NOW, NOW)
        assert (await again(tx, person.id)).unreachable
        await people.note_seen(tx, person.id, LATER)
        seen = await again(tx, person.id)
    assert not seen.unreachable
    assert seen.last_seen == LATER


async def test_whoever_came_back_since_did_not_block_the_bot_unless_the_clock_went_back(
    store: Store,
) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
        await people.note_seen(tx, person.id, LATER)
        assert not await people.note_blocked(tx, person.id, NOW, LATER)
        assert not (await again(tx, person.id)).unreachable
        assert await people.note_blocked(tx, person.id, LATER, LATER)
        await people.note_seen(tx, person.id, LATER)
        assert await people.note_blocked(tx, person.id, NOW, NOW)
        assert (await again(tx, person.id)).unreachable


async def test_a_topic_is_forgotten_unless_somebody_wrote_in_another_since(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
        await people.note_thread(tx, person.id, 7)
        await people.forget_thread(tx, person.id, 6)
        assert (await again(tx, person.id)).thread_id == 7
        await people.forget_thread(tx, person.id, 7)
        assert (await again(tx, person.id)).thread_id is None


async def test_a_question_is_remembered_until_it_is_taken_back(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
        await people.ask(tx, person.id, "signature")
        assert (await again(tx, person.id)).question == "signature"
        await people.ask(tx, person.id, None)
        assert (await again(tx, person.id)).question is None


async def test_whoever_asked_for_an_erasure_is_somebody_new_but_can_get_the_receipt(
    store: Store,
) -> None:
    async with store.writing() as tx:
        person = await somebody(tx, 5001, "Loutre bleue")
        await people.forget_link(tx, person.id)
        assert await people.find(tx, 5001) is None
        assert await people.telegram_id(tx, person.id) == 5001
        newcomer = await somebody(tx, 5001, "Loutre bleue")
    assert newcomer.id != person.id


async def test_an_id_is_never_used_again(store: Store) -> None:
    async with store.writing() as tx:
        first = await somebody(tx, 5001)
        await people.remove(tx, first.id)
        assert (await somebody(tx, 5001)).id > first.id


async def test_removing_somebody_removes_every_row_about_them(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001)
        person = await people.find(tx, 5001)
        assert person is not None
        await people.remove(tx, person.id)
        assert await people.get(tx, person.id) is None
        assert await cases.get(tx, case_id) is None


# The team


async def test_a_worker_is_available_at_first_and_a_coordinator_is_not(store: Store) -> None:
    async with store.writing() as tx:
        assert (await a_worker(tx, 7001)).available
        assert not (await a_worker(tx, 7002, Role.COORDINATOR)).available


async def test_the_team_lists_coordinators_first_then_by_seniority(store: Store) -> None:
    async with store.writing() as tx:
        young = await a_worker(tx, 7001, now=LATER)
        senior = await a_worker(tx, 7002)
        coordinator = await a_worker(tx, 7003, Role.COORDINATOR, LATER)
        await somebody(tx, 5001)
        assert [one.id for one in await memberships.team(tx)] == [
            coordinator.id,
            senior.id,
            young.id,
        ]


async def test_a_signature_is_sealed_and_can_be_changed(store: Store) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx)
        assert await memberships.signature(tx, sam.id) == Signature("Sam", "éducatrice")
        await memberships.set_signature(tx, sam.id, Signature("Samira", "médiatrice"))
        assert await memberships.signature(tx, sam.id) == Signature("Samira", "médiatrice")
        sealed = (await tx.connection.execute(select(tables.members.c.sealed_signature))).scalar()
    assert isinstance(sealed, bytes)
    assert b"Sam" not in sealed


async def test_somebody_outside_the_team_has_no_signature(store: Store) -> None:
    async with store.writing() as tx:
        assert await memberships.signature(tx, (await somebody(tx)).id) is None


async def test_what_a_member_may_and_does_can_be_changed(store: Store) -> None:
    async with store.writing() as tx:
        sam, case_id = await a_worker(tx), await a_case(tx)
        await memberships.set_role(tx, sam.id, Role.COORDINATOR)
        await memberships.set_available(tx, sam.id, available=False)
        await memberships.set_current_case(tx, sam.id, case_id)
        await memberships.hear_case(tx, sam.id, case_id)
        await memberships.accept_charter(tx, sam.id, NOW)
        now = await again(tx, sam.id)
    assert now.role is Role.COORDINATOR
    assert not now.available
    assert (now.current_case, now.heard_case) == (case_id, case_id)
    assert now.charter_accepted


async def test_a_case_that_goes_is_nobodys_current_case(store: Store) -> None:
    async with store.writing() as tx:
        sam, case_id = await a_worker(tx), await a_case(tx)
        await memberships.set_current_case(tx, sam.id, case_id)
        await memberships.hear_case(tx, sam.id, case_id)
        await cases.remove_all(tx, [case_id])
        now = await again(tx, sam.id)
    assert (now.current_case, now.heard_case) == (None, None)


async def test_a_revoked_member_may_nothing_more_and_may_be_invited_again(store: Store) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx)
        await memberships.accept_charter(tx, sam.id, NOW)
        await memberships.revoke(tx, sam.id, NOW)
        gone = await again(tx, sam.id)
        assert (gone.role, gone.available, gone.current_case) == (Role.YOUNG_PERSON, False, None)
        assert not gone.charter_accepted
        assert await memberships.team(tx) == []
        assert await memberships.signature(tx, sam.id) == Signature("Sam", "éducatrice")
        await memberships.make_member(tx, sam.id, Role.WORKER, Signature("Sam"), LATER)
        back = await again(tx, sam.id)
    assert back.role is Role.WORKER
    assert not back.charter_accepted


async def test_changing_a_member_who_is_none_changes_nothing(store: Store) -> None:
    async with store.writing() as tx:
        person = await somebody(tx)
        await memberships.set_available(tx, person.id, available=True)
        await memberships.set_current_case(tx, person.id, CaseId(1))
        assert await again(tx, person.id) == person


async def test_the_topic_in_which_somebody_wrote_last_is_kept(store: Store) -> None:
    async with store.writing() as tx:
        lea, tom = await somebody(tx), await somebody(tx, 5002)
        for thread in (7, 9):
            await people.note_thread(tx, lea.id, thread)
        found = await tx.connection.execute(
            select(tables.people.c.thread_id).order_by(tables.people.c.id)
        )
        assert [row.thread_id for row in found] == [9, None]
        assert lea.id < tom.id


async def test_whoever_was_ever_in_the_team_is_remembered_as_such(store: Store) -> None:
    async with store.writing() as tx:
        lea, sam = await somebody(tx), await a_worker(tx, 7001)
        await memberships.revoke(tx, sam.id, NOW)
        assert [await memberships.was_member(tx, one.id) for one in (lea, sam)] == [False, True]


async def test_somebody_new_is_known_at_once_even_if_nearly_all_names_are_used(
    store: Store,
) -> None:
    made: list[str] = []
    names = [f"Loutre {number}" for number in range(100)]
    async with store.writing() as tx:
        for number, name in enumerate(names[:-1]):
            await people.add(tx, 5001 + number, [name], NOW)
    async with store.writing() as tx:
        with heard(store._writer.sync_engine, made.append):
            person = await people.add(tx, 9001, names, NOW)
    assert person.pseudonym == names[-1]
    assert len(made) <= 5, "each name that is taken was tried"
