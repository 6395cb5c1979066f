"""Signs that docs/tonalite.md keeps out: the point médian, and emoji beyond a short list."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.checks.audited import Audited
from bot.content.findings import ENCODING, Finding, Severity

#: *présenté·e*: screen readers stumble over it.
MIDDLE_DOT = re.compile(r"\w[·‧•∙]\w")
#: The ten signs of docs/tonalite.md, each with one meaning everywhere.
SIGNS = ("🆘", "💬", "🔒", "🛡️", "🔎", "🧭", "⚖️", "📱", "🛑", "↩️")
#: For the team only: how grave it is, and who speaks, seen before it is read.
TEAM_MARKS = ("🔴", "🟠", "🟡", "⚪", "⚠️", "🗨", "👪", "🧰")
#: Where the team's marks may stand.
TEAM_FILES = re.compile(r"fr/interface/(?:common|worker|coordinator|passing|canned|ease)\.ftl$")
EMOJI = re.compile(
    "[\u231a-\u231b\u23e9-\u23fa\u25b6\u25c0\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\u2139\u2194-\u21aa"
    "\U0001f000-\U0001faff]\ufe0f?"
)
#: Files that nobody reads, or in which emoji are what people write.
NOT_SHOWN = ("triage/", "scenes/")


def forbidden_signs(audited: Audited) -> Iterator[Finding]:
    """The point médian and emoji outside the list, in every file that people are shown."""
    for file in _shown_files(audited.folder):
        name = file.relative_to(audited.folder).as_posix()
        for number, line in enumerate(_lines(file), 1):
            if MIDDLE_DOT.search(line):
                yield Finding("middle-dot", name, (), Severity.ERROR, line=number)
            for sign in EMOJI.findall(line):
                if not _allowed(sign, name):
                    args = {"sign": sign}
                    yield Finding("emoji-not-listed", name, (), Severity.ERROR, args, line=number)


def _allowed(sign: str, file: str) -> bool:
    bare = sign.rstrip("\ufe0f")
    if any(bare == known.rstrip("\ufe0f") for known in SIGNS):
        return True
    return bool(sign in TEAM_MARKS and TEAM_FILES.search(file))


def _shown_files(folder: Path) -> Iterator[Path]:
    """Every text file, but the triage's own and the scenes."""
    for pattern in ("**/*.md", "**/*.yaml", "**/*.ftl"):
        for file in sorted(folder.glob(pattern)):
            if not file.relative_to(folder).as_posix().startswith(NOT_SHOWN):
                yield file


def _lines(file: Path) -> list[str]:
    """Its lines, those of comments empty."""
    lines = file.read_text(ENCODING, errors="replace").split("\n") if file.is_file() else []
    comment = "#" if file.suffix in {".yaml", ".ftl"} else None
    return ["" if comment and line.lstrip().startswith(comment) else line for line in lines]
