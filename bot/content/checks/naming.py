"""Texts that name a command or a button of the bot: it must exist."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.checks.audited import Audited, texts_of
from bot.content.findings import ENCODING, Finding, Loc, Severity
from bot.content.naming import NAMED, key_of, said
from bot.content.strings import MissingString, Strings

#: Part of an address it is none; at the end of a sentence it is.
COMMAND = re.compile(r"(?<![\w/.:])/([a-z]{3,})\b(?!/|\.\w)")
#: What is told of a button of this bot: *touche « Parler »*, *le bouton « Aide »*, *« Lieux » dans
#: le menu*, *« Discret » ici*, and a line that begins with one and explains it.
BUTTON = re.compile(
    r"(?:\b(?:touchez?|boutons?|(?:appuie|appuyez|clique|cliquez) sur)\s+« ([^»]+) »)"
    r"|(?:« ([^»]+) »(?:,? (?:dans|du) (?:le )?menu| ici\b))"
    r"|(?:^- « ([^»]+) » :)",
    re.IGNORECASE | re.MULTILINE,
)


def unknown_names(audited: Audited) -> Iterator[Finding]:
    """``/commands`` and « buttons » that the bot does not have."""
    strings = audited.library.strings
    labels = _labels(strings)
    for item in audited.written:
        file = str(getattr(item, "file", ""))
        for at, text in texts_of(item):
            for offset, code, name in _wrong(text, strings, labels):
                where: Loc = (*at, text.count("\n", 0, offset)) if at == ("body",) else at
                yield Finding(code, file, where, Severity.ERROR, {"name": name})
    yield from _in_strings(audited.folder, strings, labels)


def _wrong(text: str, strings: Strings, labels: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    """Where a name is that does not exist, the finding, and the name."""
    for found in NAMED.finditer(text):
        if key_of(found[1], found[2]) not in strings:
            yield found.start(), f"unknown-{found[1]}", found[2]
    for found in COMMAND.finditer(text):
        if key_of("command", found[1]) not in strings:
            yield found.start(), "unknown-command", f"/{found[1]}"
    for found in BUTTON.finditer(text):
        name = found[1] or found[2] or found[3]
        if name.strip().lower() not in labels:
            yield found.start(), "unknown-button", name


def _in_strings(folder: Path, strings: Strings, labels: frozenset[str]) -> Iterator[Finding]:
    """The same in the interface files, whose own comments are left alone."""
    for file in sorted(folder.glob("*/interface/**/*.ftl")):
        lines = file.read_text(ENCODING, errors="replace").split("\n")
        text = "\n".join("" if line.startswith("#") else line for line in lines)
        for offset, code, name in _wrong(text, strings, labels):
            line = text.count("\n", 0, offset) + 1
            name_of_file = file.relative_to(folder).as_posix()
            yield Finding(code, name_of_file, (), Severity.ERROR, {"name": name}, line)


def _labels(strings: Strings) -> frozenset[str]:
    """Every label of a button, as a sentence names it."""
    found = set[str]()
    for key in strings.keys_starting("button-"):
        try:
            found.add(said(strings.label(key)).lower())
        except MissingString:
            continue
    return frozenset(found)
