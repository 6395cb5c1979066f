"""In danger there is always somebody to call."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Loc, Severity
from bot.content.kinds.contact import Contact
from bot.domain.danger import Danger, Topic


def _always_answers(contact: Contact | None) -> bool:
    return bool(contact and contact.number and contact.never_closes)


def danger_without_help(audited: Audited) -> Iterator[Finding]:
    """Cards for high danger without a number that answers day and night."""
    contacts = audited.library.contacts
    for card in audited.library.cards.values():
        if card.danger >= Danger.HIGH and not any(
            _always_answers(contacts.get(name)) for name in card.contacts
        ):
            yield Finding("danger-without-number", card.file, ("contacts",), Severity.ERROR)


def emergency_gaps(audited: Audited) -> Iterator[Finding]:
    """Unknown contacts, and levels and topics for which nobody answers at night."""
    lines = audited.library.emergency_lines
    contacts = audited.library.contacts
    for at, names in _all_lines(audited):
        for name in names:
            if name not in contacts and name not in audited.broken:
                yield Finding("unknown-contact", lines.file, at, args={"id": name})
    for danger in (Danger.HIGH, Danger.IMMEDIATE):
        for topic in Topic:
            names = (*lines.first_for(danger), *lines.then_for(danger, topic))
            if not any(_always_answers(contacts.get(name)) for name in names):
                args = {"topic": str(topic), "danger": danger.word}
                yield Finding("nobody-at-night", lines.file, ("topics", str(topic)), args=args)


def _all_lines(audited: Audited) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    lines = audited.library.emergency_lines
    for part, by_danger in (
        ("first", lines.first),
        ("body", lines.body),
        ("otherwise", lines.otherwise),
    ):
        for danger, names in by_danger.items():
            yield (part, danger.word), names
    for topic, by_danger in lines.topics.items():
        for danger, names in by_danger.items():
            yield ("topics", str(topic), danger.word), names
