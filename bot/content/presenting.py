"""Content as a person reads it: contacts with their hours, cards with their sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.collection import Library
from bot.content.kinds.base import Reviewed, Target
from bot.content.kinds.card import Card
from bot.content.kinds.contact import Contact, Timed
from bot.content.kinds.platform import Platform
from bot.content.kinds.shelf import Shown
from bot.content.moments import Moments
from bot.content.naming import write_out
from bot.content.opening_hours import leave_at
from bot.content.rendering import PAGE_LIMIT, Mention, pages, render
from bot.content.rich import Rich, joined, styled, titled
from bot.content.strings import Strings
from bot.domain.hours import Opening


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Presenter:
    """Turns content into messages, with the words of one library."""

    library: Library
    #: The texts around it, in the reader's voice; the library's own where it is not said.
    said: Strings | None = None

    @property
    def strings(self) -> Strings:
        """The texts around it."""
        return self.said or self.library.strings

    def contact_line(self, contact: Contact, now: datetime) -> Rich:
        """``Violences numériques — ouvre à 9 h``, below its number, in the time zone of ``now``.

        A number stands alone on its line: so phones offer to call it, short ones too.
        """
        name = (
            styled(contact.name, "text_link", contact.link) if contact.link else Rich(contact.name)
        )
        state = self.opening_words(contact, now)
        if not state and contact.sms:
            state = self.strings.label("contact-by-sms")
        line = name.then(Rich(state), " — ")
        return styled(contact.number, "bold").then(line, "\n") if contact.number else line

    def opening_words(self, timed: Timed, now: datetime) -> str:
        """*ouvert maintenant, jusqu'à 23 h*, in the zone of ``now``; empty when not known."""
        state = self.library.opening(timed, now)
        words = _opening_words(self, state, now) if state.known else ""
        leave = leave_at(timed, now)
        if state.is_closed and leave:
            return self.strings.label("opening-on-leave", reason=leave.reason, then=words)
        return words

    def contact_lines(self, contacts: Sequence[Contact], now: datetime) -> Rich:
        """One line a contact."""
        return joined((self.contact_line(c, now) for c in contacts), "\n")

    def first_steps(self, lines: Sequence[str]) -> Rich:
        """What to do first: one gesture a line."""
        return self.text("\n".join(f"- {line}" for line in lines))

    def help_lines(self, contacts: Sequence[Contact], now: datetime) -> Rich:
        """Who answers now, then who answers later, each with its hours.

        *Now* is never said of what is closed, nor of what nobody knows to be open.
        """
        answering, later = self.library.answering(contacts, now)
        parts = (("help-now", answering), ("help-later", later))
        told = (
            titled(self.strings.label(key)).then(self.contact_lines(some, now), "\n")
            for key, some in parts
            if some
        )
        return joined(told)

    def contact_page(self, contact: Contact, now: datetime) -> Rich:
        """All that is known about a service."""
        key = "contact-checked-on" if contact.confirmed_on else "contact-read-on"
        checked = self.strings.label(key, date=self.moments.day(_last_looked_at(contact)))
        about = [Rich(contact.who), Rich(contact.note or ""), styled(checked, "italic")]
        return joined([self.contact_line(contact, now), *about])

    def text(self, markdown: str) -> Rich:
        """Markdown of a card, a step, a result, ... with its contacts written out."""
        return render(write_out(markdown, self.strings), self.mention)

    @property
    def mention(self) -> Mention:
        """How a contact is written inside a sentence."""
        contacts = self.library.contacts
        hidden = {i.id: i for i in self.library.hidden if isinstance(i, Contact)}

        def written(name: str, _: bool) -> Rich:
            contact = contacts.get(name)
            if contact is None:
                return Rich(hidden[name].name if name in hidden else name)
            if contact.number:
                return styled(contact.mention, "bold")
            return styled(contact.mention, "text_link", contact.link)

        return written

    def card_pages(self, card: Card, now: datetime, limit: int = PAGE_LIMIT) -> tuple[Rich, ...]:
        """A card: title, text, who helps with what is open now, sources and date.

        A contact alone on its line is shown with its hours there, the others below.
        """
        contacts = self.library.contacts
        shown_in_text = set[str]()

        def mention(name: str, alone: bool) -> Rich:
            if not alone or name not in contacts:
                return self.mention(name, alone)
            shown_in_text.add(name)
            return self.contact_line(contacts[name], now)

        text = render(write_out(card.body, self.strings), mention)
        others = [contacts[n] for n in card.contacts if n in contacts and n not in shown_in_text]
        # A site without known hours has nothing to add to the text and its button.
        telling = [c for c in others if c.number or c.hours]
        whole = joined(
            [
                titled(f"{card.emoji} {card.title}"),
                text,
                self.contact_lines(telling, now),
                self.sources_line(card),
            ]
        )
        return pages(whole, limit)

    def pages_of(self, item: Shown, now: datetime) -> tuple[Rich, ...]:
        """All that a piece of content says, one message after the other."""
        if isinstance(item, Card):
            return self.card_pages(item, now)
        texts = (titled(part.title).then(self.text(part.text)) for part in item.parts())
        return tuple(page for text in texts for page in pages(text))

    def platform_steps(self, platform: Platform) -> Rich:
        """How to report, then how to block, on one application."""
        title = titled(self.strings.label("platform-title", name=platform.name))
        report = titled(self.strings.label("platform-report"))
        block = titled(self.strings.label("platform-block"))
        return joined(
            [
                title,
                report.then(self.text(platform.steps_report), "\n"),
                block.then(self.text(platform.steps_block), "\n"),
                self.sources_line(platform),
            ]
        )

    def sources_line(self, item: Reviewed) -> Rich:
        """Where the facts come from, in one discreet line."""
        # "franceinfo (article 123)": the number of the article is for editors.
        publishers = list(dict.fromkeys(s.publisher.split(" (")[0] for s in item.sources))
        key = "card-sources" if item.confirmed_on else "card-sources-read"
        day = self.moments.day(_last_looked_at(item))
        line = self.strings.label(key, sources=", ".join(publishers), date=day)
        return styled(line, "italic") if publishers else Rich("")

    def title_of(self, target: Target) -> str:
        """The label of a button to some content; empty when it is gone."""
        item = self.library.get(target.kind, target.id)
        return f"{item.emoji} {item.title}" if item else ""

    def link_buttons(self, card: Shown) -> tuple[LinkButton, ...]:
        """The pages that a card opens: its own links, then those of its contacts."""
        if not isinstance(card, Card):
            return ()
        contacts = (self.library.contacts.get(name) for name in card.contacts)
        buttons = [LinkButton(link.label, link.url) for link in card.links]
        buttons += [b for c in contacts if c for b in self.contact_buttons(c)]
        return tuple({button.url: button for button in reversed(buttons)}.values())[::-1]

    def contact_buttons(self, contact: Contact) -> tuple[LinkButton, ...]:
        """The chat and the site of a service."""
        name = contact.mention if contact.number and contact.number.isdigit() else contact.name
        labels = {contact.chat_url: "contact-chat-button", contact.url: "contact-site-button"}
        return tuple(
            LinkButton(self.strings.label(key, name=name), url)
            for url, key in labels.items()
            if url
        )

    @property
    def moments(self) -> Moments:
        """Dates and times in the language of the library."""
        return Moments(self.strings)


