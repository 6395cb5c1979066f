"""/clore: end a case with an outcome."""

from dataclasses import dataclass

from bot.actions.close_case import close_case
from bot.actions.screens import CASE_ERASED, CaseEndedByPerson
from bot.domain.cases import WORKER_OUTCOMES, Case, NoCase, Outcome, named
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.conversation import WORKER_NO_CASE

CLOSE_WHICH = Notice("close-which")
CLOSE_NO_SUCH = Notice("close-no-such")
CLOSING_CANCELLED = Notice("closing-cancelled")


@dataclass(frozen=True, slots=True)
class CloseOutcome(Screen):
    """How did it end?"""

    case_id: CaseId
    pseudonym: str


@dataclass(frozen=True, slots=True)
class CloseConfirm(Screen):
    """The last word before a case is closed, which nothing undoes."""

    case_id: CaseId
    pseudonym: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Closed(Screen):
    """A case was closed."""

    pseudonym: str
    outcome: Outcome


async def close(visit: Visit, rest: str) -> None:
    """Ask the outcome of the case that is named or the only one, or which case is meant."""
    mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
    if not mine:
        await visit.show(WORKER_NO_CASE)
        return
    case = named(mine, rest, visit.place)
    if case is None:
        await visit.show(CLOSE_NO_SUCH if rest else CLOSE_WHICH, listing=True)
    else:
        await visit.show(CloseOutcome(case.id, case.pseudonym), about=case)


async def close_pressed(visit: Visit, args: list[str]) -> None:
    """Ask the outcome of one case."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.show(CloseOutcome(case.id, case.pseudonym), about=case)


async def outcome_pressed(visit: Visit, args: list[str]) -> None:
    """Ask once more, with who and how: what is next to it on a phone ends a conversation too."""
    outcome = Outcome(args[1])
    case = await own_case(visit, args[0])
    if case is not None and outcome in WORKER_OUTCOMES:
        await visit.replace(CloseConfirm(case.id, case.pseudonym, outcome), about=case)


async def other_outcome_pressed(visit: Visit, args: list[str]) -> None:
    """Choose again, in place."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.replace(CloseOutcome(case.id, case.pseudonym), about=case)


async def close_confirmed(visit: Visit, args: list[str]) -> None:
    """Close with this outcome."""
    outcome = Outcome(args[1])
    if outcome not in WORKER_OUTCOMES:
        return
    try:
        case = await close_case(visit.ctx, visit.person.id, CaseId(int(args[0])), outcome)
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.replace(Closed(case.pseudonym, outcome), about=case)


async def closing_cancelled(visit: Visit, args: list[str]) -> None:
    """The case stays open, unless it was closed by a tap just before."""
    # Buttons of an earlier version do not say which case.
    if args and await own_case(visit, args[0]) is None:
        return
    await visit.replace(CLOSING_CANCELLED)


async def _which(view: View) -> Page:
    return await _choice(view, CLOSE_WHICH)


async def _no_such(view: View) -> Page:
    return await _choice(view, CLOSE_NO_SUCH)


async def _choice(view: View, said: Notice) -> Page:
    async with view.store.reading() as tx:
        mine: list[Case] = await cases.taken_by(tx, view.reader)
    rows = [
        [Press(view.label("button-close-one", pseudonym=case.pseudonym), "close", (case.id,))]
        for case in mine
    ]
    return Page(view.words(said.name), rows)


async def _outcome(view: View, screen: CloseOutcome) -> Page:
    case_id = screen.case_id
    rows = [
        [view.press(f"button-outcome-{outcome}", "outcome", case_id, outcome.value)]
        for outcome in WORKER_OUTCOMES
    ]
    rows.append([view.press("button-cancel", "closing-cancelled", case_id)])
    return Page(view.words("close-outcome", pseudonym=screen.pseudonym), rows)


async def _confirm(view: View, screen: CloseConfirm) -> Page:
    outcome = view.label(f"outcome-{screen.outcome}")
    text = view.words("close-confirm", pseudonym=screen.pseudonym, outcome=outcome)
    close_now = view.label("button-close-now", pseudonym=screen.pseudonym)
    return Page(
        text,
        [
            [Press(close_now, "close-now", (screen.case_id, screen.outcome.value))],
            [view.press("button-other-outcome", "other-outcome", screen.case_id)],
            [view.press("button-keep-open", "closing-cancelled", screen.case_id)],
        ],
    )


async def _closed(view: View, screen: Closed) -> Page:
    outcome = view.label(f"outcome-{screen.outcome}")
    text = view.words("closed", pseudonym=screen.pseudonym, outcome=outcome)
    rows = [[view.press("button-queue", "queue")]]
    async with view.store.reading() as tx:
        others = bool(await cases.taken_by(tx, view.reader))
    if others:
        rows.append([view.press("button-my-cases", "my-cases")])
    return Page(text, rows)


FEATURE = Feature(
    commands=(Command("clore", TEAM, close),),
    buttons=(
        Button("close", TEAM, close_pressed),
        Button("outcome", TEAM, outcome_pressed),
        Button("other-outcome", TEAM, other_outcome_pressed),
        Button("close-now", TEAM, close_confirmed),
        Button("closing-cancelled", TEAM, closing_cancelled),
    ),
    screens=(
        notice(CLOSE_WHICH, _which),
        notice(CLOSE_NO_SUCH, _no_such),
        draws(CloseOutcome, _outcome),
        draws(CloseConfirm, _confirm),
        draws(Closed, _closed),
        plain(CLOSING_CANCELLED),
        plain(CaseEndedByPerson),
        plain(CASE_ERASED),
    ),
)
