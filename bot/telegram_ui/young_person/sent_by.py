"""Whoever comes by a partner's link reads how to reach that partner, too."""

from dataclasses import dataclass

from bot.domain.screens import Screen
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.partners import partner_page
from bot.telegram_ui.young_person.welcome import menu_buttons


@dataclass(frozen=True, slots=True)
class SentBy(Screen):
    """The partner whose link somebody followed."""

    territory: str
    partner: str


async def _sent_by(view: View, screen: SentBy) -> Page:
    partners = view.library.territory(screen.territory).partners
    partner = next((one for one in partners if one.id == screen.partner), None)
    if partner is None:
        return Page(view.words("menu"), menu_buttons(view))
    return Page(view.words("sent-by").then(partner_page(view, partner)))


FEATURE = Feature(screens=(draws(SentBy, _sent_by),))