def _last_looked_at(item: Reviewed) -> date:
    """The day that is told: when a person opened the official page, else when it was read."""
    return item.confirmed_on or item.checked_on


#: An opening or a closing that is further away is told with its day.
_ONE_DAY = timedelta(days=1)
_ONE_WEEK_DAYS = 7


def _opening_words(presenter: Presenter, state: Opening, now: datetime) -> str:
    label = presenter.strings.label
    if state.changes_at is None:
        return label("opening-always" if state.is_open else "opening-closed")
    at = state.changes_at.astimezone(now.tzinfo)
    time = presenter.moments.clock(at)
    if not state.is_open:
        return _opens(presenter, at, now, time)
    soon = state.changes_at - now <= _ONE_DAY
    return label("opening-until", time=time) if soon else label("opening-open")


def _opens(presenter: Presenter, at: datetime, now: datetime, time: str) -> str:
    label, days_ahead = presenter.strings.label, (at.date() - now.date()).days
    if days_ahead == 0:
        return label("opening-opens-today", time=time)
    if days_ahead == 1:
        return label("opening-opens-tomorrow", time=time)
    if days_ahead < _ONE_WEEK_DAYS:
        return label("opening-opens-on", day=presenter.moments.weekday(at.date()), time=time)
    return label("opening-opens-date", date=presenter.moments.day(at.date()), time=time)
