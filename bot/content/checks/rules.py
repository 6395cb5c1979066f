"""Names in the content that the code must know: rules of signs, countries of holidays."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding
from bot.content.public_holidays import holidays_of
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


def unknown_countries(audited: Audited) -> Iterator[Finding]:
    """Territories whose public holidays nobody knows."""
    for territory in audited.library.territories.values():
        try:
            holidays_of(territory.holidays)
        except LookupError:
            yield Finding("unknown-country", territory.file, ("holidays",))
