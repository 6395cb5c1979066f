"""The bot's name and a word, typed in any chat: cards, paths and services to share there.

Nothing is kept or counted of who asked, or of what; whoever asks need not be known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import InlineQueryResultArticle, InputTextMessageContent

from bot.content.collection import Library
from bot.content.kinds.base import Kind, Target
from bot.content.kinds.contact import Contact
from bot.content.presenting import Presenter
from bot.content.rich import Rich
from bot.content.shareable import SERVICE, find_shareable
from bot.content.typography import typeset
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.start_codes import StartCode
from bot.telegram_ui.pages import entities
from bot.telegram_ui.sending import NO_PREVIEW

#: More would not be looked through on a phone; numbers that are shown for no word at all.
MOST, _NUMBERS = 10, 4
#: Letters of a line below a title.
_DESCRIBED = 90


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be sent: how it is listed, and what arrives."""

    id: str
    title: str
    description: str
    text: Rich


def offers(
    library: Library, words: str, verdict: Verdict, now: datetime, username: str
) -> list[Offer]:
    """What somebody who typed ``words`` could send, the best first.

    Words that sound dangerous bring the numbers that fit first; none bring the most needed ones.
    ``now``: in the time of the services.
    """
    maker = _Maker(library, now, username)
    urgent = verdict.danger >= Danger.HIGH
    if not words.strip() or urgent:
        topic = verdict.topics[0] if urgent and verdict.topics else Topic.AUTRE
        danger = verdict.danger if urgent else Danger.HIGH
        numbers = library.emergency(danger, topic, now, verdict.why if urgent else ())
        first = [maker.service(one) for one in numbers[:_NUMBERS]]
    else:
        first = []
    found = find_shareable(library, words, MOST) if words.strip() else []
    made = [*first, *(offer for target in found if (offer := maker.of(target)))]
    return list({offer.id: offer for offer in made}.values())[:MOST]


@dataclass(frozen=True, slots=True)
class _Maker:
    library: Library
    now: datetime
    username: str

    @property
    def _presenter(self) -> Presenter:
        return Presenter(self.library)

    def of(self, target: Target) -> Offer | None:
        """A card, a path or a service; None if it is gone."""
        if target.kind == SERVICE:
            contact = self.library.contacts.get(target.id)
            return self.service(contact) if contact else None
        item = self.library.get(target.kind, target.id)
        if item is None:
            return None
        card = self.library.cards.get(target.id) if target.kind == Kind.CARD else None
        pages = (
            self._presenter.card_pages(card, self.now)
            if card
            else self._presenter.pages_of(item, self.now)
        )
        told = card.summary if card else pages[0].text.partition("\n")[2].strip()
        text = pages[0].then(Rich(self._way_on(item.topic)))
        return Offer(f"{target.kind}:{target.id}", item.title, _short(told), text)

    def service(self, contact: Contact) -> Offer:
        """A service: its number, what it is for, when it answers."""
        text = self._presenter.contact_page(contact, self.now)
        title = f"{contact.number} · {contact.name}" if contact.number else contact.name
        told = text.text.partition("\n")[2].strip()
        return Offer(f"{SERVICE}:{contact.id}", title, _short(told), text)

    def _way_on(self, topic: Topic) -> str:
        link = f"https://t.me/{self.username}?start={StartCode(topic=topic)}"
        return self.library.strings.label("inline-more", link=link)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _DESCRIBED else line[: _DESCRIBED - 1].rstrip() + "…"


def articles(made: Iterable[Offer]) -> Sequence[InlineQueryResultArticle]:
    """The same as Telegram takes it."""
    return [
        InlineQueryResultArticle(
            one.id,
            one.title,
            InputTextMessageContent(
                typeset(one.text.text),
                entities=entities(one.text),
                link_preview_options=NO_PREVIEW,
            ),
            description=one.description or None,
        )
        for one in made
    ]
