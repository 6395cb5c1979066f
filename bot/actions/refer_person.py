"""A partner is proposed to somebody; they say whether the team may speak of them, and may unsay it.

What they said stands with the message that asked, so that whoever answers next knows it. It is
counted once, when somebody was referred: they got an address, or agreed.
"""

from bot.actions.context import Context, Showing
from bot.actions.pass_message import share_page
from bot.actions.screens import ReferralAnswered, ReferralProposed
from bot.domain.cases import Case, NoCase, Status
from bot.domain.figures import Measure
from bot.domain.people import CaseId, Person, PersonId, Role
from bot.domain.referrals import Answer, Referral, Telling, first_answer
from bot.domain.screens import Screen
from bot.store import cases, memberships, messages, people, referrals
from bot.store.messages import Reference, State


class Over(Exception):  # noqa: N818  # said as what happened
    """The conversation is over, or what was asked is gone: nobody will speak of it."""


async def propose_partner(
    ctx: Context, worker: Person, case_id: CaseId, source_id: int, partner: str, telling: Telling
) -> Case:
    """Propose a partner of the case's territory, as a message of the worker's. Raises NoCase.

    ``source_id``: the message in the worker's chat that showed it; of one, it is sent once.
    """

    async def proposed(case: Case, message: Reference) -> Screen:
        await referrals.add(
            ctx.tx,
            Referral(
                message.id,
                case.id,
                ctx.of(case).slug,
                partner,
                telling,
                case.topic,
                first_answer(telling),
            ),
        )
        if telling is Telling.NOTHING:
            await _count(ctx, case, message.id)
        return ReferralProposed(message.id)

    return await share_page(ctx, worker, case_id, source_id, proposed)


async def answer_referral(
    ctx: Context, person: PersonId, message_id: int, *, agrees: bool
) -> Referral:
    """Note what somebody said, and tell whoever answers them. Raises NoCase, Over.

    They may unsay it at any time; once the conversation is over, or whoever asked took it back,
    nobody is left to agree with.
    """
    known = await referrals.get(ctx.tx, message_id)
    case = await cases.lock(ctx.tx, known.case_id) if known else None
    found = await referrals.get(ctx.tx, message_id)
    if found is None or case is None:
        raise Over
    if case.person_id != person or found.answer is Answer.NO_NEED:
        raise NoCase
    if agrees and found.answer is not Answer.AGREED and not await _stands(ctx, case, found):
        raise Over
    said = Answer.AGREED if agrees else Answer.REFUSED
    if await referrals.note_answer(ctx.tx, message_id, said):
        await _tell(ctx, case, message_id)
        if agrees:
            await _count(ctx, case, message_id)
    return found


async def _stands(ctx: Context, case: Case, referral: Referral) -> bool:
    """Whether somebody answers still, and whoever asked did not take it back."""
    message = await messages.get(ctx.tx, referral.message_id)
    asked = message is not None and message.state in {State.LEAVING, State.PASSED}
    return asked and case.status is not Status.CLOSED


async def _count(ctx: Context, case: Case, message_id: int) -> None:
    if await referrals.count_once(ctx.tx, message_id):
        await ctx.where(ctx.of(case)).count_of(case.person_id, Measure.REFERRAL)


async def _tell(ctx: Context, case: Case, message_id: int) -> None:
    """Whoever has the case, or had it last; coordinators, if that one has left the team."""
    message = await messages.get(ctx.tx, message_id)
    for reader in await _told(ctx, case):
        mine = message is not None and message.author_id == reader
        reply_to = message.source_id if message is not None and mine else None
        showing = Showing(ReferralAnswered(message_id), reply_to=reply_to)
        # It tells of a consent as it stands: under another owner, their header does.
        await ctx.show_as(reader, showing, resting_on=case)


async def _told(ctx: Context, case: Case) -> list[PersonId]:
    if case.status is Status.WAITING:
        return []
    known = await people.get(ctx.tx, case.worker_id) if case.worker_id else None
    if known is not None and known.role.in_team:
        return [known.id]
    team = await memberships.team(ctx.tx)
    return [one.id for one in team if one.role is Role.COORDINATOR and one.id != case.person_id]
