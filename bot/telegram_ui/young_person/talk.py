"""/parler: ask for a human, wait, cancel; and what a young person is told on the way."""

from dataclasses import dataclass
from datetime import timedelta

from bot.actions.close_case import end_by_person
from bot.actions.context import Showing
from bot.actions.expect_wait import expected
from bot.actions.open_case import open_case
from bot.actions.resume_case import resume_case
from bot.actions.screens import (
    WORKER_LEFT,
    NoLongerWaits,
    PassedToTeam,
    PersonBlocked,
    SpeakerWorker,
    TeamIsThere,
    TeamLeft,
    TeamLeftTalking,
    WaitsAgain,
    WorkerArrived,
    WorkerTakesOver,
)
from bot.actions.show_waiting import place_slot, waiting_slot
from bot.content.rich import Rich
from bot.domain.blocks import Blocked
from bot.domain.cases import Case, Promise, Status
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId, PersonId
from bot.domain.screens import Notice, Screen
from bot.domain.waiting import Estimate
from bot.store import cases, queue
from bot.store.parcels import Lane
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person import where
from bot.telegram_ui.young_person.challenge import stop_challenge
from bot.telegram_ui.young_person.follow_up import stop_asking
from bot.telegram_ui.young_person.following import stop_following
from bot.telegram_ui.young_person.rating import ConversationEnded

NOTHING_TO_STOP = Notice("nothing-to-stop")
TOO_LATE_TO_RESUME = Notice("too-late-to-resume")
GOING_ON = Notice("going-on")
_NOBODY = PersonId(0)
#: In a button: whoever presses was asked already.
_SURE = "sure"


@dataclass(frozen=True, slots=True)
class CaseOpened(Screen):
    """A request was noted: its place in the queue, and when somebody answers."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class CasePlace(Screen):
    """Where a request stands now."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class AlreadyTalking(Screen):
    """Somebody answers already."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class RequestCancelled(Screen):
    """A request was cancelled, and can be taken up again for a while."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class StopOrStay(Screen):
    """Really stop? Somebody is there, or the words with it sound dangerous.

    ``waiting``: 1 if nobody has the case.
    """

    case_id: CaseId
    waiting: int


async def talk(visit: Visit, rest: str) -> None:
    """Open a case, or say where the open one stands; words after the command count as written."""
    del rest
    await ask_for_somebody(visit, _NEUTRAL)


async def talk_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button, which may carry what triage thought: it survives a restart."""
    await ask_for_somebody(visit, _carried(args))


#: Somebody asks for somebody: what they said before is remembered elsewhere.
_NEUTRAL = Verdict(Danger.NONE, (Topic.PARLER,))


def _carried(args: list[str]) -> Verdict:
    if len(args) < 2:  # noqa: PLR2004  # a level and a topic
        return _NEUTRAL
    return Verdict(Danger(int(args[0])), (Topic(args[1]),))


async def ask_for_somebody(visit: Visit, verdict: Verdict) -> None:
    """Open a case, or show the place in the queue; ``verdict`` is what is known of it so far."""
    try:
        case, is_new = await open_case(visit.ctx, visit.person, verdict)
    except Blocked:
        await visit.show(PersonBlocked(visit.person.id))
        return
    if case.status is Status.TAKEN:
        await visit.show(AlreadyTalking(case.worker_id or _NOBODY))
    else:
        await _show_waiting(visit, CaseOpened(case.id) if is_new else CasePlace(case.id))


async def _show_waiting(
    visit: Visit, screen: CaseOpened | CasePlace, *, edit: int | None = None
) -> None:
    """It goes once the request waits no more."""
    slot = place_slot if isinstance(screen, CasePlace) else waiting_slot
    await visit.show_as(Showing(screen, edit=edit), slot=slot(screen.case_id))


async def place(visit: Visit, args: list[str]) -> None:
    """Where the request stands now."""
    del args
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if case is None:
        await visit.show(NOTHING_TO_STOP)
    elif case.status is Status.TAKEN:
        await visit.show(AlreadyTalking(case.worker_id or _NOBODY))
    else:
        await _show_waiting(visit, CasePlace(case.id), edit=visit.pressed_in)


async def stop(visit: Visit, rest: str) -> None:
    """Cancel the request; end the conversation, or stop on words that sound dangerous, if sure."""
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    serious = bool(rest and visit.hearing and visit.hearing.verdict.serious)
    if case and (serious or case.status is Status.TAKEN):
        asking = StopOrStay(case.id, int(case.status is Status.WAITING))
        # In the lane of the numbers, which come first.
        await visit.show(asking, lane=Lane.DANGER if serious else Lane.NORMAL, about=case)
        return
    await _end(visit, case)


async def _end(visit: Visit, case: Case | None) -> None:
    if case is None or not await end_by_person(visit.ctx, case.id):
        stopped = await stop_challenge(visit) or await stop_asking(visit)
        if not (stopped or await stop_following(visit)):
            await visit.show(NOTHING_TO_STOP)
    elif case.status is Status.TAKEN:
        await visit.show(ConversationEnded(case.id))
    else:
        await visit.show(RequestCancelled(case.id))


async def stop_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button.

    One of an older request changes nothing; one that was made while nobody was there asks first,
    if somebody is now.
    """
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if case is None or str(case.id) != args[0]:
        visit.say("toast-nothing-open")
    elif _SURE in args:
        await _end(visit, case)
    else:
        await stop(visit, "")


