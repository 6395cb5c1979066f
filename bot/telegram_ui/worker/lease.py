"""Somebody waits for an answer of whoever has their case: be at it, or give it back."""

from bot.actions.give_back_cases import give_back_case
from bot.actions.mind_lease import stay_on
from bot.actions.screens import CaseReturned, Nudge
from bot.domain.cases import NoCase
from bot.domain.people import CaseId
from bot.telegram_ui.features import TEAM, Button, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.header import ALERT_GONE, case_of


async def stay_pressed(visit: Visit, args: list[str]) -> None:
    """They are at it: the time to answer begins anew."""
    try:
        await stay_on(visit.ctx, visit.person.id, CaseId(int(args[0])), int(args[1]))
    except NoCase:
        visit.say("toast-not-your-case")
    else:
        visit.say("toast-lease-renewed")


async def give_back_pressed(visit: Visit, args: list[str]) -> None:
    """Somebody else shall answer: the case waits again, with all that was written."""
    try:
        case = await give_back_case(visit.ctx, visit.person.id, CaseId(int(args[0])), int(args[1]))
    except NoCase:
        visit.say("toast-not-your-case")
    else:
        visit.say("toast-given-back")
        await visit.replace(CaseReturned(case.pseudonym), about=case)


async def _nudge(view: View, screen: Nudge) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.owed_since is None:
        return Page(view.words(ALERT_GONE.name))
    text = view.words(
        "nudge",
        pseudonym=case.pseudonym,
        danger=view.label(f"danger-{case.danger.word}"),
        since=view.duration(view.now - case.owed_since),
        left=view.duration(view.territory_of(case).waiting.delays.unanswered(case.danger)),
    )
    rows = [
        [view.press("button-stay", "stay", case.id, case.epoch)],
        [view.press("button-give-back", "give-back", case.id, case.epoch)],
    ]
    return Page(text, rows)


FEATURE = Feature(
    buttons=(
        Button("stay", TEAM, stay_pressed),
        Button("give-back", TEAM, give_back_pressed),
    ),
    screens=(draws(Nudge, _nudge), plain(CaseReturned)),
)
