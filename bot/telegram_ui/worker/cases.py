"""/cas: a worker's cases, and turning to another one; images; the worker's word on triage."""

from bot.actions.rate_case import judge_triage
from bot.actions.release_message import accept_images
from bot.actions.switch_case import switch_case
from bot.domain.cases import Case, ImagesRefused, NoCase, Status
from bot.domain.people import CaseId
from bot.store import cases, people
from bot.telegram_ui.features import TEAM, Button, Command, Feature, by_button, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit


async def my_cases(visit: Visit, rest: str) -> None:
    """List the open cases, with a button for each."""
    del rest
    await visit.show("my-cases", listing=True)


async def switch_pressed(visit: Visit, args: list[str]) -> None:
    """Turn to a case: plain messages go there from now on."""
    try:
        case = await switch_case(visit.ctx, visit.person, CaseId(int(args[0])))
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.show("case-current", about=case, pseudonym=case.pseudonym)


async def own_case(visit: Visit, case_id: str) -> Case | None:
    """The taken case a button speaks of, if it is this worker's; else a word on why not."""
    case = await cases.get(visit.ctx.tx, CaseId(int(case_id)))
    if case is None or case.status is not Status.TAKEN or case.worker_id != visit.person.id:
        visit.say("toast-not-your-case")
        return None
    return case


async def images_pressed(visit: Visit, args: list[str]) -> None:
    """Let images through in this case, where that is allowed."""
    case = await own_case(visit, args[0])
    if case is None:
        return
    if case.images_accepted:
        visit.say("toast-images-already")
        return
    try:
        count = await accept_images(visit.ctx, visit.person.id, case.id)
    except ImagesRefused:
        await visit.show("images-never")
        return
    await visit.show("images-accepted-worker", about=case, pseudonym=case.pseudonym, count=count)


async def triage_pressed(visit: Visit, args: list[str]) -> None:
    """Bien vu, or false alarm: a counter that tells how good triage is."""
    case = await own_case(visit, args[0])
    if case is None:
        return
    counted = await judge_triage(visit.ctx, case, right=args[1] == "1")
    visit.say("toast-thanks" if counted else "toast-already-rated")


async def _my_cases(view: View) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
        me = await people.get(tx, view.reader)
    if not mine:
        return Page(view.words("my-cases-none"), [[view.press("button-queue", "queue")]])
    current = me.current_case if me else None
    lines = "\n".join(_line(view, case, current) for case in mine)
    rows = [[Press(case.pseudonym, "switch", (case.id,))] for case in mine]
    return Page(view.words("my-cases", lines=lines, count=len(mine)), rows)


def _line(view: View, case: Case, current: CaseId | None) -> str:
    return view.label(
        "case-line-current" if case.id == current else "case-line",
        pseudonym=case.pseudonym,
        danger=view.label(f"danger-{case.danger.word}"),
        topic=view.label(f"topic-{case.topic}"),
        since=view.duration(view.now - (case.taken_at or case.opened_at)),
    )


FEATURE = Feature(
    commands=(Command("cas", TEAM, my_cases),),
    buttons=(
        Button("my-cases", TEAM, by_button(my_cases)),
        Button("switch", TEAM, switch_pressed),
        Button("images", TEAM, images_pressed),
        Button("triage", TEAM, triage_pressed),
    ),
    screens={
        "my-cases": _my_cases,
        "case-current": plain("case-current"),
        "images-never": plain("images-never"),
        "images-accepted-worker": plain("images-accepted-worker"),
    },
)
