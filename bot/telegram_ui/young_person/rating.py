"""After a conversation: one tap of satisfaction."""

from bot.actions.rate_case import SATISFACTIONS, rate_case
from bot.domain.people import CaseId
from bot.telegram_ui.features import YOUNG, Button, Feature, Screen, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit


async def rate(visit: Visit, args: list[str]) -> None:
    """Count a tap, once."""
    case_id, satisfaction = int(args[0]), args[1]
    if satisfaction not in SATISFACTIONS:
        return
    counted = await rate_case(visit.ctx, visit.person.id, CaseId(case_id), satisfaction)
    visit.say("toast-thanks" if counted else "toast-already-rated")
    await visit.replace("rated")


def _asks(key: str) -> Screen:
    async def screen(view: View) -> Page:
        case_id = view.number("case_id")
        taps = [view.press(f"button-rate-{one}", "rate", case_id, one) for one in SATISFACTIONS]
        return Page(view.words(key), [taps, [view.press("button-menu", "menu")]])

    return screen


FEATURE = Feature(
    buttons=(Button("rate", YOUNG, rate),),
    screens={
        "case-closed": _asks("case-closed"),
        "conversation-ended": _asks("conversation-ended"),
        "rated": plain("rated", (("button-talk", "talk"), ("button-menu", "menu"))),
    },
)
