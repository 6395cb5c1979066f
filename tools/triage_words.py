"""Lists the words that triage must not take for misspellings of others.

They are those met twice or more in the training messages and their templates; a word met
once may itself be a misspelling.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from bot.domain.triage.letters import plain, whole
from tools.triage_examples import FOLDER

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 2
_SHORTEST_GLUED = 4


def known_words(messages: Iterable[str], sms: Path) -> list[str]:
    """The known words, sorted; ``sms`` is the file of short spellings, which are none."""
    spellings: Mapping[str, list[str]] = yaml.safe_load(sms.read_text("utf-8"))
    short = {plain(s) for forms in spellings.values() for s in map(str, forms)}
    met: Counter[str] = Counter()
    for message in messages:
        met.update(set(_WORD.findall(whole(plain(message)))))
    for file in sorted(FOLDER.glob("*.yaml")):
        met.update(dict.fromkeys(_WORD.findall(whole(plain(file.read_text("utf-8")))), _LEAST))
    known = {word for word, times in met.items() if times >= _LEAST} - short
    return sorted(word for word in known if not _glued(word, known | short))


def _glued(word: str, known: set[str]) -> bool:
    """``jpleure`` is two words."""
    return len(word) >= _SHORTEST_GLUED and word[0] == "j" and word[1:] in known
