"""A checked rumour leads to the article that checked it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity


def home_pages(audited: Audited) -> Iterator[Finding]:
    """Links that lead to a site, where nobody finds what it said once."""
    for rumour in audited.library.rumours.values():
        if urlsplit(rumour.link).path in {"", "/"} and "?" not in rumour.link:
            yield Finding("rumour-home-page", rumour.file, (rumour.id, "link"), Severity.WARNING)
