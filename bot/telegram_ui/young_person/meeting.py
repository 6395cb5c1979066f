"""A meeting that somebody is proposed: yes, another time, no; and the reminder on its day."""

from bot.actions.meet import answer_meeting
from bot.actions.screens import MeetingProposed, MeetingToday
from bot.domain.meetings import MeetingOver, State
from bot.telegram_ui.features import YOUNG, Button, Feature, draws
from bot.telegram_ui.meetings import meeting_of, told
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

_ANSWERS = (State.ACCEPTED, State.OTHER, State.DECLINED)


async def answered(visit: Visit, args: list[str]) -> None:
    """Note what they said, in the place of the question."""
    answer = State(args[1])
    if answer not in _ANSWERS:
        return
    try:
        await answer_meeting(visit.ctx, visit.person.id, int(args[0]), answer)
    except MeetingOver:
        visit.say("toast-meet-over")
        return
    await visit.replace(MeetingProposed(int(args[0])))


async def _proposed(view: View, screen: MeetingProposed) -> Page:
    found = await meeting_of(view, screen.meeting)
    if found is None:
        return Page(view.words("meeting-gone"))
    meeting, place = found
    about = told(view, meeting, place)
    text = view.words("meeting-proposed", for_whom=place.for_whom, state=meeting.state, **about)
    if meeting.at <= view.now:
        return Page(text)
    answers = [one for one in _ANSWERS if one is not meeting.state]
    return Page(text, [[_answer(view, screen.meeting, one)] for one in answers])


def _answer(view: View, message_id: int, state: State) -> Press:
    return view.press(f"button-meeting-{state}", "meeting", message_id, state.value)


async def _today(view: View, screen: MeetingToday) -> Page:
    """Nothing in it says what it is about."""
    found = await meeting_of(view, screen.meeting)
    if found is None or found[0].state is not State.ACCEPTED:
        return Page(view.words("meeting-gone"))
    about = told(view, *found)
    rows = [[_answer(view, screen.meeting, State.DECLINED)]]
    return Page(view.words("meeting-today", **about), rows)


FEATURE = Feature(
    buttons=(Button("meeting", YOUNG, answered),),
    screens=(draws(MeetingProposed, _proposed), draws(MeetingToday, _today)),
)
