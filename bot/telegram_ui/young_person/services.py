"""Every service that helps: its number, who it is for, when it is open."""

from bot.content.rich import titled
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Button, Page, View
from bot.telegram_ui.trails import At, Spot, Where
from bot.telegram_ui.young_person.reading import Reading, Rows, link_rows, page_of


async def _services(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    buttons: list[Button] = [
        reading.to(
            f"{contact.number} · {contact.name}" if contact.number else contact.name,
            Spot.of(Where.SERVICE, contact.id),
        )
        for contact in view.library.contacts.values()
    ]
    rows: Rows = [[button] for button in buttons]
    numbered = [contact for contact in view.library.contacts.values() if contact.number]
    text = view.words("services").then(view.presenter.contact_lines(numbered, view.local_now))
    return Page(text, reading.footer(page_of(reading, rows)))


async def _service(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    name = reading.find(view.library.contacts)
    if name is None:
        return reading.gone()
    contact = view.library.contacts[name]
    rows = link_rows(reading.presenter.contact_buttons(contact))
    text = titled(contact.name).then(reading.presenter.contact_page(contact, view.local_now))
    return Page(text, reading.footer(rows, Spot(Where.SERVICES)))


FEATURE = Feature(
    screens=(draws(At, _services, Where.SERVICES.screen), draws(At, _service, Where.SERVICE.screen))
)
