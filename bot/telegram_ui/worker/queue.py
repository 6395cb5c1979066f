"""/file: who waits; /prendre: take a request. Of several workers at once, exactly one wins."""

from bot.actions.take_case import take_case, take_next
from bot.domain.cases import AlreadyTaken, Case, NothingWaiting, may_accept_images
from bot.domain.danger import Danger
from bot.domain.people import CaseId, NotInTeam, PersonId
from bot.store import cases, messages, people
from bot.store.messages import State
from bot.telegram_ui.features import TEAM, Button, Command, Feature, by_button, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

#: Requests shown at once; more would not be read.
_SHOWN = 10


async def queue(visit: Visit, rest: str) -> None:
    """Show who waits, most urgent first."""
    del rest
    await visit.show("queue", listing=True)


async def take(visit: Visit, pseudonym: str) -> None:
    """Take the next request, or the one of a pseudonym."""
    try:
        await take_next(visit.ctx, visit.person, pseudonym)
    except NothingWaiting:
        await visit.show("nothing-to-take")
    except NotInTeam:
        await visit.reply("unknown-command")
    except AlreadyTaken as taken:
        await visit.show("already-taken", worker=taken.worker)


async def take_pressed(visit: Visit, args: list[str]) -> None:
    """Take the request of an alert."""
    case_id = CaseId(int(args[0]))
    try:
        await take_case(visit.ctx, visit.person, case_id)
    except NotInTeam:
        visit.say("toast-stale-button")
    except NothingWaiting:
        visit.say("toast-no-longer-waits")
        await visit.replace("alert-gone")
    except AlreadyTaken as taken:
        if taken.worker == visit.person.id:
            visit.say("toast-already-yours")
            return
        visit.say("toast-already-taken")
        case = await cases.get(visit.ctx.tx, case_id)
        pseudonym = case.pseudonym if case else ""
        await visit.replace("alert-taken", about=case, pseudonym=pseudonym, worker=taken.worker)


async def _queue(view: View) -> Page:
    async with view.store.reading() as tx:
        waiting = await cases.queue(tx, _SHOWN)
        total = await cases.waiting_count(tx)
    if not waiting:
        return Page(view.words("queue-empty"))
    lines = "\n".join(_line(view, case) for case in waiting)
    more = view.label("queue-more", count=total - len(waiting)) if total > len(waiting) else ""
    rows = [
        [Press(view.label("button-take-one", pseudonym=case.pseudonym), "take", (case.id,))]
        for case in waiting
    ]
    return Page(view.words("queue", lines=lines, more=more, count=total), rows)


def _line(view: View, case: Case) -> str:
    return view.label(
        "queue-line",
        pseudonym=case.pseudonym,
        danger=view.label(f"danger-{case.danger.word}"),
        topic=view.label(f"topic-{case.topic}"),
        waited=view.duration(view.now - case.opened_at),
    )


async def _case(view: View) -> Case | None:
    async with view.store.reading() as tx:
        return await cases.get(tx, CaseId(view.number("case_id")))


async def _alert(view: View) -> Page:
    case = await _case(view)
    if case is None:
        return Page(view.words("alert-gone"))
    key = "alert-immediate" if case.danger is Danger.IMMEDIATE else "alert"
    return Page(
        view.words(key, **_about(view, case)),
        [[view.press("button-take", "take", case.id)]],
    )


def _about(view: View, case: Case) -> dict[str, str]:
    return {
        "pseudonym": case.pseudonym,
        "danger": view.label(f"danger-{case.danger.word}"),
        "topic": view.label(f"topic-{case.topic}"),
        "why": why_in_words(view, case),
        "waited": view.duration(view.now - case.opened_at),
    }


def why_in_words(view: View, case: Case) -> str:
    """Why triage thinks so, in words a worker understands."""
    known = [f"reason-{reason}" for reason in case.why if view.knows(f"reason-{reason}")]
    return ", ".join(view.label(key) for key in known) or view.label("reason-none")


async def _alert_taken(view: View) -> Page:
    async with view.store.reading() as tx:
        signature = await people.signature(tx, PersonId(view.number("worker")))
    name = (signature and signature.first_name) or view.label("a-colleague")
    return Page(view.words("alert-taken", pseudonym=view.text("pseudonym"), name=name))


async def _already_taken(view: View) -> Page:
    async with view.store.reading() as tx:
        signature = await people.signature(tx, PersonId(view.number("worker")))
    name = (signature and signature.first_name) or view.label("a-colleague")
    return Page(view.words("already-taken", name=name))


async def _header(view: View) -> Page:
    case = await _case(view)
    if case is None:
        return Page(view.words("alert-gone"))
    async with view.store.reading() as tx:
        held = await messages.of_case(tx, case.id, [State.HELD])
        waiting = await messages.of_case(tx, case.id, [State.LEAVING, State.PASSED])
    count = len(waiting)
    text = view.words("case-header", count=count, held=len(held), **_about(view, case))
    if case.danger >= Danger.HIGH:
        text = text.then(view.words("danger-questions"))
    rows = [
        [view.press("button-close", "close", case.id)],
        [
            view.press("button-triage-right", "triage", case.id, 1),
            view.press("button-triage-wrong", "triage", case.id, 0),
        ],
    ]
    if may_accept_images(case):
        rows.append([view.press("button-accept-images", "images", case.id)])
    return Page(text, rows)


async def _danger_rises(view: View) -> Page:
    case = await _case(view)
    if case is None:
        return Page(view.words("alert-gone"))
    return Page(view.words("danger-rises", **_about(view, case)))


FEATURE = Feature(
    commands=(Command("file", TEAM, queue), Command("prendre", TEAM, take)),
    buttons=(Button("queue", TEAM, by_button(queue)), Button("take", TEAM, take_pressed)),
    screens={
        "queue": _queue,
        "alert": _alert,
        "alert-taken": _alert_taken,
        "alert-cancelled": plain("alert-cancelled"),
        "alert-gone": plain("alert-gone"),
        "already-taken": _already_taken,
        "nothing-to-take": plain("nothing-to-take"),
        "case-header": _header,
        "danger-rises": _danger_rises,
    },
)
