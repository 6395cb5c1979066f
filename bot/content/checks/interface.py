"""Interface strings: what cannot be parsed, what is written twice, what is not translated."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message

from bot.content.checks.audited import Audited
from bot.content.findings import ENCODING, Finding, Severity
from bot.content.strings import Strings


def broken_strings(audited: Audited) -> Iterator[Finding]:
    """Stretches of ``.ftl`` files that Fluent would skip without a word, and repeated names."""
    for language in _languages(audited.folder):
        seen: dict[str, str] = {}
        for file in sorted((audited.folder / language / "interface").rglob("*.ftl")):
            name = file.relative_to(audited.folder).as_posix()
            yield from _broken(_text(file), name, seen)


def _broken(text: str, name: str, seen: dict[str, str]) -> Iterator[Finding]:
    for entry in FluentParser().parse(text).body:
        start = entry.span.start if entry.span else 0
        line = text.count("\n", 0, start) + 1
        if isinstance(entry, Junk):
            yield Finding("bad-string", name, line=line)
        elif isinstance(entry, Message):
            if entry.id.name in seen:
                args = {"key": entry.id.name, "other": seen[entry.id.name]}
                yield Finding("repeated-string", name, args=args, line=line)
            seen[entry.id.name] = name


def translation_gaps(audited: Audited) -> Iterator[Finding]:
    """Strings that exist in French and not in another language of the folder."""
    others = [language for language in _languages(audited.folder) if language != "fr"]
    french = keys_of(audited.folder / "fr" / "interface") if others else set[str]()
    for language in others:
        missing = sorted(french - keys_of(audited.folder / language / "interface"))
        for key in missing:
            args = {"key": key, "language": language}
            yield Finding(
                "not-translated", f"{language}/interface", (), Severity.WARNING, args, line=1
            )


def missing_strings(used: Iterable[str], strings: Strings) -> list[str]:
    """Of the names that the code uses, those that are in no file."""
    return sorted(key for key in set(used) if key not in strings)


def keys_of(folder: Path) -> set[str]:
    """The names of all strings of a folder."""
    parsed = (FluentParser().parse(_text(f)) for f in sorted(folder.rglob("*.ftl")))
    return {e.id.name for resource in parsed for e in resource.body if isinstance(e, Message)}


def _text(file: Path) -> str:
    """The text, whatever is in the file: what cannot be read was reported by the loader."""
    return file.read_text(ENCODING, errors="replace") if file.is_file() else ""


def _languages(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/interface") if path.is_dir())
