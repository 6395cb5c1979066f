"""Whether a claim was checked already: what somebody writes, against claims that editors keep.

Typing errors, missing accents and another order of words make no difference. All in memory:
nothing of what was written is kept.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.triage.letters import decomposed

WORD = re.compile(r"[a-z0-9]+")
#: Words of fewer letters say too little, unless they hold a digit.
SHORTEST = 4
#: How alike two words must be (percent) to be the same one, mistyped.
ALIKE = 82.0
#: The share of the words of a claim that must be in the text, and how many at least.
SHARE, FEWEST = 0.6, 2
#: So many words of a text are compared.
MOST_WORDS = 80
_SMALL = frozenset(
    """
    avec dans pour mais donc sont cette comme plus tout tous elle elles nous vous leur etre fait
    faire dit dire vrai faux info video photo image quand alors aussi chez sans entre depuis apres
    avant tres bien encore deja cest
    """.split()  # noqa: SIM905  # a paragraph of words reads better than a list
)


@dataclass(frozen=True, slots=True)
class Match:
    """A known claim that is in a text, and how much of it (0 to 1)."""

    position: int
    share: float


def words_of_claim(text: str) -> tuple[str, ...]:
    """The words that carry a claim, in order, each once; no accents, no small words."""
    letters = decomposed(text.lower())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    telling = (
        word
        for word in WORD.findall(plain)
        if (len(word) >= SHORTEST or any(c.isdigit() for c in word)) and word not in _SMALL
    )
    return tuple(dict.fromkeys(telling))


def known_claims(text: str, claims: Sequence[str]) -> list[Match]:
    """Which of the claims are in the text, the most complete first."""
    written = words_of_claim(text)[:MOST_WORDS]
    found = (Match(n, _share(words_of_claim(claim), written)) for n, claim in enumerate(claims))
    return sorted((m for m in found if m.share >= SHARE), key=lambda m: (-m.share, m.position))


def _share(claim: Sequence[str], written: Sequence[str]) -> float:
    """How much of a claim is written; 0 when too few of its words are, or another number is."""
    if _numbers(written) and not _numbers(claim) <= _numbers(written):
        return 0.0
    hits = sum(1 for word in claim if _is_among(word, written))
    return hits / len(claim) if claim and hits >= FEWEST else 0.0


def _numbers(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())


def _is_among(word: str, written: Sequence[str]) -> bool:
    if word.isdigit():
        # 18 is not 28, however alike they look.
        return word in written
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # 3 MB, until somebody has a claim checked

    return process.extractOne(word, written, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None
