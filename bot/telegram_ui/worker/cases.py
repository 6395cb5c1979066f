"""/cas: a worker's cases, and turning to another one."""

from dataclasses import dataclass

from bot.actions.switch_case import switch_case
from bot.domain.cases import Case, NoCase, Status
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases, messages, people
from bot.store.messages import State
from bot.telegram_ui.features import TEAM, Button, Command, Feature, by_button, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

MY_CASES = Notice("my-cases")


@dataclass(frozen=True, slots=True)
class CaseCurrent(Screen):
    """To whom a worker turned."""

    pseudonym: str


async def my_cases(visit: Visit, rest: str) -> None:
    """List the open cases, with a button for each."""
    del rest
    await visit.show(MY_CASES, listing=True)


async def switch_pressed(visit: Visit, args: list[str]) -> None:
    """Turn to a case: plain messages go there from now on."""
    try:
        case = await switch_case(visit.ctx, visit.person, CaseId(int(args[0])))
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.show(CaseCurrent(case.pseudonym), about=case)


async def own_case(visit: Visit, case_id: str) -> Case | None:
    """The taken case a button speaks of, if it is this worker's; else a word on why not."""
    case = await cases.get(visit.ctx.tx, CaseId(int(case_id)))
    if case is None or case.status is not Status.TAKEN or case.worker_id != visit.person.id:
        visit.say("toast-not-your-case")
        return None
    return case


async def _my_cases(view: View) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
        me = await people.get(tx, view.reader)
        notes = {case.id: await messages.of_case(tx, case.id, [State.NOTE]) for case in mine}
    if not mine:
        return Page(view.words("my-cases-none"), [[view.press("button-queue", "queue")]])
    current = me.current_case if me else None
    lines = "\n".join(_line(view, case, current, len(notes[case.id])) for case in mine)
    rows = [
        [Press(view.label("button-switch-to", pseudonym=case.pseudonym), "switch", (case.id,))]
        for case in mine
    ]
    return Page(view.words("my-cases", lines=lines, count=len(mine)), rows)


def _line(view: View, case: Case, current: CaseId | None, notes: int) -> str:
    line = view.label(
        "case-line-current" if case.id == current else "case-line",
        pseudonym=case.pseudonym,
        danger=view.label(f"danger-{case.danger.word}"),
        topic=view.label(f"topic-{case.topic}"),
        since=view.duration(view.now - (case.taken_at or case.opened_at)),
    )
    return line + view.label("case-line-notes", count=notes) if notes else line


FEATURE = Feature(
    commands=(Command("cas", TEAM, my_cases),),
    buttons=(
        Button("my-cases", TEAM, by_button(my_cases)),
        Button("switch", TEAM, switch_pressed),
    ),
    screens=(notice(MY_CASES, _my_cases), plain(CaseCurrent)),
)
