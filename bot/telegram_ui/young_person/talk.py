"""/parler: ask for a human, wait, cancel; and what a young person is told on the way."""

from bot.actions.close_case import end_by_person
from bot.actions.open_case import open_case
from bot.content.rich import Rich
from bot.domain.cases import Case, Status
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId
from bot.store import cases
from bot.store.parcels import Lane
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.challenge import stop_challenge


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
    case, is_new = await open_case(visit.ctx, visit.person, verdict)
    if case.status is Status.TAKEN:
        await visit.show("already-talking", worker=case.worker_id or 0)
    else:
        await visit.show("case-opened" if is_new else "case-place", case_id=case.id)


async def place(visit: Visit, args: list[str]) -> None:
    """Where the request stands now."""
    del args
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if case is None:
        await visit.show("nothing-to-stop")
    elif case.status is Status.TAKEN:
        await visit.show("already-talking", worker=case.worker_id or 0)
    else:
        await visit.replace("case-place", case_id=case.id)


async def stop(visit: Visit, rest: str) -> None:
    """Cancel the request, or end the conversation; not on words that sound dangerous."""
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if case and rest and visit.hearing and visit.hearing.verdict.serious:
        waiting = int(case.status is Status.WAITING)
        # In the lane of the numbers, which come first.
        await visit.show("stop-or-stay", lane=Lane.DANGER, case_id=case.id, waiting=waiting)
        return
    if case is None or not await end_by_person(visit.ctx, case.id):
        if not await stop_challenge(visit):
            await visit.show("nothing-to-stop")
    elif case.status is Status.TAKEN:
        await visit.show("conversation-ended", case_id=case.id)
    else:
        await visit.show("request-cancelled")


async def stop_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button; a button of an older request changes nothing."""
    case = await cases.open_of(visit.ctx.tx, visit.person.id)
    if case is None or str(case.id) not in args:
        visit.say("toast-nothing-open")
        return
    await stop(visit, "")


async def _opened(view: View) -> Page:
    return await _waiting(view, "case-opened")


async def _place(view: View) -> Page:
    return await _waiting(view, "case-place")


async def _waiting(view: View, key: str) -> Page:
    case_id = CaseId(view.number("case_id"))
    async with view.store.reading() as tx:
        place = await cases.place(tx, case_id)
        case = await cases.get(tx, case_id)
    if place is None or case is None:
        return Page(view.words("case-no-longer-waits"))
    text = view.words(key, position=place.position, hours=view.team_hours)
    if view.team_is_away:
        text = text.then(_meanwhile(view, case))
    return Page(
        text,
        [
            [view.press("button-place", "place"), view.press("button-emergency", "emergency")],
            [view.press("button-cancel-request", "stop", case_id)],
        ],
    )


def _meanwhile(view: View, case: Case) -> Rich:
    """Who answers while the team is away, for that subject and danger."""
    contacts = view.library.emergency(case.danger, case.topic, view.local_now)
    reachable = [c for c in contacts if c.number and not view.library.is_closed(c, view.local_now)]
    if not reachable:
        return Rich("")
    lines = view.presenter.contact_lines(reachable[:4], view.local_now)
    return view.words("meanwhile").then(lines, "\n")


async def _worker_arrived(view: View) -> Page:
    name, function = await signed_by(view, "worker")
    return Page(
        view.words("worker-arrived", name=name, function=function, structure=view.structure)
    )


async def _speaker(view: View) -> Page:
    name, function = await signed_by(view, "worker")
    return Page(view.words("speaker-worker", name=name, function=function), silent=True)


async def _already_talking(view: View) -> Page:
    name, _ = await signed_by(view, "worker")
    return Page(view.words("already-talking", name=name))


FEATURE = Feature(
    commands=(Command("parler", YOUNG, talk), Command("stop", YOUNG, stop)),
    buttons=(
        Button("talk", YOUNG, talk_pressed),
        Button("place", YOUNG, place),
        Button("stop", YOUNG, stop_pressed),
    ),
    screens={
        "case-opened": _opened,
        "case-place": _place,
        "already-talking": _already_talking,
        "worker-arrived": _worker_arrived,
        "speaker-worker": _speaker,
        "worker-left": plain("worker-left"),
        "stop-or-stay": plain("stop-or-stay", (("button-stop-anyway", "stop", "case_id"),)),
        "request-cancelled": plain("request-cancelled", (("button-menu", "menu"),)),
        "nothing-to-stop": plain(
            "nothing-to-stop", (("button-talk", "talk"), ("button-menu", "menu"))
        ),
    },
)
