"""The general screen: any piece of content whose kind has no screen of its own."""

from bot.content.handles import named
from bot.content.kinds.base import Target
from bot.content.kinds.shelf import Shown
from bot.content.rendering import pages
from bot.content.rich import joined
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.trails import At, Spot, Where
from bot.telegram_ui.young_person.reading import Reading, numbered, turning


async def _item(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    item = _find(reading)
    if item is None:
        return reading.gone()
    reading = reading.about(item.topic, item.audience)
    presenter = reading.presenter
    whole = joined((*presenter.pages_of(item, view.local_now), presenter.sources_line(item)))
    texts = pages(whole)
    at = min(reading.here.number(0), len(texts) - 1)
    rows = turning(reading, at, len(texts))
    if at == len(texts) - 1:
        rows += reading.all_towards(view.library.targets(text for _, text in item.leads_to()))
    home = Spot.of(Where.TOPIC, item.topic)
    return Page(numbered(view, texts[at], at, len(texts)), reading.footer(rows, home))


def _find(reading: Reading) -> Shown | None:
    everything = reading.view.library.everything
    names = (str(target) for target in everything)
    name = named(reading.here.where, reading.here.handle, names)
    target = Target.parse(name) if name else None
    return everything.get(target) if target else None


FEATURE = Feature(screens=(draws(At, _item, Where.ITEM.screen),))
