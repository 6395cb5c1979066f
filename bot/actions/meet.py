"""A meeting is proposed in a conversation, answered, recalled on its day, and was held or not.

Timers of the case do it, whatever becomes of the case: people meet once the conversation is over.
"""

from datetime import datetime, timedelta

from bot.actions.context import Context
from bot.actions.pass_message import share_page
from bot.actions.screens import (
    MeetingAnswered,
    MeetingProposed,
    MeetingSoon,
    MeetingToday,
    WasItHeld,
)
from bot.content.kinds.territory import Territory
from bot.domain.cases import Case
from bot.domain.figures import Measure
from bot.domain.meetings import ASKED_AFTER, Meeting, MeetingOver, State, remind_at
from bot.domain.people import CaseId, Person, PersonId
from bot.domain.screens import Screen
from bot.domain.timers import Due, Kind, Subject
from bot.store import cases, meetings, people, timers
from bot.store.messages import Reference

#: The bot may have stood still: a reminder that comes after the hour says nothing any more.
_AT_ONCE = timedelta(minutes=1)


async def propose_meeting(
    ctx: Context, worker: Person, case_id: CaseId, source_id: int, place: str, at: datetime
) -> Case:
    """Propose a place of the case's territory and a moment, as a message of the worker's.

    ``source_id``: the message that showed it; of one, it is sent once. Raises NoCase, or
    MeetingOver if that moment is gone.
    """
    if at <= ctx.now:
        raise MeetingOver

    async def proposed(case: Case, message: Reference) -> Screen:
        territory = ctx.of(case)
        meeting = Meeting(message.id, case.id, worker.id, territory.slug, place, at)
        await meetings.add(ctx.tx, meeting)
        await ctx.where(territory).count(Measure.MEETING)
        return MeetingProposed(message.id)

    return await share_page(ctx, worker, case_id, source_id, proposed)


async def answer_meeting(ctx: Context, person: PersonId, message_id: int, answer: State) -> Meeting:
    """What somebody said to it; they may say something else until it begins. Raises MeetingOver."""
    meeting, case = await _of(ctx, message_id)
    if case.person_id != person or meeting.at <= ctx.now:
        raise MeetingOver
    open_ones = {State.PROPOSED, State.ACCEPTED, State.OTHER, State.DECLINED} - {answer}
    if await meetings.move(ctx.tx, message_id, answer, came_from=open_ones):
        await ctx.show(meeting.worker, MeetingAnswered(message_id), case=case.id)
        await _set_timers(ctx, case)
    return meeting


async def was_it_held(ctx: Context, member: PersonId, message_id: int, *, held: bool) -> Meeting:
    """Whoever proposed it says whether they came; counted once. Raises MeetingOver."""
    meeting, case = await _of(ctx, message_id)
    if meeting.worker != member:
        raise MeetingOver
    state = State.HELD if held else State.MISSED
    if not await meetings.move(ctx.tx, message_id, state, came_from={State.ACCEPTED}):
        raise MeetingOver
    if held:
        await ctx.where(ctx.of(case)).count(Measure.MEETING_HELD)
    return meeting


async def remind_of_meeting(ctx: Context, due: Due) -> None:
    """On the day of a meeting, both are reminded of it."""
    for meeting, case in await _accepted(ctx, due):
        if _reminder(ctx, meeting, case) <= ctx.now + _AT_ONCE < meeting.at:
            await ctx.show(case.person_id, MeetingToday(meeting.message_id), case=case.id)
            await ctx.show(meeting.worker, MeetingSoon(meeting.message_id), case=case.id)


async def ask_about_meeting(ctx: Context, due: Due) -> None:
    """After a meeting, whoever proposed it is asked whether they came."""
    for meeting, case in await _accepted(ctx, due):
        if meeting.at + ASKED_AFTER <= ctx.now + _AT_ONCE:
            known = await people.get(ctx.tx, meeting.worker)
            if known is not None and known.role.in_team:
                await ctx.show(meeting.worker, WasItHeld(meeting.message_id), case=case.id)
    await _set_timers(ctx, await _case(ctx, due), after=ctx.now)


async def _of(ctx: Context, message_id: int) -> tuple[Meeting, Case]:
    meeting = await meetings.get(ctx.tx, message_id)
    case = await cases.lock(ctx.tx, meeting.case_id) if meeting else None
    if meeting is None or case is None:
        raise MeetingOver
    return meeting, case


async def _case(ctx: Context, due: Due) -> Case | None:
    assert due.subject.case is not None  # noqa: S101  # set for a case
    return await cases.lock(ctx.tx, due.subject.case)


async def _accepted(ctx: Context, due: Due) -> list[tuple[Meeting, Case]]:
    case = await _case(ctx, due)
    if case is None:
        return []
    found = await meetings.of_case(ctx.tx, case.id)
    return [(one, case) for one in found if one.state is State.ACCEPTED]


def _reminder(ctx: Context, meeting: Meeting, case: Case) -> datetime:
    territory: Territory = ctx.of(case)
    return remind_at(meeting.at, territory.zone)


async def _set_timers(ctx: Context, case: Case | None, *, after: datetime | None = None) -> None:
    """Have a case's timers be those of its next meeting, if it has one."""
    if case is None:
        return
    found = await meetings.of_case(ctx.tx, case.id)
    coming = [one for one in found if one.state is State.ACCEPTED]
    if after is not None:
        coming = [one for one in coming if one.at + ASKED_AFTER > after]
    about = Subject(case=case.id)
    for kind in (Kind.MEETING_TODAY, Kind.MEETING_HELD):
        await timers.cancel(ctx.tx, kind, about)
    if not coming:
        return
    first = min(coming, key=lambda one: one.at)
    remind = _reminder(ctx, first, case)
    if remind > ctx.now:
        await timers.set_at(ctx.tx, Kind.MEETING_TODAY, about, remind, ctx.now)
    await timers.set_at(ctx.tx, Kind.MEETING_HELD, about, first.at + ASKED_AFTER, ctx.now)
