"""A small linear model on words, word pairs and pieces of words.

Each feature has one small whole number per label. Such a row is packed in one Python integer
when it is met, a lane per label, so that scoring a text is adding a few dozen integers.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.triage.weights import FlatWeights

#: Bits of one lane: enough for the sum of 2**16 weights of one byte each.
_LANE = 24
_BYTES = _LANE // 8
#: Added to every weight so that no lane is ever negative; the last lane counts the rows.
_MIDDLE = 128
_MADE_POSITIVE = bytes((byte + _MIDDLE) % 256 for byte in range(256))
_PIECES = (3, 4, 5)
#: Rows kept packed, of some 60,000: a megabyte and a half.
_PACKED = 8_192
_LONGEST_WORD = 20
#: Ends of sentences, and what the contexts put in the place of hidden words.
_NO_PIECE = frozenset(".?_")


def pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """For each word: itself with the one before, and with the one before that."""
    before, last = "^", "^"
    for word in words:
        yield f"{last} {word}", f"{before}_{word}"
        before, last = last, word


def pieces(word: str) -> list[str]:
    """The word, and three to five of its letters in a row.

    Pieces begin with ``#``; the ends of the word are marked ``<`` and ``>``.
    """
    found = [word]
    if word[0] not in _NO_PIECE:
        marked = f"<{word[:_LONGEST_WORD]}>"
        for size in _PIECES:
            found += [f"#{marked[i : i + size]}" for i in range(len(marked) - size + 1)]
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
    weights: FlatWeights
    common: Iterable[str] = ()
    _words: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    #: Rows that were asked for, packed, by feature: features are the model's, not people's words.
    _packed: dict[str, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Add up the common words."""
        self._words.update((word, self._word(word)) for word in self.common)

    def rows(self, words: Sequence[str]) -> list[int]:
        """What each word weighs, with the pairs that it ends: to be added up."""
        row, known = self._row, self._words.get
        # A strange word said a thousand times is taken to pieces once.
        alone = {word: known(word) or self._word(word) for word in set(words)}
        return [
            alone[word] + row(close) + row(apart)
            for word, (close, apart) in zip(words, pairs(words), strict=True)
        ]

    def probabilities(
        self, rows: Sequence[int], signals: Iterable[str] = ()
    ) -> tuple[list[float], ...]:
        """For each head, how likely each of its labels is, given the rows of some words.

        ``signals`` are what the rules found: features that count whatever the length.
        """
        heard = self._unpack(sum(rows))
        told = self._unpack(sum([self._row(signal) for signal in signals]))
        worth = self.scale / math.sqrt(len(rows) + 1)
        scores = [
            bias + worth * h + self.scale * t
            for bias, h, t in zip(self.bias, heard, told, strict=True)
        ]
        return tuple(_softmax(scores[start:stop]) for start, stop in self.heads)

    def _word(self, word: str) -> int:
        return sum([self._row(piece) for piece in pieces(word)])

    def _row(self, feature: str) -> int:
        packed = self._packed.get(feature)
        if packed is None:
            row = self.weights.row(feature)
            if row is None:
                return 0
            if len(self._packed) >= _PACKED:
                self._packed.clear()
            packed = self._packed[feature] = _pack(row)
        return packed

    def _unpack(self, packed: int) -> list[int]:
        count = len(self.labels)
        if not packed:
            return [0] * count
        lanes = packed.to_bytes((count + 1) * _BYTES, "little")
        values = [
            int.from_bytes(lanes[i : i + _BYTES], "little") for i in range(0, len(lanes), _BYTES)
        ]
        middle = _MIDDLE * values.pop()
        return [value - middle for value in values]


def _pack(row: bytes) -> int:
    """One lane per label, each a weight made positive, and a lane that counts one."""
    lanes = bytearray((len(row) + 1) * _BYTES)
    lanes[::_BYTES] = row.translate(_MADE_POSITIVE) + b"\1"
    return int.from_bytes(lanes, "little")


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
