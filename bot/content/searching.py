"""Finds cards by words: the keywords of a card in a message, or a worker's search."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.content.kinds.card import Card

WORD = re.compile(r"[a-z0-9]+")
_SMALL = """
a au aux c ca ce ces d dans de des du elle en est et il j je l la le les m ma me mes mon n ne on
ou par pas pour qu que qui s sa se ses si son sur t ta te tes ton tu un une y
"""
#: Words that say nothing about what is looked for.
SMALL_WORDS = frozenset(_SMALL.split())
#: A shorter word must be the same; longer ones may differ by their ending.
EXACT_BELOW = 4


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return tuple(WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


def keyword_scores(cards: Iterable[Card], text: str) -> dict[str, float]:
    """For each card, how well its keywords fit a message; a keyword of few cards counts more."""
    written = tokens(text)
    hits = {
        card.id: {k.lower() for k in card.keywords if _all_in(tokens(k), written)} for card in cards
    }
    shared = Counter(keyword for found in hits.values() for keyword in found)
    return {name: sum(1 / shared[k] for k in found) for name, found in hits.items()}


def search(cards: Iterable[Card], text: str) -> list[Card]:
    """The cards that fit a search, the best first; empty when none does."""
    asked = [word for word in tokens(text) if word not in SMALL_WORDS]
    scored = [(_score(card, asked), card) for card in cards]
    found = [(score, card) for score, card in scored if score]
    return [card for _, card in sorted(found, key=lambda pair: (-pair[0], pair[1].title))]


def _score(card: Card, asked: Sequence[str]) -> int:
    """Each word asked counts where it is found: title, then keywords, then summary."""
    places = (
        (4, tokens(f"{card.title} {card.id}")),
        (3, tokens(" ".join(card.keywords))),
        (1, tokens(card.summary)),
    )
    return sum(
        max((weight for weight, words in places if _all_in((word,), words)), default=0)
        for word in asked
    )


def _all_in(words: Sequence[str], among: Sequence[str]) -> bool:
    return bool(words) and all(any(_same(word, other) for other in among) for word in words)


def _same(word: str, other: str) -> bool:
    """Whether two words differ at most by an ending: *menace* and *menacer*."""
    shorter = min(len(word), len(other))
    if shorter < EXACT_BELOW:
        return word == other
    stem = max(EXACT_BELOW, shorter - 1)
    return word[:stem] == other[:stem]
