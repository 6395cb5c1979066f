"""What a person should check before opening: everything that nobody opened at its official page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.content.collection import Library
from bot.content.kinds.base import Reviewed
from bot.content.kinds.contact import Contact
from bot.content.kinds.first_steps import FirstSteps
from bot.content.kinds.quiz import Quiz
from bot.content.kinds.rumour import Rumour
from bot.domain.danger import Danger


class Urgency(IntEnum):
    """What is checked first; ordered."""

    #: A number or a site that people in danger are given.
    CONTACT = 0
    #: What is said in danger.
    DANGER = 1
    #: Any other text.
    TEXT = 2
    #: Written, and shown to nobody until it is checked.
    HIDDEN = 3


@dataclass(frozen=True, slots=True)
class ToVerify:
    """One thing to check, where it is written, and the pages it rests on."""

    urgency: Urgency
    id: str
    file: str
    #: ``publisher : title``, with the address where one is known.
    pages: tuple[str, ...]


def to_verify(library: Library) -> tuple[ToVerify, ...]:
    """All that has no ``confirmed_on``, the most urgent first."""
    shown: Iterable[Reviewed] = (
        *library.contacts.values(),
        *library.first_steps.values(),
        *library.rumours.values(),
        *library.law.values(),
        *library.platforms.values(),
        *library.everything.values(),
        library.verify,
        *library.hidden,
    )
    found = (_entry(item, library) for item in shown if item.confirmed_on is None)
    return tuple(sorted(found, key=lambda one: (one.urgency, one.file, one.id)))


def _entry(item: Reviewed, library: Library) -> ToVerify:
    return ToVerify(_urgency(item, library), item.id, item.file, tuple(_pages(item)))


def _urgency(item: Reviewed, library: Library) -> Urgency:
    if item in library.hidden or not item.verified:
        return Urgency.HIDDEN
    if isinstance(item, Contact):
        return Urgency.CONTACT
    level = getattr(item, "danger", Danger.NONE)
    grave = isinstance(item, FirstSteps) or level >= Danger.HIGH
    return Urgency.DANGER if grave else Urgency.TEXT


def _pages(item: Reviewed) -> Iterator[str]:
    """Official site of a contact first, then what was read."""
    if isinstance(item, Contact):
        yield from (url for url in dict.fromkeys((item.url, item.chat_url)) if url)
    if isinstance(item, Rumour):
        yield f"{item.by} : {item.link}"
    sources = [*item.sources]
    if isinstance(item, Quiz):
        sources += [question.source for question in item.questions]
    for source in dict.fromkeys(sources):
        yield f"{source.publisher} : {source.title}" + (f" <{source.url}>" if source.url else "")
