"""Texts that do not say where their facts come from."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity


def missing_sources(audited: Audited) -> Iterator[Finding]:
    """Cards, paths and assessments without a source."""
    library = audited.library
    for shelf in (library.cards, library.paths, library.assessments, library.challenges):
        for item in shelf.values():
            if not item.sources:
                yield Finding("no-source", item.file, (), Severity.WARNING)
