"""In grave danger, whoever answers gets a page of their own that fits it."""

from dataclasses import dataclass

from bot.domain.guides import guides_for
from bot.domain.people import CaseId
from bot.domain.screens import Screen
from bot.store.parcels import Lane
from bot.telegram_ui.features import TEAM, Button, Feature, draws
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.header import ALERT_GONE, case_of, to_ask


@dataclass(frozen=True, slots=True)
class DangerGuide(Screen):
    """What to ask, what to do, whom to call, how to tell the person."""

    case_id: CaseId


async def guide_pressed(visit: Visit, args: list[str]) -> None:
    """Show the page that fits the case as it is now."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.show(DangerGuide(case.id), lane=Lane.DANGER, about=case)


async def _guide(view: View, screen: DangerGuide) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    advice = [view.label(f"guide-do-{one}") for one in guides_for(case.topic, case.why)]
    contacts = view.library.emergency(case.danger, case.topic, view.local_now, case.why)
    text = view.words("guide-do", advice="\n".join(advice), pseudonym=case.pseudonym)
    text = text.then(to_ask(view, case))
    lines = view.presenter.contact_lines(contacts, view.local_now)
    return Page(
        text.then(view.words("guide-call")).then(lines).then(view.words("guide-tell")),
        [[view.press("button-give-back", "give-back", case.id, case.epoch)]],
    )


FEATURE = Feature(
    buttons=(Button("guide", TEAM, guide_pressed),),
    screens=(draws(DangerGuide, _guide),),
)
