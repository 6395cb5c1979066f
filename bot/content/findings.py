"""What is wrong in the content: found by code and place, then worded in French for editors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import yaml

from bot.content.strings import Argument, MissingString, Strings

Loc = tuple[str | int, ...]

FRONT_MATTER = "---"
#: UTF-8, with or without the mark that some editors put first.
ENCODING = "utf-8-sig"


class Severity(IntEnum):
    """How bad a finding is; ordered."""

    #: Worth knowing.
    WARNING = 1
    #: ``maraude check`` fails; the bot can still use the content.
    ERROR = 2
    #: The bot refuses the content: a screen would break, or a text could harm.
    BLOCKING = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; ``code`` names its wording in ``check.ftl``."""

    code: str
    file: str
    #: Where in the file: keys and positions, as in ``("steps", 2, "text")``.
    loc: Loc = ()
    severity: Severity = Severity.BLOCKING
    args: Mapping[str, Argument] = field(default_factory=dict)
    #: Known already, for what cannot be parsed.
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding as an editor reads it."""

    file: str
    line: int
    what: str
    fix: str
    severity: Severity = Severity.BLOCKING

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.fix}".rstrip()


class ContentErrors(Exception):  # noqa: N818  # it is several
    """The content cannot be used; ``problems`` says why, file by file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def worded(findings: Iterable[Finding], folder: Path, strings: Strings) -> tuple[Problem, ...]:
    """The findings with their line and their words, in the order of files and lines."""
    problems = [_problem(finding, folder, strings) for finding in findings]
    return tuple(sorted(problems, key=lambda p: (-p.severity, p.file, p.line)))


def _problem(finding: Finding, folder: Path, strings: Strings) -> Problem:
    line = finding.line or line_of(folder / finding.file, finding.loc)
    args = {"where": ".".join(str(step) for step in finding.loc), **finding.args}
    what, fix = _words(strings, f"check-{finding.code}", args)
    return Problem(finding.file, line, what, fix, finding.severity)


def _words(strings: Strings, key: str, args: Mapping[str, Argument]) -> tuple[str, str]:
    """What and fix; the bare code when the words themselves are what is missing."""
    try:
        return strings.label(key, **args), strings.attribute(key, "fix", **args)
    except MissingString:
        return " ".join([key, *(f"{name}={value}" for name, value in args.items())]), ""


def line_of(file: Path, loc: Loc) -> int:
    """The line on which the value at ``loc`` starts; 1 when it cannot be found."""
    try:
        text = file.read_text(ENCODING)
        front, body_line = split_front_matter(text) if file.suffix == ".md" else (text, 1)
        if loc[:1] == ("body",):
            return body_line + (int(loc[1]) if len(loc) > 1 else 0)
        node = yaml.compose(front, Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return 1
    return _line(node, loc) + (file.suffix == ".md")


def split_front_matter(text: str) -> tuple[str, int]:
    """The YAML between the two ``---`` lines, and the line on which the text after it begins.

    Raises:
        ValueError: when there are no two such lines.
    """
    lines = text.split("\n")
    if lines[0].strip() != FRONT_MATTER:
        raise ValueError("no-front-matter")
    try:
        end = next(i for i, line in enumerate(lines) if i and line.strip() == FRONT_MATTER)
    except StopIteration:
        raise ValueError("no-front-matter") from None
    return "\n".join(lines[1:end]), end + 2


def _line(node: yaml.Node | None, loc: Loc) -> int:
    """Follow the keys as far as they lead."""
    line = node.start_mark.line + 1 if node else 1
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
