"""/alerte: a worker says that a case is dangerous, and coordination is called."""

from dataclasses import dataclass

from bot.actions.call_for_help import call_for_help, take_over
from bot.actions.screens import WorkerCalls
from bot.domain.cases import NoCase
from bot.domain.danger import Danger
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store.parcels import Lane
from bot.telegram_ui.features import (
    COORDINATION,
    TEAM,
    Button,
    Command,
    Feature,
    draws,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.guide import DangerGuide
from bot.telegram_ui.worker.header import ALERT_GONE, about, case_of
from bot.telegram_ui.worker.which_case import WhichCase

CALL_WHICH = Notice("call-which")
CALL_CANCELLED = Notice("call-cancelled")
_LEVELS = (Danger.IMMEDIATE, Danger.HIGH)


@dataclass(frozen=True, slots=True)
class CallForHelp(Screen):
    """How dangerous is it?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class HelpCalled(Screen):
    """So many coordinators are called."""

    pseudonym: str
    count: int


async def level_pressed(visit: Visit, args: list[str]) -> None:
    """Raise it, call coordination, and show what to do meanwhile."""
    case_id, epoch, level = (int(arg) for arg in args)
    danger = next((one for one in _LEVELS if one == level), Danger.HIGH)
    try:
        case, called = await call_for_help(
            visit.ctx, visit.person.id, CaseId(case_id), epoch, danger
        )
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.replace(HelpCalled(case.pseudonym, called), about=case)
    await visit.show(DangerGuide(case.id), lane=Lane.DANGER, about=case)


async def cancelled(visit: Visit, args: list[str]) -> None:
    """Nothing changes."""
    if await own_case(visit, args[0]) is not None:
        await visit.replace(CALL_CANCELLED)


async def take_over_pressed(visit: Visit, args: list[str]) -> None:
    """A coordinator answers instead; what follows says so."""
    try:
        case = await take_over(visit.ctx, visit.person, CaseId(int(args[0])), int(args[1]))
    except NoCase:
        visit.say("toast-offer-over")
        return
    visit.say("toast-taken-over", pseudonym=case.pseudonym)


async def _level(view: View, screen: CallForHelp) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    rows = [
        [
            Press(
                view.label(f"button-call-{level.word}"),
                "call-level",
                (case.id, case.epoch, int(level)),
            )
        ]
        for level in _LEVELS
    ]
    rows.append([view.press("button-cancel", "call-cancelled", case.id)])
    return Page(view.words("call-for-help", pseudonym=case.pseudonym), rows)


async def _worker_calls(view: View, screen: WorkerCalls) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    name, function = await signed_by(view, screen.worker)
    told = await about(view, case)
    text = view.words("worker-calls", name=name, function=function, **told)
    return Page(text, [[view.press("button-take-over", "take-over", case.id, case.epoch)]])


CALL = WhichCase(CALL_WHICH, "button-call-one", "call", lambda case: CallForHelp(case.id))

FEATURE = Feature(
    commands=(Command("alerte", TEAM, CALL.command),),
    buttons=(
        CALL.button,
        Button("call-level", TEAM, level_pressed),
        Button("call-cancelled", TEAM, cancelled),
        Button("take-over", COORDINATION, take_over_pressed),
    ),
    screens=(
        CALL.screen,
        draws(CallForHelp, _level),
        draws(WorkerCalls, _worker_calls),
        plain(HelpCalled),
        plain(CALL_CANCELLED),
    ),
)
