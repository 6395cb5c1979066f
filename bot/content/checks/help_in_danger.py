"""In danger there is always somebody to call."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.content.checks.audited import ACTIONS, Audited
from bot.content.findings import Finding, Loc, Severity
from bot.content.kinds.base import Kind
from bot.content.kinds.contact import Contact
from bot.domain.danger import Danger, Topic

FIRST_STEPS = "fr/first_steps.yaml"


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
            names = (*lines.first_for(danger, topic), *lines.then_for(danger, topic))
            if not any(_always_answers(contacts.get(name)) for name in names):
                args = {"topic": str(topic), "danger": danger.word}
                yield Finding("nobody-at-night", lines.file, ("topics", str(topic)), args=args)


def _all_lines(audited: Audited) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    lines = audited.library.emergency_lines
    for part, by_danger in (
        ("first", lines.first),
        ("otherwise", lines.otherwise),
    ):
        for danger, names in by_danger.items():
            yield (part, danger.word), names
    for reason, names in lines.first_of_reason.items():
        yield ("first_of_reason", reason), names
    for part, by_topic in (("first_of_topic", lines.first_of_topic), ("topics", lines.topics)):
        for topic, by_danger in by_topic.items():
            for danger, names in by_danger.items():
                yield (part, str(topic), danger.word), names


def lost_first_steps(audited: Audited) -> Iterator[Finding]:
    """First steps that lead nowhere, name an unknown contact, or are missing for a danger."""
    library = audited.library
    for steps in library.first_steps.values():
        for onward in steps.all_onward:
            target = library.target(str(onward.go))
            known = target is not None and (target.kind is not Kind.ACTION or target.id in ACTIONS)
            if not known and onward.go.id not in audited.broken:
                args = {"target": str(onward.go)}
                yield Finding("broken-link", steps.file, (steps.id, "onward", "go"), args=args)
    for reason in sorted(_grave_reasons(audited)):
        if not any(reason in steps.reasons for steps in library.first_steps.values()):
            args = {"reason": reason}
            yield Finding("reason-without-steps", FIRST_STEPS, (), Severity.ERROR, args)


def _grave_reasons(audited: Audited) -> set[str]:
    """The reasons of the triage rules for grave danger; none where the folder has no rules."""
    files = sorted((audited.folder / "triage" / "regles").glob("*.yaml"))
    rules = [rule for file in files for rule in _rules(file)]
    grave = {danger.word for danger in (Danger.HIGH, Danger.IMMEDIATE)}
    return {str(rule["raison"]) for rule in rules if rule.get("danger") in grave}


def _rules(file: Path) -> list[dict[str, object]]:
    """The rules of a file; none when it cannot be read, which its own loader reports."""
    try:
        entries = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return []
    return [e for e in entries or () if isinstance(e, dict) and "raison" in e]
