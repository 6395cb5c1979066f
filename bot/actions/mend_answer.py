"""A coordinator withdraws or changes what the team answered; whoever had asked is told."""

from bot.actions.context import Context, Showing
from bot.actions.screens import ANSWER_WITHDRAWN, EnquiryAnswered
from bot.domain.enquiries import NoEnquiry, Wording
from bot.domain.people import NotCoordinator, PersonId, Role
from bot.domain.screens import Screen
from bot.store import enquiries, memberships, team_answers


async def begin_mending(ctx: Context, member: PersonId, answer: int) -> None:
    """Say which answer a coordinator writes anew. Raises NotCoordinator, NoEnquiry."""
    await _only_coordinators(ctx, member)
    if not await team_answers.begin_mending(ctx.tx, answer, member):
        raise NoEnquiry


async def mend_answer(ctx: Context, member: PersonId, answer: int, wording: Wording) -> None:
    """Put other words in the place of an answer. Raises NotCoordinator, NoEnquiry."""
    await _only_coordinators(ctx, member)
    if not await team_answers.mend(ctx.tx, answer, wording, member, ctx.now):
        raise NoEnquiry
    for enquiry in await enquiries.of_answer(ctx.tx, answer):
        await _tell(ctx, enquiry.person, EnquiryAnswered(enquiry.id, mended=1), enquiry.source_id)


async def withdraw_answer(ctx: Context, member: PersonId, answer: int) -> None:
    """Offer an answer to nobody any more. Raises NotCoordinator, NoEnquiry."""
    await _only_coordinators(ctx, member)
    askers = await enquiries.of_answer(ctx.tx, answer)
    if not await team_answers.remove(ctx.tx, answer):
        raise NoEnquiry
    for enquiry in askers:
        await _tell(ctx, enquiry.person, ANSWER_WITHDRAWN, enquiry.source_id)


async def _only_coordinators(ctx: Context, member: PersonId) -> None:
    if await memberships.lock_role(ctx.tx, member) is not Role.COORDINATOR:
        raise NotCoordinator


async def _tell(ctx: Context, person: PersonId, screen: Screen, source_id: int) -> None:
    await ctx.show_as(person, Showing(screen, reply_to=source_id))