async def go_on_pressed(visit: Visit, args: list[str]) -> None:
    """They were asked whether to stop, and do not."""
    del args
    await visit.replace(GOING_ON)


async def resume_pressed(visit: Visit, args: list[str]) -> None:
    """Take up what was ended a moment ago."""
    try:
        case = await resume_case(visit.ctx, visit.person, CaseId(int(args[0])))
    except Blocked:
        await visit.replace(PersonBlocked(visit.person.id))
        return
    if case is None:
        await visit.replace(TOO_LATE_TO_RESUME)
    elif case.status is Status.WAITING:
        await _show_waiting(visit, CaseOpened(case.id), edit=visit.pressed_in)
    else:
        visit.say("toast-resumed")


async def _no_longer(view: View, screen: NoLongerWaits) -> Page:
    async with view.store.reading() as tx:
        case = await cases.get(tx, screen.case_id)
    taken = case is not None and case.status is Status.TAKEN
    return Page(view.words("case-is-taken" if taken else "case-no-longer-waits"))


async def _waiting(
    view: View, screen: CaseOpened | CasePlace | TeamIsThere | TeamLeft | WaitsAgain | PassedToTeam
) -> Page:
    async with view.store.reading() as tx:
        place = await queue.place(tx, screen.case_id)
        case = await cases.get(tx, screen.case_id)
        usual = await expected(tx, case, view.territory_of(case), view.now) if case else None
    if place is None or case is None:
        return Page(view.words("case-no-longer-waits"))
    territory = view.territory_of(case)
    text = view.words(screen.name, position=place.position, hours=view.hours_of(territory))
    if view.is_away(territory):
        if case.promise is Promise.MADE and case.danger < Danger.HIGH:
            text = text.then(view.words("promise-made"))
        text = text.then(_meanwhile(view, case))
    else:
        text = text.then(_how_long(view, case, usual))
    rows = [
        [view.press("button-place", "place"), view.press("button-emergency", "emergency")],
        [view.press("button-cancel-request", "stop", screen.case_id)],
    ]
    if view.slug is None and where.is_asked(view.library):
        rows.append([view.press("button-where", "where")])
    return Page(text, rows)


def _how_long(view: View, case: Case, usual: Estimate | None) -> Rich:
    """How long it takes as a rule, or that nobody knows; never a promise."""
    if usual is None or usual.is_vague:
        return view.words("wait-unknown")
    waited = view.now - case.opened_at
    if waited > timedelta(minutes=usual.most):
        return view.words("wait-longer", waited=view.duration(waited))
    half, most = (view.duration(timedelta(minutes=n)) for n in (usual.half, usual.most))
    kind = "tail" if usual.has_long_tail else "same" if usual.half == usual.most else "both"
    return view.words("wait-usual", half=half, most=most, kind=kind, hourly=int(usual.hourly))


