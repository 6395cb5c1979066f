"""After a conversation: one tap of satisfaction."""

from dataclasses import dataclass

from bot.actions.rate_case import SATISFACTIONS, rate_case
from bot.actions.screens import CaseClosed
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

RATED = Notice("rated")


@dataclass(frozen=True, slots=True)
class ConversationEnded(Screen):
    """The young person ended the conversation: how was it?"""

    case_id: CaseId


async def rate(visit: Visit, args: list[str]) -> None:
    """Count a tap, once."""
    case_id, satisfaction = int(args[0]), args[1]
    if satisfaction not in SATISFACTIONS:
        return
    counted = await rate_case(visit.ctx, visit.person.id, CaseId(case_id), satisfaction)
    visit.say("toast-thanks" if counted else "toast-already-rated")
    await visit.replace(RATED)


async def _asking(view: View, screen: CaseClosed | ConversationEnded) -> Page:
    taps = [view.press(f"button-rate-{one}", "rate", screen.case_id, one) for one in SATISFACTIONS]
    follow_up, menu = view.press("button-follow-up", "follow-up"), view.press("button-menu", "menu")
    rows = [taps, [follow_up], [menu]]
    if isinstance(screen, ConversationEnded):
        rows.insert(0, [view.press("button-resume", "resume", screen.case_id)])
    return Page(view.words(screen.name), rows)


FEATURE = Feature(
    buttons=(Button("rate", YOUNG, rate),),
    screens=(
        draws(CaseClosed, _asking),
        draws(ConversationEnded, _asking),
        plain(
            RATED,
            (("button-follow-up", "follow-up"),),
            (("button-talk", "talk"), ("button-menu", "menu")),
        ),
    ),
)
