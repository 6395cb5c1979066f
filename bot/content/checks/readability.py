"""How easy a text is to read: LIX, a simple measure that suits French.

LIX = words per sentence + percentage of words of more than six letters (C.-H. Björnsson,
1968). Under 30 a child reads it easily; 40 is a newspaper; over 50 is administrative
language. A line counts as a sentence, since lists are read line by line.
"""

import re
from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Loc, Severity
from bot.domain.people import Audience

LONG_WORD = 7
#: Beyond these an editor is warned; below this many words the measure means nothing.
LIMITS = {Audience.YOUNG: 36, Audience.PARENTS: 40, Audience.PROFESSIONALS: 46}
ENOUGH_WORDS = 25

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
SENTENCE = re.compile(r"[.!?…:;]+(?=\s|$)|\n+")


def words(text: str) -> list[str]:
    """The words of a text."""
    return WORD.findall(text)


def lix(text: str) -> float:
    """The measure of a plain text; 0 for an empty one."""
    found = words(text)
    if not found:
        return 0
    sentences = sum(1 for part in SENTENCE.split(text) if words(part))
    long = sum(1 for word in found if len(word) >= LONG_WORD)
    return len(found) / sentences + 100 * long / len(found)


def hard_to_read(audited: Audited) -> Iterator[Finding]:
    """Cards, steps and results that ask too much of their readers."""
    for file, at, markdown, audience in _texts(audited):
        text = audited.plain(markdown)
        measure, limit = round(lix(text)), LIMITS[audience]
        if len(words(text)) >= ENOUGH_WORDS and measure > limit:
            args = {"measure": measure, "limit": limit}
            yield Finding("hard-to-read", file, at, Severity.WARNING, args)


def _texts(audited: Audited) -> Iterator[tuple[str, Loc, str, Audience]]:
    for item in audited.pages:
        for part in item.measured():
            if part.prose:
                yield item.file, part.at, part.text, item.audience or Audience.YOUNG