def _meanwhile(view: View, case: Case) -> Rich:
    """Who answers while the team is away, for that subject and danger."""
    contacts = view.library.emergency(case.danger, case.topic, view.local_now, case.why)
    reachable = [c for c in contacts if c.number and not view.library.is_closed(c, view.local_now)]
    if not reachable:
        return Rich("")
    lines = view.presenter.contact_lines(reachable[:4], view.local_now)
    # In danger the team is called at any hour.
    key = "meanwhile-called" if case.danger >= Danger.HIGH else "meanwhile"
    return view.words(key).then(lines, "\n")


async def _worker_arrived(view: View, screen: WorkerArrived) -> Page:
    name, function = await signed_by(view, screen.worker)
    return Page(
        view.words("worker-arrived", name=name, function=function, structure=view.structure)
    )


async def _worker_takes_over(view: View, screen: WorkerTakesOver) -> Page:
    name, function = await signed_by(view, screen.worker)
    return Page(view.words(screen.name, name=name, function=function, structure=view.structure))


async def _team_left_talking(view: View, screen: TeamLeftTalking) -> Page:
    async with view.store.reading() as tx:
        case = await cases.get(tx, screen.case_id)
    if case is None:
        return Page(view.words("case-no-longer-waits"))
    text = view.words(screen.name, hours=view.hours_of(view.territory_of(case)))
    return Page(text.then(_meanwhile(view, case)), [[view.press("button-emergency", "emergency")]])


async def _speaker(view: View, screen: SpeakerWorker) -> Page:
    name, function = await signed_by(view, screen.worker)
    return Page(view.words("speaker-worker", name=name, function=function), silent=True)


async def _already_talking(view: View, screen: AlreadyTalking) -> Page:
    name, _ = await signed_by(view, screen.worker)
    return Page(view.words("already-talking", name=name))


async def _stop_or_stay(view: View, screen: StopOrStay) -> Page:
    text = view.words("stop-or-stay", waiting=screen.waiting)
    stop_anyway = view.press("button-stop-anyway", "stop", screen.case_id, _SURE)
    return Page(text, [[stop_anyway], [view.press("button-go-on", "go-on")]])


async def _cancelled(view: View, screen: RequestCancelled) -> Page:
    resume = view.press("button-resume", "resume", screen.case_id)
    return Page(view.words(screen.name), [[resume], [view.press("button-menu", "menu")]])


FEATURE = Feature(
    commands=(Command("parler", YOUNG, talk), Command("stop", YOUNG, stop)),
    buttons=(
        Button("talk", YOUNG, talk_pressed),
        Button("place", YOUNG, place),
        Button("stop", YOUNG, stop_pressed),
        Button("go-on", YOUNG, go_on_pressed),
        Button("resume", YOUNG, resume_pressed),
    ),
    screens=(
        draws(CaseOpened, _waiting),
        draws(NoLongerWaits, _no_longer),
        draws(CasePlace, _waiting),
        draws(TeamIsThere, _waiting),
        draws(TeamLeft, _waiting),
        draws(TeamLeftTalking, _team_left_talking),
        draws(WaitsAgain, _waiting),
        draws(PassedToTeam, _waiting),
        draws(WorkerTakesOver, _worker_takes_over),
        draws(AlreadyTalking, _already_talking),
        draws(WorkerArrived, _worker_arrived),
        draws(SpeakerWorker, _speaker),
        plain(WORKER_LEFT),
        draws(StopOrStay, _stop_or_stay),
        draws(RequestCancelled, _cancelled),
        plain(GOING_ON, (("button-emergency", "emergency"), ("button-menu", "menu"))),
        plain(TOO_LATE_TO_RESUME, (("button-talk", "talk"), ("button-menu", "menu"))),
        plain(NOTHING_TO_STOP, (("button-talk", "talk"), ("button-menu", "menu"))),
    ),
)
