"""Finds cards by words: the keywords of a card in a message, or a worker's search."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.content.kinds.card import Card
from bot.domain.triage.letters import decomposed

WORD = re.compile(r"[a-z0-9]+")
_SMALL = """
a au aux c ca ce ces d dans de des du elle en est et il j je l la le les m ma me mes mon n ne on
ou par pas pour qu que qui s sa se ses si son sur t ta te tes ton tu un une y
"""
#: Words that say nothing about what is looked for.
SMALL_WORDS = frozenset(_SMALL.split())
#: A shorter word must be the same; longer ones may differ by their ending.
EXACT_BELOW = 4
#: How much more a keyword of several words says: two say nearly three times as much as one.
SEVERAL_WORDS = 1.5
#: So many letters of a word are looked at.
LONGEST_WORD = 40


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case and without accents."""
    letters = decomposed(text.lower())
    return tuple(WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))


class Words:
    """Words to look others up in, in a time that does not depend on how many there are.

    Two words are the same when they differ at most by an ending: *menace* and *menacer*.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words to find."""
        self._all = {word[:LONGEST_WORD] for word in words}
        #: How long the longest word is that begins so; each word by itself, less its last letter.
        self._longest: dict[str, int] = {}
        self._shortened: set[tuple[int, str]] = set()
        for word in self._all:
            length = len(word)
            if length >= EXACT_BELOW:
                self._shortened.add((length, _stem(word)))
                for end in range(EXACT_BELOW, length + 1):
                    start = word[:end]
                    self._longest[start] = max(self._longest.get(start, 0), length)

    def __contains__(self, word: str) -> bool:
        """Whether one of the words is the same as this one."""
        word = word[:LONGEST_WORD]
        length = len(word)
        if length < EXACT_BELOW or word in self._all:
            return word in self._all
        # As long or longer: it begins like this one. Shorter: this one begins like it.
        return self._longest.get(_stem(word), 0) >= length or any(
            (shorter, _stem(word[:shorter])) in self._shortened
            for shorter in range(EXACT_BELOW, length)
        )


def _stem(word: str) -> str:
    return word[: max(EXACT_BELOW, len(word) - 1)]


def keyword_scores(cards: Iterable[Card], text: str) -> dict[str, float]:
    """For each card, how well its keywords fit a message.

    A keyword of several words says more than one of one word; one of few cards says more.
    """
    written = Words(tokens(text))
    hits = {
        card.id: {k.lower() for k in card.keywords if _all_in(_keyword(k), written)}
        for card in cards
    }
    shared = Counter(keyword for found in hits.values() for keyword in found)
    return {
        name: sum(len(_keyword(k)) ** SEVERAL_WORDS / shared[k] for k in found)
        for name, found in hits.items()
    }


def search(cards: Iterable[Card], text: str) -> list[Card]:
    """The cards that fit a search, the best first; empty when none does.

    A word found in few cards says more than one found in many: *gourou* more than *fait*.
    """
    asked = {word for word in tokens(text) if word not in SMALL_WORDS}
    weights = [(_weights(card, asked), card) for card in cards]
    often = Counter(word for found, _ in weights for word in found)
    scored = [(sum(w / often[word] for word, w in f.items()), card) for f, card in weights]
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].title))
    return [card for score, card in ranked if score]


def _weights(card: Card, asked: Iterable[str]) -> dict[str, int]:
    """Each word asked counts where it is found: title, then keywords, then summary."""
    places = (
        (4, Words(tokens(f"{card.title} {card.id}"))),
        (3, Words(tokens(" ".join(card.keywords)))),
        (1, Words(tokens(card.summary))),
    )
    found = {
        word: max((weight for weight, words in places if word in words), default=0)
        for word in asked
    }
    return {word: weight for word, weight in found.items() if weight}


#: The words of a keyword: they come from the files, and are asked for with every message.
_keyword = lru_cache(maxsize=10_000)(tokens)


def _all_in(words: Sequence[str], among: Words) -> bool:
    return bool(words) and all(word in among for word in words)
