"""One word alone that means a command: *urgence*, *stop*, *menu*, whatever the typing."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from bot.domain.triage.letters import decomposed

#: Longer texts say something.
_LONGEST = 24
#: From so many letters on, one may be wrong: shorter words look too much like others (aide, aime).
_LONG_ENOUGH = 5
_LETTERS = re.compile(r"[a-z]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


def meant(text: str, known: Mapping[str, str]) -> str | None:
    """The name under which a text is known, if it is nothing but one of these words, or nearly.

    ``known``: for each name, the words that mean it, with commas between them. Case, accents,
    signs, drawn out letters make no difference; two letters in each other's place, or one doubled,
    none either; in words of five letters or more, one letter may be missing, too many or another.
    """
    if len(text) > _LONGEST:
        return None
    said = _plain(text)
    words = [(name, word) for name, some in known.items() for word in _plain_ones(some)]
    exact = next((name for name, word in words if said == word), None)
    return exact or next((name for name, word in words if said and _alike(said, word)), None)


@lru_cache
def _plain_ones(words: str) -> tuple[str, ...]:
    """Words of ours, which are asked about at every message; nobody's own are kept here."""
    return tuple(map(_plain, words.split(",")))


def _plain(text: str) -> str:
    letters = decomposed(text.lower().replace("’", "'").replace("'", " "))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(_LETTERS.findall(_DRAWN_OUT.sub(r"\1", bare)))


def _alike(said: str, word: str) -> bool:
    if said[0] != word[0]:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 2 MB that an idle bot does not need

    if OSA.distance(said, word) != 1:
        return False
    if len(word) >= _LONG_ENOUGH:
        return True
    return sorted(said) == sorted(word) or _doubled(said, word)


def _doubled(said: str, word: str) -> bool:
    """Whether one letter was typed twice, or a plural put behind."""
    return any(said == word[: at + 1] + word[at:] for at in range(len(word))) or said == word + "s"
