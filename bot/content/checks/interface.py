"""Interface strings: what cannot be parsed, what is written twice, what is not translated."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from fluent.syntax.ast import Junk, Message

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity
from bot.content.strings import Strings


def broken_strings(audited: Audited) -> Iterator[Finding]:
    """Stretches of ``.ftl`` files that Fluent would skip without a word, and repeated names."""
    for language in _languages(audited.folder):
        seen: dict[str, str] = {}
        for file, line, entry in audited.texts_in(audited.folder / language / "interface"):
            name = file.relative_to(audited.folder).as_posix()
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
    french = _keys(audited, "fr") if others else set[str]()
    for language in others:
        missing = sorted(french - _keys(audited, language))
        for key in missing:
            args = {"key": key, "language": language}
            yield Finding(
                "not-translated", f"{language}/interface", (), Severity.WARNING, args, line=1
            )


def missing_strings(used: Iterable[str], strings: Strings) -> list[str]:
    """Of the names that the code uses, those that are in no file."""
    return sorted(key for key in set(used) if key not in strings)


def _keys(audited: Audited, language: str) -> set[str]:
    """The names of all strings of a language."""
    found = audited.texts_in(audited.folder / language / "interface")
    return {entry.id.name for _, _, entry in found if isinstance(entry, Message)}


def _languages(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/interface") if path.is_dir())
