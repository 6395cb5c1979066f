"""/urgence: the emergency numbers in one message, also with the database down."""

from dataclasses import dataclass

from bot.actions.hear_person import RECEIVED
from bot.actions.screens import DangerNumbers, NobodyAlerted, TeamCalled
from bot.content.kinds.first_steps import Onward, Said
from bot.content.rich import Rich
from bot.domain.alerts import Step
from bot.domain.cases import by_model_alone
from bot.domain.danger import Danger, Topic
from bot.domain.people import Role
from bot.domain.screens import Notice, Screen
from bot.store.parcels import Lane
from bot.telegram_ui.breakdown import BREAKDOWN, EMERGENCY_WITHOUT_STORE
from bot.telegram_ui.features import (
    EVERYBODY,
    YOUNG,
    Button,
    Command,
    Feature,
    by_button,
    draws,
    notice,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.reading import spot_of

#: For whoever could not even be looked up.
EMERGENCY_NOW = Notice("emergency-now")
#: It was no danger, says whoever wrote.
MISTAKEN = Notice("mistaken")


@dataclass(frozen=True, slots=True)
class Emergency(Screen):
    """The numbers, for whoever asks for them; ``role``: who that is."""

    role: Role


async def emergency(visit: Visit, rest: str) -> None:
    """Show the numbers, past everything else that waits to be sent."""
    del rest
    await visit.show(Emergency(visit.person.role), lane=Lane.DANGER)


def emergency_page(view: View, danger: Danger, topic: Topic, key: str) -> Page:
    """The numbers that fit, with whether they are open now; reads no database."""
    contacts = view.library.emergency(danger, topic, view.local_now)
    lines = view.presenter.contact_lines(contacts, view.local_now)
    return Page(view.words(key).then(lines).then(view.words("not-an-emergency-service")))


async def _emergency(view: View, screen: Emergency) -> Page:
    in_team = screen.role.in_team
    key = "emergency-team" if in_team else "emergency"
    page = emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, key)
    if in_team:
        return page
    services = view.press("button-services", "open", *Trail(Spot(Where.SERVICES)).parts)
    ways = [view.press("button-back", "numbers-away"), view.press("button-menu", "menu")]
    return Page(page.text, [[view.press(_talk_label(view), "talk")], [services], ways])


async def put_away(visit: Visit, args: list[str]) -> None:
    """Back to what was read before: the numbers are gone from the screen, whoever looks at it."""
    del args
    if visit.pressed_in is not None:
        await visit.ctx.take_back(visit.person.id, [visit.pressed_in])
        visit.say("toast-numbers-away")


def _talk_label(view: View) -> str:
    """At night nobody is there *now*: the button does not say so."""
    return "button-talk" if view.is_away(view.territory) else "button-talk-now"


async def _now(view: View) -> Page:
    """Without buttons: for whoever could not even be looked up."""
    return emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, EMERGENCY_NOW.name)


async def _without_store(view: View) -> Page:
    return emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, EMERGENCY_WITHOUT_STORE.name)


async def _breakdown(view: View) -> Page:
    return emergency_page(view, Danger.IMMEDIATE, Topic.AUTRE, BREAKDOWN.name)


async def mistaken(visit: Visit, args: list[str]) -> None:
    """Whoever wrote says that it was no danger: they are believed, and know the way."""
    del args
    await visit.replace(MISTAKEN)


async def _perhaps(view: View, screen: DangerNumbers) -> Page:
    """Only the model thinks so: one number that fits, and a way to say that it is wrong."""
    fitting = view.library.emergency(Danger.HIGH, screen.topic, view.local_now)
    now_open, _ = view.library.answering(fitting, view.local_now)
    number = (now_open or tuple(fitting))[:1]
    text = view.words("danger-perhaps").then(view.presenter.help_lines(number, view.local_now))
    return Page(
        text.then(view.words("not-an-emergency-service")),
        [
            [view.press(_talk_label(view), "talk", int(screen.danger), screen.topic.value)],
            [view.press("button-emergency", "emergency")],
            [view.press("button-mistaken", "mistaken")],
        ],
    )


async def _mistaken(view: View) -> Page:
    return Page(view.words("mistaken"), [[view.press("button-menu", "menu")]])


async def _danger_numbers(view: View, screen: DangerNumbers) -> Page:
    if by_model_alone([reason for reason in screen.why if reason != RECEIVED]):
        return await _perhaps(view, screen)
    talk = view.press(_talk_label(view), "talk", int(screen.danger), screen.topic.value)
    steps = _first_steps(view, screen)
    onward = _onward(view, steps.onward) if steps and steps.onward else None
    return Page(_in_danger(view, screen, steps), [[talk], [onward] if onward else []])


async def _nobody_alerted(view: View, screen: NobodyAlerted) -> Page:
    return Page(_in_danger(view, screen, None))


async def _team_called(view: View, screen: TeamCalled) -> Page:
    if screen.step == Step.TEAM.name.lower():
        # At once after the numbers: they are not repeated before the alert has to climb.
        again = view.press("button-emergency", "emergency")
        return Page(view.words(screen.name, step=screen.step), [[again]])
    return Page(_in_danger(view, screen, None))


def _in_danger(
    view: View, screen: DangerNumbers | NobodyAlerted | TeamCalled, steps: Said | None
) -> Rich:
    """Who answers now and who later, then what to do first."""
    now, present = view.local_now, view.presenter
    contacts = view.library.emergency(screen.danger, screen.topic, now, screen.why)
    step = screen.step if isinstance(screen, TeamCalled) else ""
    text = view.words(screen.name, step=step).then(present.help_lines(contacts, now))
    if steps:
        text = text.then(present.first_steps(steps.lines))
    return text.then(view.words("not-an-emergency-service"))


def _first_steps(view: View, screen: DangerNumbers) -> Said | None:
    """What to do first, as its reader is told: who forwards words is not who is in danger."""
    steps = view.library.first_steps_in(screen.danger, screen.topic, screen.why)
    return steps.said_to(view.voice.audience, witness=RECEIVED in screen.why) if steps else None


def _onward(view: View, onward: Onward) -> Press | None:
    """The button to what comes next, if that is shown; the numbers never wait for it."""
    spot = spot_of(view.library, onward.go)
    return Press(onward.label, "open", Trail(spot).parts) if spot else None


FEATURE = Feature(
    commands=(Command("urgence", EVERYBODY, emergency),),
    buttons=(
        Button("emergency", EVERYBODY, by_button(emergency)),
        Button("numbers-away", EVERYBODY, put_away),
        Button("mistaken", YOUNG, mistaken),
    ),
    screens=(
        draws(Emergency, _emergency),
        notice(EMERGENCY_NOW, _now),
        notice(EMERGENCY_WITHOUT_STORE, _without_store),
        notice(BREAKDOWN, _breakdown),
        draws(DangerNumbers, _danger_numbers),
        notice(MISTAKEN, _mistaken),
        draws(NobodyAlerted, _nobody_alerted),
        draws(TeamCalled, _team_called),
    ),
)
