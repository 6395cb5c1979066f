"""Which partners were proposed in a case, and what the person said to it."""

from dataclasses import replace

from sqlalchemy import func, select

from bot.domain.cases import Author
from bot.domain.danger import Topic
from bot.domain.messages import Kind
from bot.domain.referrals import Answer, Referral, Telling
from bot.store import cases, messages, referrals
from bot.store.database import Store, Transaction
from bot.store.messages import NewReference, State
from bot.store.tables import referrals as table
from tests.store.steps import NOW, a_case, a_worker


async def proposed(tx: Transaction) -> Referral:
    """A partner that a worker proposed in a case of theirs."""
    sam, case_id = await a_worker(tx), await a_case(tx)
    message = NewReference(
        case_id=case_id,
        author=Author.WORKER,
        author_id=sam.id,
        source_id=7,
        kind=Kind.TEXT,
        state=State.LEAVING,
    )
    kept = await messages.add(tx, message, NOW)
    assert kept is not None
    referral = Referral(
        kept.id, case_id, "val-de-lune", "x", Telling.SUBJECT, Topic.RIXES, Answer.AWAITED
    )
    await referrals.add(tx, referral)
    return referral


async def test_what_somebody_says_is_noted_and_counted_once(store: Store) -> None:
    async with store.writing() as tx:
        referral = await proposed(tx)
        assert await referrals.get(tx, referral.message_id) == referral
        assert await referrals.note_answer(tx, referral.message_id, Answer.AGREED)
        assert not await referrals.note_answer(tx, referral.message_id, Answer.AGREED)
        assert await referrals.count_once(tx, referral.message_id)
        assert not await referrals.count_once(tx, referral.message_id)
        agreed = replace(referral, answer=Answer.AGREED)
        assert await referrals.of_case(tx, referral.case_id) == [agreed]


async def test_what_was_taken_back_is_proposed_no_more(store: Store) -> None:
    async with store.writing() as tx:
        referral = await proposed(tx)
        await messages.move(tx, referral.message_id, State.WITHDRAWN)
        assert await referrals.of_case(tx, referral.case_id) == []


async def test_it_goes_with_its_case(store: Store) -> None:
    async with store.writing() as tx:
        referral = await proposed(tx)
        await cases.remove_all(tx, [referral.case_id])
        left = await tx.connection.execute(select(func.count()).select_from(table))
        assert left.scalar() == 0
