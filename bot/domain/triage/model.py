"""A small linear model on words, word pairs and pieces of words.

Each feature has one small whole number per label. A row of such numbers is packed in one
Python integer, a lane per label, so that scoring a text is adding a few hundred integers.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

#: Bits of one lane: enough for the sum of 2**16 features of one byte each.
_LANE = 24
_MIDDLE = 128
_PIECES = (3, 4, 5)
_LONGEST_WORD = 20
_NO_PAIR = frozenset({".", "?"})


def features(words: Sequence[str]) -> Iterator[str]:
    """The features of a text: its words, their pairs, pairs with one word between, pieces."""
    before, last = "^", "^"
    for word in words:
        yield word
        yield f"{last} {word}"
        yield f"{before}_{word}"
        yield from pieces(word)
        before, last = last, word


def pieces(word: str) -> Iterator[str]:
    """Three to five letters in a row, the ends of the word marked with ``<`` and ``>``."""
    if word in _NO_PAIR or word.startswith("_"):
        return
    marked = f"<{word[:_LONGEST_WORD]}>"
    for size in _PIECES:
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


@dataclass(frozen=True)
class LinearModel:
    """Weights by feature, one signed byte per label; ``scale`` is what one unit is worth.

    ``heads`` says which labels compete with one another (danger levels, subjects).
    """

    labels: tuple[str, ...]
    heads: tuple[tuple[int, int], ...]
    bias: tuple[float, ...]
    scale: float
    weights: Mapping[str, bytes]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {feature: _pack(row) for feature, row in self.weights.items()}

    def prepare(self) -> None:
        """Pack the weights now rather than at the first text."""
        len(self._rows)

    def scores(self, words: Sequence[str]) -> list[float]:
        """A raw score per label."""
        found = [row for row in map(self._rows.get, features(words)) if row is not None]
        packed = sum(found)
        lanes = packed.to_bytes(len(self.labels) * _LANE // 8 + 8, "little")
        width, middle = _LANE // 8, _MIDDLE * len(found)
        worth = self.scale / math.sqrt(len(words) + 1)
        return [
            bias + worth * (int.from_bytes(lanes[i * width : (i + 1) * width], "little") - middle)
            for i, bias in enumerate(self.bias)
        ]

    def probabilities(self, words: Sequence[str]) -> tuple[dict[str, float], ...]:
        """For each head, how likely each of its labels is."""
        scores = self.scores(words)
        return tuple(
            dict(zip(self.labels[start:stop], _softmax(scores[start:stop]), strict=True))
            for start, stop in self.heads
        )


def _pack(row: bytes) -> int:
    """One lane per label, each holding a weight made positive."""
    packed = 0
    for lane, byte in enumerate(row):
        signed = byte - 256 if byte > 127 else byte  # noqa: PLR2004  # two's complement
        packed |= (signed + _MIDDLE) << (_LANE * lane)
    return packed


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
