"""Texts that do not say where their facts come from."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity


def missing_sources(audited: Audited) -> Iterator[Finding]:
    """Pieces without a source, of the shelves that ask for one."""
    for shelf in audited.library.shelves:
        for item in audited.library.on(shelf).values():
            if shelf.sourced and not item.sources:
                yield Finding("no-source", item.file, (), Severity.WARNING)
