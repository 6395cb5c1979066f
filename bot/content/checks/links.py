"""Buttons and contacts that lead nowhere."""

import re
from collections.abc import Iterator

from bot.content.checks.audited import ACTIONS, Audited, texts_of
from bot.content.findings import Finding, Loc, Severity
from bot.content.kinds.base import Kind, Target
from bot.content.rendering import CONTACT
from bot.domain.danger import Topic

#: Before a number that is a word in its sentence, French wants an article.
NO_ARTICLE = re.compile(
    r"\b(?:appel\w*|contact\w*|avec|à|vers|par)\s+\{contact:([^{}]*)\}", re.IGNORECASE
)


def broken_links(audited: Audited) -> Iterator[Finding]:
    """Buttons whose target does not exist, or is hidden."""
    for item in audited.pages:
        for at, text in item.leads_to():
            yield from _check_link(audited, item.file, at, text)
    for position, text in enumerate(audited.library.verify.next):
        yield from _check_link(audited, audited.library.verify.file, ("next", position), text)
    yield from _topic_orders(audited)


def _check_link(audited: Audited, file: str, at: Loc, text: str) -> Iterator[Finding]:
    target = Target.parse(text)
    name = target.id if target else text
    args = {"target": text}
    kinds = audited.kinds_by_id.get(name, set())
    if target and target.kind is Kind.ACTION:
        if name not in ACTIONS:
            known = ", ".join(sorted(ACTIONS))
            yield Finding("unknown-action", file, at, args={**args, "known": known})
    elif target and target.kind is Kind.PLATFORM:
        if name not in audited.library.platforms:
            yield Finding("broken-link", file, at, args=args)
    elif kinds and (target is None or target.kind in kinds):
        if target is None and len(kinds) > 1:
            yield Finding("ambiguous-link", file, at, args=args)
    elif name in audited.hidden_ids:
        yield Finding("link-to-unverified", file, at, Severity.WARNING, args)
    elif name not in audited.broken:
        yield Finding("broken-link", file, at, args=args)


def _topic_orders(audited: Audited) -> Iterator[Finding]:
    library = audited.library
    for entry in library.topics.values():
        for shelf in library.shelves:
            for position, name in enumerate(getattr(entry, shelf.folder, ())):
                known = name in library.on(shelf) or name in audited.hidden_ids
                if not known and name not in audited.broken:
                    at = (entry.id, shelf.folder, position)
                    yield Finding("broken-link", entry.file, at, args={"target": name})


def contact_mentions(audited: Audited) -> Iterator[Finding]:
    """Contacts that do not exist or are not verified, in sentences and in lists."""
    for item in audited.written:
        file = str(getattr(item, "file", ""))
        for at, text in texts_of(item):
            for match in CONTACT.finditer(text):
                yield from _check_contact(audited, file, _line_in(at, text, match), match[1])
            for match in NO_ARTICLE.finditer(text):
                contact = audited.library.contacts.get(match[1])
                if contact and contact.number and contact.mention[:1].isdigit():
                    where = _line_in(at, text, match)
                    args = {"id": match[1]}
                    yield Finding("contact-without-article", file, where, Severity.WARNING, args)
    for card in audited.library.cards.values():
        for position, name in enumerate(card.contacts):
            yield from _check_contact(
                audited, card.file, ("contacts", position), name, Severity.WARNING
            )
    for position, check in enumerate(audited.library.verify.cross_check):
        at = ("cross_check", position)
        yield from _check_contact(audited, audited.library.verify.file, at, check.contact)


def _line_in(at: Loc, text: str, match: re.Match[str]) -> Loc:
    """Inside the body of a card, the line is known."""
    return (*at, text.count("\n", 0, match.start())) if at == ("body",) else at


def _check_contact(
    audited: Audited, file: str, at: Loc, name: str, when_hidden: Severity = Severity.ERROR
) -> Iterator[Finding]:
    if name in audited.library.contacts or name in audited.broken:
        return
    if name in audited.hidden_contacts:
        yield Finding("contact-not-verified", file, at, when_hidden, {"id": name})
    else:
        yield Finding("unknown-contact", file, at, args={"id": name})


def empty_topics(audited: Audited) -> Iterator[Finding]:
    """Topics of the menu with nothing in them, and topics that the menu lacks."""
    library = audited.library
    for topic in Topic:
        entry = library.topics.get(topic)
        if entry is None:
            yield Finding("topic-not-in-menu", "fr/topics.yaml", args={"topic": str(topic)})
        elif not library.of_topic(topic):
            args = {"topic": str(topic)}
            yield Finding("topic-empty", entry.file, (entry.id,), Severity.WARNING, args)
