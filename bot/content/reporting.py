"""What ``maraude check`` and ``maraude preview`` print."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from pathlib import Path

from bot.content.checks.neighbours import unusable_neighbours
from bot.content.collection import Library
from bot.content.findings import Problem, Severity, worded
from bot.content.kinds.base import Target
from bot.content.loading import inspect, read_strings
from bot.content.presenting import Presenter
from bot.content.reading import Reader
from bot.content.rich import Rich, utf16_length
from bot.content.strings import Strings
from bot.content.to_verify import to_verify

ANSI = {"bold": "1", "italic": "3", "text_link": "4", "blockquote": "2", "code": "7"}
RESET = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Report:
    """The lines of a report, and whether all is well."""

    lines: tuple[str, ...]
    ok: bool

    @property
    def exit_code(self) -> int:
        """What the command returns."""
        return 0 if self.ok else 1


def check(folder: Path, today: date) -> Report:
    """Validate a content folder: one line a problem, then a summary."""
    library, problems = inspect(folder, today)
    strings = library.strings if library else read_strings(Reader(folder))
    problems = (*problems, *worded(unusable_neighbours(folder), folder, strings))
    errors = [p for p in problems if p.severity is not Severity.WARNING]
    lines = [_line(strings, problem) for problem in problems]
    if library:
        lines += _hidden(library)
    counts = {"errors": len(errors), "warnings": len(problems) - len(errors)}
    if library and not errors:
        lines.append(_summary(library))
    lines.append(_said(strings, "check-summary-problems", **counts))
    return Report(tuple(lines), ok=not errors and library is not None)


def check_list(folder: Path, today: date) -> Report:
    """What a person should check before opening, the most urgent first, as a list to tick."""
    library, problems = inspect(folder, today)
    if library is None:
        return Report(tuple(str(problem) for problem in problems), ok=False)
    strings, entries = library.strings, to_verify(library)
    lines = [strings.label("to-verify-title", count=len(entries))]
    for urgency, group in groupby(entries, key=lambda entry: entry.urgency):
        lines += ["", strings.label(f"to-verify-{urgency.name.lower()}")]
        for entry in group:
            lines.append(f"[ ] {entry.id} ({entry.file})")
            lines += [f"      {page}" for page in entry.pages]
    return Report((*lines, "", strings.label("to-verify-how")), ok=True)


def preview(folder: Path, name: str, today: date, now: datetime, *, colour: bool = True) -> Report:
    """A card, path, quiz, ... as it will be read, with its buttons."""
    library, problems = inspect(folder, today)
    if library is None:
        return Report(tuple(str(problem) for problem in problems), ok=False)
    target = library.target(name)
    item = library.everything.get(target) if target else None
    if target is None or item is None:
        return Report(_unknown(library, name), ok=False)
    lines: list[str] = []
    for page in Presenter(library).pages_of(item, now):
        lines += [terminal(page) if colour else page.text, ""]
    return Report((*lines, *_buttons(Presenter(library), target)), ok=True)


def find(folder: Path, name: str, today: date) -> Target | None:
    """What an id means in a content folder; ``None`` for what cannot be read or shown."""
    library, _ = inspect(folder, today)
    target = library.target(name) if library else None
    return target if library and target in library.everything else None


def terminal(rich: Rich) -> str:
    """The text with its formatting as terminals show it."""
    units = rich.text.encode("utf-16-le")
    edges = sorted(
        {0, utf16_length(rich.text)}.union(
            *({e.offset, e.offset + e.length} for e in rich.entities)
        )
    )
    parts = []
    for start, end in pairwise(edges):
        text = units[start * 2 : end * 2].decode("utf-16-le")
        styles = [
            ANSI[e.kind]
            for e in rich.entities
            if e.kind in ANSI and e.offset <= start and end <= e.offset + e.length
        ]
        parts.append(f"\x1b[{';'.join(styles)}m{text}{RESET}" if styles else text)
    return "".join(parts)


def _buttons(presenter: Presenter, target: Target) -> Sequence[str]:
    item, library = presenter.library.everything[target], presenter.library
    texts = dict.fromkeys(text for _, text in item.leads_to())
    nexts = [presenter.title_of(t) or str(t) for t in library.targets(texts)]
    links = [f"{button.label} → {button.url}" for button in presenter.link_buttons(item)]
    if not nexts and not links:
        return ()
    title = presenter.strings.label("preview-buttons")
    return (title, *(f"  [ {label} ]" for label in (*nexts, *links)))


def _unknown(library: Library, name: str) -> tuple[str, ...]:
    strings = library.strings
    if name in {item.id for item in library.hidden}:
        return (strings.label("preview-not-verified"),)
    known = [target.id for target in library.everything]
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    lines = [strings.label("preview-unknown", id=name)]
    if close:
        lines.append(strings.label("preview-close", ids=", ".join(close)))
    return tuple(lines)


def _line(strings: Strings, problem: Problem) -> str:
    warning = problem.severity is Severity.WARNING
    mark = _said(strings, "check-mark-warning" if warning else "check-mark-error")
    return f"{problem.file}:{problem.line}: {mark} : {problem.what}\n    → {problem.fix}".rstrip()


def _summary(library: Library) -> str:
    return _said(
        library.strings,
        "check-summary-ok",
        **{shelf.folder: len(library.on(shelf)) for shelf in library.shelves},
        questions=sum(len(quiz.asked) for quiz in library.quizzes.values()),
        contacts=len(library.contacts),
        territories=len(library.territories),
    )


def _hidden(library: Library) -> Iterable[str]:
    if library.hidden:
        yield _said(library.strings, "check-hidden-title")
    for item in library.hidden:
        yield f"  {item.file} : {item.id}"


def _said(strings: Strings, key: str, **args: int) -> str:
    """The words, or their name when the content lost them: a report must always come."""
    if key in strings:
        return strings.label(key, **args)
    return " ".join([key, *(f"{name}={value}" for name, value in args.items())])
