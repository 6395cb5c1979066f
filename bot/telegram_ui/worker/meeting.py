"""/rdv: propose a meeting in a place of the territory; the answer, the day, held or not."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.actions.meet import propose_meeting, was_it_held
from bot.actions.screens import MeetingAnswered, MeetingSoon, WasItHeld
from bot.content.handles import handle
from bot.content.kinds.territory import Place
from bot.domain.cases import Case, NoCase
from bot.domain.meetings import DAYS, HOURS, MeetingOver, State, moment
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws
from bot.telegram_ui.meetings import meeting_of, place_of, told
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.conversation import SentTo
from bot.telegram_ui.worker.header import ALERT_GONE, case_of
from bot.telegram_ui.worker.which_case import WhichCase

MEET_WHICH = Notice("meet-which")
#: Hours a row, and places: more would not be read on a phone.
_A_ROW, _PLACES = 4, 8


@dataclass(frozen=True, slots=True)
class MeetWhere(Screen):
    """In which place?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class MeetDay(Screen):
    """On which day? ``spot``: a place's short name."""

    case_id: CaseId
    spot: str


@dataclass(frozen=True, slots=True)
class MeetHour(Screen):
    """At what time? Pressing one sends it; ``on``: YYYY-MM-DD."""

    case_id: CaseId
    spot: str
    on: str


async def place_pressed(visit: Visit, args: list[str]) -> None:
    """The days, in a message of their own: of one message, one meeting is proposed."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.show(MeetDay(case.id, args[1]), about=case)


async def day_pressed(visit: Visit, args: list[str]) -> None:
    """The hours of a day."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.replace(MeetHour(case.id, args[1], args[2]), about=case)


async def hour_pressed(visit: Visit, args: list[str]) -> None:
    """Propose it; pressed twice, it goes once."""
    assert visit.pressed_in is not None  # noqa: S101  # it is a button
    case = await own_case(visit, args[0])
    if case is None:
        return
    territory = visit.ctx.of(case)
    place = place_of(visit.ctx.library, territory.slug, args[1])
    at = moment(date.fromisoformat(args[2]), int(args[3]), territory.zone)
    if place is None or visit.ctx.library.is_closed(place, at):
        # What is known of the place has changed since.
        visit.say("toast-stale-button")
        return
    try:
        went_to = await propose_meeting(
            visit.ctx, visit.person, case.id, visit.pressed_in, args[1], at
        )
    except NoCase:
        visit.say("toast-not-your-case")
    except MeetingOver:
        visit.say("toast-meet-past")
    else:
        await visit.show(SentTo(went_to.pseudonym), about=went_to)


async def held_pressed(visit: Visit, args: list[str]) -> None:
    """Whether they came."""
    try:
        await was_it_held(visit.ctx, visit.person.id, int(args[0]), held=args[1] == "1")
    except MeetingOver:
        visit.say("toast-meet-over")
        return
    visit.say("toast-thanks")
    await visit.replace(WasItHeld(int(args[0])))


async def _where(view: View, screen: MeetWhere) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.worker_id != view.reader:
        return Page(view.words(ALERT_GONE.name))
    territory = view.territory_of(case)
    if not territory.places:
        return Page(view.words("meet-nowhere", territory=territory.name))
    rows = [
        [Press(one.name, "meet-place", (case.id, handle("place", one.name)))]
        for one in territory.places[:_PLACES]
    ]
    return Page(view.words("meet-where", pseudonym=case.pseudonym), rows)


async def _day(view: View, screen: MeetDay) -> Page:
    case = await case_of(view, screen.case_id)
    place = _place(view, case, screen.spot)
    if case is None or place is None:
        return Page(view.words(ALERT_GONE.name))
    zone = view.territory_of(case).zone
    today = view.now.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(DAYS)]
    buttons = [
        Press(_named(view, day), "meet-day", (case.id, screen.spot, day.isoformat()))
        for day in days
        if _hours(view, place, day, zone)
    ]
    key = "meet-day" if buttons else "meet-closed"
    return Page(view.words(key, place=place.name), [[one] for one in buttons])


async def _hour(view: View, screen: MeetHour) -> Page:
    case = await case_of(view, screen.case_id)
    place = _place(view, case, screen.spot)
    if case is None or place is None:
        return Page(view.words(ALERT_GONE.name))
    day = date.fromisoformat(screen.on)
    hours = _hours(view, place, day, view.territory_of(case).zone)
    buttons = [
        Press(
            view.label("meet-at", hour=hour),
            "meet-hour",
            (case.id, screen.spot, screen.on, hour),
        )
        for hour in hours
    ]
    rows = [buttons[at : at + _A_ROW] for at in range(0, len(buttons), _A_ROW)]
    key = "meet-hour" if hours else "meet-too-late"
    told = {"place": place.name, "day": _named(view, day), "pseudonym": case.pseudonym}
    return Page(view.words(key, **told), rows)


def _hours(view: View, place: Place, day: date, zone: ZoneInfo) -> list[int]:
    """The full hours of a day that are to come, and at which nobody would stand before a door."""
    moments = {hour: moment(day, hour, zone) for hour in HOURS}
    return [
        hour
        for hour, at in moments.items()
        if at > view.now and not view.library.is_closed(place, at)
    ]


def _named(view: View, day: date) -> str:
    moments = view.presenter.moments
    return f"{moments.weekday(day)} {moments.day(day)}"


def _place(view: View, case: Case | None, short: str) -> Place | None:
    return place_of(view.library, view.territory_of(case).slug, short) if case else None


async def _answered(view: View, screen: MeetingAnswered) -> Page:
    return await _news(view, screen.meeting, "meeting-answered")


async def _soon(view: View, screen: MeetingSoon) -> Page:
    return await _news(view, screen.meeting, "meeting-soon")


async def _held(view: View, screen: WasItHeld) -> Page:
    page = await _news(view, screen.meeting, "was-it-held")
    found = await meeting_of(view, screen.meeting)
    if found is None or found[0].state is not State.ACCEPTED:
        return page
    rows = [[view.press(f"button-meet-held-{n}", "meet-held", screen.meeting, n)] for n in (1, 0)]
    return Page(page.text, rows)


async def _news(view: View, message_id: int, key: str) -> Page:
    found = await meeting_of(view, message_id)
    case = await case_of(view, found[0].case_id) if found else None
    if found is None or case is None:
        return Page(view.words("meeting-gone"))
    meeting, place = found
    about = told(view, meeting, place)
    return Page(view.words(key, pseudonym=case.pseudonym, state=meeting.state, **about))


MEET = WhichCase(MEET_WHICH, "button-meet-one", "meet", lambda case: MeetWhere(case.id))

FEATURE = Feature(
    commands=(Command("rdv", TEAM, MEET.command),),
    buttons=(
        MEET.button,
        Button("meet-place", TEAM, place_pressed),
        Button("meet-day", TEAM, day_pressed),
        Button("meet-hour", TEAM, hour_pressed),
        Button("meet-held", TEAM, held_pressed),
    ),
    screens=(
        MEET.screen,
        draws(MeetWhere, _where),
        draws(MeetDay, _day),
        draws(MeetHour, _hour),
        draws(MeetingAnswered, _answered),
        draws(MeetingSoon, _soon),
        draws(WasItHeld, _held),
    ),
)
