"""Somebody of the team answers a question, once: with words of their own, or the same as before."""

from collections.abc import Sequence

from bot.actions.context import Context, Showing
from bot.actions.enquire import show_to, take_back
from bot.actions.screens import ENQUIRY_UNANSWERED, EnquiryAnswered
from bot.domain.enquiries import (
    Enquiry,
    Keep,
    NoEnquiry,
    TeamAnswer,
    Unfit,
    UnfitAnswer,
    Wording,
    is_theirs,
    read_wording,
)
from bot.domain.figures import Measure
from bot.domain.messages import tells_who_else
from bot.domain.people import PersonId
from bot.store import enquiries, memberships, team_answers


class Busy(Exception):  # noqa: N818  # an expected refusal, not a fault
    """A colleague answers it at this moment."""

    def __init__(self, worker: PersonId) -> None:
        """Take who."""
        super().__init__(worker)
        self.worker = worker


async def look_at_enquiry(ctx: Context, member: PersonId, enquiry_id: int) -> None:
    """Show a waiting question to somebody of the team. Raises NoEnquiry."""
    enquiry = await _waiting(ctx, member, enquiry_id)
    await enquiries.note_reader(ctx.tx, enquiry.id, member)
    await show_to(ctx, member, enquiry)


async def take_up_enquiry(ctx: Context, member: PersonId, enquiry_id: int) -> None:
    """Say that a member answers it now, and nothing else. Raises NoEnquiry, Busy."""
    enquiry = await _waiting(ctx, member, enquiry_id)
    await enquiries.put_down(ctx.tx, member)
    if not await enquiries.take_up(ctx.tx, enquiry.id, member, ctx.now):
        raise Busy(enquiry.worker or member)


def fit(ctx: Context, text: str, asked: str | None) -> Wording:
    """Read what the team wrote; ``asked``: what was asked, if that is known still.

    Raises UnfitAnswer if it cannot be sent: nobody's number, name or address, and never the
    words of whoever asked.
    """
    wording = read_wording(text)
    if tells_who_else(f"{wording.claim}\n{wording.answer}", ctx.library.service_numbers):
        raise UnfitAnswer(Unfit.TELLS_WHO)
    if asked is not None and is_theirs(wording, asked):
        raise UnfitAnswer(Unfit.THEIR_WORDS)
    return wording


async def send_answer(
    ctx: Context, member: PersonId, enquiry_id: int, revision: int, wording: Wording, keep: Keep
) -> None:
    """Answer a question, to what it said when it was read. Raises NoEnquiry."""
    enquiry = await _as_read(ctx, member, enquiry_id, revision)
    until = ctx.now + keep.lasts
    answer = await team_answers.add(ctx.tx, enquiry.territory, wording, member, ctx.now, until)
    await _send(ctx, member, enquiry, answer)


async def send_same(
    ctx: Context, member: PersonId, enquiry_id: int, revision: int, answer_id: int
) -> None:
    """Answer a question with what answered another one. Raises NoEnquiry."""
    enquiry = await _as_read(ctx, member, enquiry_id, revision)
    if await team_answers.get(ctx.tx, answer_id) is None:
        raise NoEnquiry
    await _send(ctx, member, enquiry, answer_id)


async def give_up(ctx: Context, member: PersonId, enquiry_id: int, revision: int) -> None:
    """The team has no answer: whoever asked is told so. Raises NoEnquiry."""
    await leave_unanswered(ctx, await _as_read(ctx, member, enquiry_id, revision))


async def leave_unanswered(ctx: Context, enquiry: Enquiry) -> None:
    """Tell whoever asked that nobody could answer, and forget the question."""
    await take_back(ctx, enquiry.id)
    await enquiries.remove(ctx.tx, [enquiry.id])
    showing = Showing(ENQUIRY_UNANSWERED, reply_to=enquiry.source_id)
    await ctx.show_as(enquiry.person, showing)


async def kept_answers(ctx: Context, territory: str | None) -> Sequence[TeamAnswer]:
    """What a territory's team offers whoever asks the same."""
    slug = ctx.library.territory(territory).slug
    return await team_answers.offered(ctx.tx, slug, ctx.now)


async def count_offered(ctx: Context, reader: PersonId) -> None:
    """Somebody was shown an answer that was there already."""
    await ctx.count_of(reader, Measure.ANSWER_OFFERED)


async def _waiting(ctx: Context, member: PersonId, enquiry_id: int) -> Enquiry:
    enquiry = await enquiries.lock(ctx.tx, enquiry_id)
    in_team = await memberships.lock_role(ctx.tx, member)
    if enquiry is None or not enquiry.waits or in_team is None:
        raise NoEnquiry
    return enquiry


async def _as_read(ctx: Context, member: PersonId, enquiry_id: int, revision: int) -> Enquiry:
    enquiry = await _waiting(ctx, member, enquiry_id)
    if enquiry.revision != revision or not enquiry.is_free_for(member, ctx.now):
        raise NoEnquiry
    return enquiry


async def _send(ctx: Context, member: PersonId, enquiry: Enquiry, answer: int) -> None:
    if not await enquiries.settle(ctx.tx, enquiry, member, answer, ctx.now):
        raise NoEnquiry
    # Whoever answered keeps what they answered to; nobody else needs it.
    await take_back(ctx, enquiry.id, but=member)
    showing = Showing(EnquiryAnswered(enquiry.id), reply_to=enquiry.source_id)
    await ctx.show_as(enquiry.person, showing)
    there = ctx.where(ctx.library.territory(enquiry.territory))
    await there.count_of(enquiry.person, Measure.ENQUIRY_ANSWERED)
