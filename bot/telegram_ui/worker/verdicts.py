"""A worker's word on what triage thought of a case."""

from bot.actions.rate_case import judge_triage
from bot.telegram_ui.features import TEAM, Button, Feature
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case


async def triage_pressed(visit: Visit, args: list[str]) -> None:
    """Bien vu, or false alarm: a counter that tells how good triage is."""
    case = await own_case(visit, args[0])
    if case is None:
        return
    counted = await judge_triage(visit.ctx, case, right=args[1] == "1")
    visit.say("toast-thanks" if counted else "toast-already-rated")


FEATURE = Feature(buttons=(Button("triage", TEAM, triage_pressed),))
