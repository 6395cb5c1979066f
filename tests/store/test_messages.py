"""References to messages, and their copies."""

from datetime import timedelta

from sqlalchemy import select

from bot.domain.cases import Author
from bot.domain.people import CaseId, PersonId
from bot.store import cases, messages, tables
from bot.store.database import Store, Transaction
from bot.store.messages import State
from tests.store.steps import NOW, a_case, a_message, a_text, a_worker

FILE = "AgACAgQAAxk-file-id"


async def _taken(tx: Transaction, telegram_id: int = 5001) -> tuple[CaseId, PersonId, PersonId]:
    case_id, sam = await a_case(tx, telegram_id), await a_worker(tx, telegram_id + 2000)
    await cases.take(tx, case_id, sam.id, NOW)
    case = await cases.get(tx, case_id)
    assert case is not None
    return case_id, case.person_id, sam.id


async def test_a_message_is_found_by_its_id_and_by_where_it_stands(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        message = await a_message(tx, case_id, 11)
        assert await messages.get(tx, message.id) == message
        assert await messages.by_source(tx, message.author_id, 11) == message
        assert await messages.by_source(tx, message.author_id, 12) is None
        assert await messages.get(tx, 99) is None


async def test_the_same_message_is_kept_once_and_the_transaction_goes_on(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        message = await a_message(tx, case_id, 11)
        twice = await messages.add(tx, a_text(case_id, message.author_id, 11), NOW)
        assert twice is None
        assert await cases.has_messages(tx, case_id)


async def test_telegrams_reference_to_an_image_is_sealed(store: Store) -> None:
    async with store.writing() as tx:
        message = await a_message(tx, await a_case(tx), file=FILE)
        found = await messages.get(tx, message.id)
        assert found is not None
        assert found.file == FILE
        assert FILE not in repr(found)
        sealed = (await tx.connection.execute(select(tables.messages.c.sealed_file))).scalar()
    assert isinstance(sealed, bytes)
    assert FILE.encode() not in sealed


async def test_messages_come_in_the_order_they_were_written(store: Store) -> None:
    async with store.writing() as tx:
        case_id = await a_case(tx)
        for source_id in (14, 12, 13):
            await a_message(tx, case_id, source_id)
        await a_message(tx, case_id, 15, state=State.HELD)
        waiting = await messages.of_case(tx, case_id, [State.WAITING])
        assert [message.source_id for message in waiting] == [14, 12, 13]
        both = await messages.of_case(tx, case_id, [State.WAITING, State.HELD], Author.PERSON)
        assert len(both) == 4
        assert await messages.of_case(tx, case_id, list(State), Author.WORKER) == []


async def test_a_state_changes_only_from_the_one_that_is_expected(store: Store) -> None:
    async with store.writing() as tx:
        message = await a_message(tx, await a_case(tx), state=State.HELD)
        assert not await messages.move(tx, message.id, State.LEAVING, came_from=State.WAITING)
        assert await messages.move(tx, message.id, State.LEAVING, came_from=State.HELD)
        assert not await messages.move(tx, message.id, State.LEAVING, came_from=State.HELD)
        assert await messages.move(tx, message.id, State.PASSED)
        moved = await messages.get(tx, message.id)
        assert moved is not None
        assert moved.state is State.PASSED


async def test_a_copy_leads_back_to_its_message(store: Store) -> None:
    async with store.writing() as tx:
        case_id, person, sam = await _taken(tx)
        message = await a_message(tx, case_id)
        messages.add_copy(tx, message.id, sam, 81, NOW + timedelta(seconds=1))
        messages.add_copy(tx, message.id, sam, 80, NOW)
        assert await messages.by_copy(tx, sam, 81) == message
        assert await messages.by_copy(tx, person, 81) is None
        assert [copy.copy_id for copy in await messages.copies_of(tx, message.id)] == [80, 81]


async def test_everything_of_some_cases_is_found_for_an_erasure(store: Store) -> None:
    async with store.writing() as tx:
        case_id, person, sam = await _taken(tx)
        other_id, _, other_sam = await _taken(tx, 5002)
        message, other = await a_message(tx, case_id), await a_message(tx, other_id)
        reply = a_text(case_id, sam, 30, author=Author.WORKER, state=State.PASSED, reply_to=80)
        await messages.add(tx, reply, NOW)
        messages.add_copy(tx, message.id, sam, 80, NOW)
        messages.add_copy(tx, other.id, other_sam, 90, NOW)
        copies = await messages.copies_of_cases(tx, [case_id])
        assert [(copy.reader_id, copy.copy_id) for copy in copies] == [(sam, 80)]
        for author, where in ((Author.PERSON, (person, 11)), (Author.WORKER, (sam, 30))):
            written = await messages.written_in_cases(tx, [case_id], author)
            assert [(one.reader_id, one.copy_id) for one in written] == [where]


async def test_a_case_that_goes_takes_its_messages_and_copies_along(store: Store) -> None:
    async with store.writing() as tx:
        case_id, _, sam = await _taken(tx)
        message = await a_message(tx, case_id)
        messages.add_copy(tx, message.id, sam, 80, NOW)
        await cases.remove_all(tx, [case_id])
        assert await messages.get(tx, message.id) is None
        assert await messages.by_copy(tx, sam, 80) is None
        assert await messages.copies_of(tx, message.id) == []
