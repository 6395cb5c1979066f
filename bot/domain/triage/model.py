"""A small linear model on words, word pairs and pieces of words.

Each feature has one small whole number per label. Such a row is packed in one Python
integer, a lane per label, so that scoring a text is adding a few dozen integers.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

#: Bits of one lane: enough for the sum of 2**16 weights of one byte each.
_LANE = 24
_BYTES = _LANE // 8
#: Added to every weight so that no lane is ever negative; the last lane counts the rows.
_MIDDLE = 128
_PIECES = (3, 4, 5)
_LONGEST_WORD = 20
_PLAIN = frozenset({".", "?"})


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Two words in a row, and two words with one between them."""
    before, last = "^", "^"
    for word in words:
        yield f"{last} {word}"
        yield f"{before}_{word}"
        before, last = last, word
    yield f"{last} $"


def pieces(word: str) -> list[str]:
    """The word, and three to five of its letters in a row, its ends marked ``<`` and ``>``."""
    found = [word]
    if word not in _PLAIN and word[0] != "_":
        marked = f"<{word[:_LONGEST_WORD]}>"
        for size in _PIECES:
            found += [marked[i : i + size] for i in range(len(marked) - size + 1)]
    return found


@dataclass(frozen=True)
class LinearModel:
    """Weights by feature, one signed byte per label; ``scale`` is what one unit is worth.

    ``heads`` says which labels compete with one another (danger levels, subjects);
    ``common`` are words whose pieces are added up once and for all.
    """

    labels: tuple[str, ...]
    heads: tuple[tuple[int, int], ...]
    bias: tuple[float, ...]
    scale: float
    weights: Mapping[str, bytes]
    common: Iterable[str] = ()
    _rows: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _words: dict[str, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Pack the weights."""
        self._rows.update((feature, _pack(row)) for feature, row in self.weights.items())
        self._words.update((word, self._word(word)) for word in self.common)

    def probabilities(
        self, words: Sequence[str], signals: Iterable[str] = ()
    ) -> tuple[dict[str, float], ...]:
        """For each head, how likely each of its labels is.

        ``signals`` are what the rules found: features that count whatever the length.
        """
        row, known, word_row = self._rows.get, self._words.get, self._word
        spoken = sum([known(word) or word_row(word) for word in words])
        spoken += sum([row(pair, 0) for pair in pairs(words)])
        told = sum([row(signal, 0) for signal in signals])
        worth = self.scale / math.sqrt(len(words) + 1)
        scores = [
            bias + worth * heard + self.scale * said
            for bias, heard, said in zip(
                self.bias, self._unpack(spoken), self._unpack(told), strict=True
            )
        ]
        return tuple(
            dict(zip(self.labels[start:stop], _softmax(scores[start:stop]), strict=True))
            for start, stop in self.heads
        )

    def _word(self, word: str) -> int:
        row = self._rows.get
        return sum([row(piece, 0) for piece in pieces(word)])

    def _unpack(self, packed: int) -> list[int]:
        count = len(self.labels)
        lanes = packed.to_bytes((count + 1) * _BYTES, "little")
        values = [
            int.from_bytes(lanes[i : i + _BYTES], "little") for i in range(0, len(lanes), _BYTES)
        ]
        middle = _MIDDLE * values.pop()
        return [value - middle for value in values]


def _pack(row: bytes) -> int:
    """One lane per label, each a weight made positive, and a lane that counts one."""
    lanes = [(byte + _MIDDLE) % 256 for byte in row] + [1]
    return sum(lane << (_LANE * i) for i, lane in enumerate(lanes))


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
