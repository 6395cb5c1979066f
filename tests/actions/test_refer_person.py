"""A partner is proposed: what becomes of a yes that comes too late."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.actions.context import Context
from bot.actions.open_case import open_case
from bot.actions.refer_person import Over, answer_referral, propose_partner
from bot.actions.take_case import take_next
from bot.actions.unsend_message import Unsent, unsend_message
from bot.domain.cases import NoCase
from bot.domain.people import Person
from bot.domain.referrals import Answer, Telling
from bot.store import referrals
from bot.store.database import Transaction
from tests.store.steps import CALM, a_worker, again, somebody
from tests.telegram_ui.walking import Walker, walking


async def proposed(walker: Walker, tx: Transaction) -> tuple[Context, Person, Person, int]:
    """Sam proposed something to Léa: the act, both, and the message that did it."""
    ctx = replace(walker.parts.context(tx), now=walker.now)
    sam, lea = await a_worker(tx), await somebody(tx, 5002, "Loutre")
    await open_case(ctx, lea, CALM)
    case = await take_next(ctx, sam)
    await propose_partner(ctx, await again(tx, sam.id), case.id, 40, "x", Telling.SUBJECT)
    [one] = await referrals.of_case(tx, case.id)
    return ctx, sam, lea, one.message_id


async def test_nobody_agrees_to_what_was_taken_back(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker, walker.store.writing() as tx:
        ctx, sam, lea, message = await proposed(walker, tx)
        assert await unsend_message(ctx, sam.id, 40) is Unsent.STOPPED
        with pytest.raises(Over):
            await answer_referral(ctx, lea.id, message, agrees=True)
        await answer_referral(ctx, lea.id, message, agrees=False)
        found = await referrals.get(tx, message)
        assert found is not None
        assert found.answer is Answer.REFUSED


async def test_nobody_answers_for_somebody_else(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker, walker.store.writing() as tx:
        ctx, sam, _, message = await proposed(walker, tx)
        with pytest.raises(NoCase):
            await answer_referral(ctx, sam.id, message, agrees=True)
        with pytest.raises(Over):
            await answer_referral(ctx, sam.id, message + 1, agrees=True)
