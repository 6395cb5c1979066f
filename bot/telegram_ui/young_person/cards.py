"""One card: what to do first, then, who helps; with the pages it opens and what comes next."""

from bot.content.kinds.card import Card
from bot.content.rich import titled
from bot.domain.people import Audience
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import At, Spot, Trail, Where
from bot.telegram_ui.young_person.reading import (
    CHOICES,
    Reading,
    Rows,
    link_rows,
    numbered,
    turning,
)


def card_button(card: Card) -> Press:
    """The button that opens a card in a message of its own."""
    trail = Trail(Spot.of(Where.CARD, card.id))
    return Press(f"{card.emoji} {card.title}", "open", trail.parts)


async def _card(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    name = reading.find(view.library.cards)
    if name is None:
        return reading.gone()
    card = view.library.cards[name]
    reading = reading.about(card.topic, card.audience)
    pages = reading.presenter.card_pages(card, view.local_now)
    if reading.here.number(1):
        return _places(reading, card)
    at = min(reading.here.number(0), len(pages) - 1)
    rows = turning(reading, at, len(pages))
    if at == len(pages) - 1:
        rows += _further(reading, card, at)
    text = numbered(view, pages[at], at, len(pages))
    if card.audience is Audience.YOUNG:
        text = reading.addressed(text)
    return Page(text, reading.footer(rows, _home(card)))


def _further(reading: Reading, card: Card, at: int) -> Rows:
    """Pages to open and what comes next: what is too much for one screen is one button away."""
    onward = reading.all_towards(reading.view.library.targets(card.next))
    links = reading.presenter.link_buttons(card)
    if len(links) + len(onward) <= CHOICES + 1:
        return [*link_rows(links), *onward]
    more = reading.to(reading.label("button-more-links"), reading.here.at(at, 1))
    first = max(0, CHOICES - len(onward))
    return [*link_rows(links[:first]), [more], *onward]


def _places(reading: Reading, card: Card) -> Page:
    """All the pages that a card opens."""
    text = titled(f"{card.emoji} {card.title}", reading.label("more-links"))
    links = link_rows(reading.presenter.link_buttons(card))
    if card.audience is Audience.YOUNG:
        text = reading.addressed(text)
    return Page(text, reading.footer(links, reading.here.at()))


def _home(card: Card) -> Spot:
    if card.audience is Audience.PROFESSIONALS:
        return Spot(Where.PROFESSIONALS)
    return Spot.of(Where.TOPIC, card.topic)


FEATURE = Feature(screens=(draws(At, _card, Where.CARD.screen),))
