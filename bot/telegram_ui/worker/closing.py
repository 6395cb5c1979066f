"""/clore: end a case with an outcome."""

from bot.actions.close_case import close_case
from bot.domain.cases import WORKER_OUTCOMES, Case, NoCase, Outcome, named
from bot.domain.people import CaseId
from bot.store import cases
from bot.telegram_ui.features import TEAM, Button, Command, Feature, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case


async def close(visit: Visit, rest: str) -> None:
    """Ask the outcome of the case that is named or the only one, or which case is meant."""
    mine = await cases.taken_by(visit.ctx.tx, visit.person.id)
    if not mine:
        await visit.show("worker-no-case")
        return
    case = named(mine, rest)
    if case is None:
        await visit.show("close-which", listing=True)
    else:
        await visit.show("close-outcome", about=case, case_id=case.id, pseudonym=case.pseudonym)


async def close_pressed(visit: Visit, args: list[str]) -> None:
    """Ask the outcome of one case."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.show("close-outcome", about=case, case_id=case.id, pseudonym=case.pseudonym)


async def outcome_pressed(visit: Visit, args: list[str]) -> None:
    """Close with this outcome."""
    outcome = Outcome(args[1])
    if outcome not in WORKER_OUTCOMES:
        return
    try:
        case = await close_case(visit.ctx, visit.person.id, CaseId(int(args[0])), outcome)
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.replace("closed", about=case, pseudonym=case.pseudonym, outcome=outcome.value)


async def closing_cancelled(visit: Visit, args: list[str]) -> None:
    """The case stays open, unless it was closed by a tap just before."""
    # Buttons of an earlier version do not say which case.
    if args and await own_case(visit, args[0]) is None:
        return
    await visit.replace("closing-cancelled")


async def _which(view: View) -> Page:
    async with view.store.reading() as tx:
        mine: list[Case] = await cases.taken_by(tx, view.reader)
    return Page(
        view.words("close-which"), [[Press(case.pseudonym, "close", (case.id,))] for case in mine]
    )


async def _outcome(view: View) -> Page:
    case_id = CaseId(view.number("case_id"))
    rows = [
        [view.press(f"button-outcome-{outcome}", "outcome", case_id, outcome.value)]
        for outcome in WORKER_OUTCOMES
    ]
    rows.append([view.press("button-cancel", "closing-cancelled", case_id)])
    return Page(view.words("close-outcome", pseudonym=view.text("pseudonym")), rows)


async def _closed(view: View) -> Page:
    outcome = view.label(f"outcome-{view.text('outcome')}")
    text = view.words("closed", pseudonym=view.text("pseudonym"), outcome=outcome)
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
        Button("closing-cancelled", TEAM, closing_cancelled),
    ),
    screens={
        "close-which": _which,
        "close-outcome": _outcome,
        "closed": _closed,
        "closing-cancelled": plain("closing-cancelled"),
        "case-ended-by-person": plain("case-ended-by-person"),
        "case-erased": plain("case-erased"),
    },
)
