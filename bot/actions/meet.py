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
from bot.domain.cases import Case
from bot.domain.figures import Measure
from bot.domain.meetings import ASKED_AFTER, Meeting, MeetingOver, State, remind_at
from bot.domain.people import CaseId, Person, PersonId, Role
from bot.domain.screens import Screen
from bot.domain.timers import Due, Kind, Subject
from bot.store import cases, meetings, memberships, people, timers
from bot.store.messages import Reference

#: A timer keeps milliseconds; two meetings of a case are further from each other.
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
        await ctx.where(territory).count_of(case.person_id, Measure.MEETING)
        return MeetingProposed(message.id)

    return await share_page(ctx, worker, case_id, source_id, proposed)


async def answer_meeting(ctx: Context, person: PersonId, message_id: int, answer: State) -> Meeting:
    """What somebody said to it; they may say something else until it begins. Raises MeetingOver."""
    meeting, case = await _of(ctx, message_id)
    if case.person_id != person or meeting.at <= ctx.now:
        raise MeetingOver
    open_ones = {State.PROPOSED, State.ACCEPTED, State.OTHER, State.DECLINED} - {answer}
    if await meetings.move(ctx.tx, message_id, answer, came_from=open_ones):
        await _tell(ctx, meeting, case, MeetingAnswered(message_id))
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
        await ctx.where(ctx.of(case)).count_of(case.person_id, Measure.MEETING_HELD)
    return meeting


async def remind_of_meeting(ctx: Context, due: Due) -> None:
    """On the day of a meeting, both are reminded of it."""
    case = await _case(ctx, due)
    if case is None:
        return
    for meeting in await _accepted(ctx, case):
        its_own = abs(_reminder(ctx, meeting, case) - due.due_at) <= _AT_ONCE
        if its_own and ctx.now < meeting.at:
            await ctx.show(case.person_id, MeetingToday(meeting.message_id), case=case.id)
            await _tell(ctx, meeting, case, MeetingSoon(meeting.message_id))
    await _set_timers(ctx, case)


async def ask_about_meeting(ctx: Context, due: Due) -> None:
    """After a meeting, whoever proposed it is asked whether they came."""
    case = await _case(ctx, due)
    if case is None:
        return
    for meeting in await _accepted(ctx, case):
        if abs(meeting.at + ASKED_AFTER - due.due_at) <= _AT_ONCE:
            known = await people.get(ctx.tx, meeting.worker)
            if known is not None and known.role.in_team:
                await ctx.show(meeting.worker, WasItHeld(meeting.message_id), case=case.id)
    await _set_timers(ctx, case)


async def _tell(ctx: Context, meeting: Meeting, case: Case, screen: Screen) -> None:
    """Whoever proposed it; coordinators, if that one has left the team."""
    known = await people.get(ctx.tx, meeting.worker)
    if known is not None and known.role.in_team:
        await ctx.show(known.id, screen, case=case.id)
        return
    for one in await memberships.team(ctx.tx):
        if one.role is Role.COORDINATOR and one.id != case.person_id:
            await ctx.show(one.id, screen, case=case.id)


async def _of(ctx: Context, message_id: int) -> tuple[Meeting, Case]:
    meeting = await meetings.get(ctx.tx, message_id)
    case = await cases.lock(ctx.tx, meeting.case_id) if meeting else None
    if meeting is None or case is None:
        raise MeetingOver
    return meeting, case


async def _case(ctx: Context, due: Due) -> Case | None:
    assert due.subject.case is not None  # noqa: S101  # set for a case
    return await cases.lock(ctx.tx, due.subject.case)


async def _accepted(ctx: Context, case: Case) -> list[Meeting]:
    found = await meetings.of_case(ctx.tx, case.id)
    return [one for one in found if one.state is State.ACCEPTED]


def _reminder(ctx: Context, meeting: Meeting, case: Case) -> datetime:
    return remind_at(meeting.at, ctx.of(case).zone)


async def _set_timers(ctx: Context, case: Case) -> None:
    """Have a case's timers be those of what comes next of its meetings."""
    coming = await _accepted(ctx, case)
    reminders = [_reminder(ctx, one, case) for one in coming]
    await _set_next(ctx, case, Kind.MEETING_TODAY, reminders)
    await _set_next(ctx, case, Kind.MEETING_HELD, [one.at + ASKED_AFTER for one in coming])


async def _set_next(ctx: Context, case: Case, kind: Kind, moments: list[datetime]) -> None:
    about, left = Subject(case=case.id), [one for one in moments if one > ctx.now]
    if left:
        await timers.set_at(ctx.tx, kind, about, min(left), ctx.now)
    else:
        await timers.cancel(ctx.tx, kind, about)
