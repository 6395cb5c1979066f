"""Names in the content that the code must know: rules of signs, calendars of holidays."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Loc, Severity
from bot.content.kinds.contact import Timed
from bot.content.public_holidays import is_known
from bot.content.verifying import KNOWN_RULES


def unknown_rules(audited: Audited) -> Iterator[Finding]:
    """Signs whose rule does not exist: they would never be seen."""
    verify = audited.library.verify
    for kind, signs in verify.signs.items():
        known = KNOWN_RULES.get(kind, frozenset())
        for position, sign in enumerate(signs):
            if sign.rule and sign.rule not in known:
                args = {"rule": sign.rule, "known": ", ".join(sorted(known))}
                yield Finding("unknown-rule", verify.file, ("signs", kind, position), args=args)


def unknown_calendars(audited: Audited) -> Iterator[Finding]:
    """Public holidays that nobody knows, of services, teams and places."""
    for file, at, timed in _timed(audited):
        if timed.holidays and not is_known(timed.holidays):
            yield Finding("unknown-country", file, (*at, "holidays"))


def past_closings(audited: Audited) -> Iterator[Finding]:
    """Exceptional closings that are over: they only make the file longer."""
    for file, at, timed in _timed(audited):
        for position, leave in enumerate(timed.closings):
            if leave.closing.last < audited.today:
                where = (*at, "closings", position)
                yield Finding("closing-is-past", file, where, Severity.WARNING)


def _timed(audited: Audited) -> Iterator[tuple[str, Loc, Timed]]:
    for contact in audited.contacts:
        yield contact.file, (contact.id,), contact
    for territory in audited.library.territories.values():
        yield territory.file, (), territory
        for position, place in enumerate(territory.places):
            yield territory.file, ("places", position), place
