"""Files of the content folder that have loaders of their own: triage rules, pseudonyms."""

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from bot.content.findings import Finding
from bot.content.pseudonyms import load_names
from bot.content.triage import load_triage

PSEUDONYMS = "fr/pseudonyms.yaml"
TRIAGE = "triage"


def unusable_neighbours(folder: Path) -> Iterator[Finding]:
    """What the other loaders refuse; a folder without these files is left alone."""
    if (folder / PSEUDONYMS).exists():
        yield from _tried(lambda: load_names(folder), "bad-pseudonyms", PSEUDONYMS)
    if (folder / TRIAGE).is_dir():
        yield from _tried(lambda: load_triage(folder / TRIAGE), "bad-triage", TRIAGE)


def _tried(load: Callable[[], object], code: str, file: str) -> Iterator[Finding]:
    try:
        load()
    except (OSError, ValueError, TypeError, LookupError, AttributeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = " ".join(str(error).split())[:300]
        line = mark.line + 1 if mark else 1
        yield Finding(code, file, args={"reason": reason}, line=line)
