"""Checks that look across files."""

from datetime import date
from pathlib import Path

from bot.content.collection import Library
from bot.content.findings import Finding


def check_library(
    library: Library, folder: Path, today: date, broken: frozenset[str] = frozenset()
) -> list[Finding]:
    """Everything wrong between files."""
    return []
