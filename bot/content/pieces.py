"""Cuts a text into the word pieces of a sentence encoder (unigram, as SentencePiece does).

Only the pieces of the alphabets that triage reads are kept: the others would cost memory.
"""

import re
import struct
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

#: Places of the encoder's own marks in its list of pieces.
UNKNOWN, BEGIN, END = 0, 1, 2
_SPACE = "▁"
#: Thai, Chinese, Japanese and Korean letters.
_FAR = re.compile(
    "[\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)
#: A strange letter costs more than the rarest piece.
_STRANGE = 10.0
_LONGEST_WORD = 60
_PIECE, _TEXT, _SCORE = 1, 1, 2
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


@dataclass(frozen=True)
class Pieces:
    """The pieces that are kept: ``numbers`` and ``scores`` by piece, ``kept`` the original places.

    A piece's number is its place among those kept; the first three are the encoder's own marks.
    """

    numbers: Mapping[str, int]
    scores: Sequence[float]
    kept: Sequence[int]
    _longest: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _strange: list[float] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        """Note how long a piece may be after each two first letters."""
        for piece in self.numbers:
            self._longest[piece[:2]] = max(len(piece), self._longest.get(piece[:2], 0))
        self._strange.append(min(self.scores) - _STRANGE)

    def cut(self, text: str, most: int) -> list[int]:
        """The numbers of the likeliest pieces of ``text``, between the two marks.

        A word that is a piece is not cut; what comes after ``most`` pieces is left out.
        """
        found, known = [BEGIN], self.numbers
        for word in unicodedata.normalize("NFKC", text).split():
            whole = known.get(_SPACE + word)
            found += [whole] if whole else self._likeliest(_SPACE + word[:_LONGEST_WORD])
            if len(found) >= most:
                break
        return [*found[: most - 1], END]

    def _likeliest(self, letters: str) -> list[int]:
        size, numbers, scores = len(letters), self.numbers, self.scores
        best = [0.0] + [-1e30] * size
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        strange = self._strange[0]
        for start in range(size):
            reached = best[start]
            longest = self._longest.get(letters[start : start + 2], 1)
            if reached + strange > best[start + 1]:
                best[start + 1], came[start + 1] = reached + strange, (start, UNKNOWN)
            for stop in range(start + 1, min(start + longest, size) + 1):
                number = numbers.get(letters[start:stop])
                if number is not None and reached + scores[number] > best[stop]:
                    best[stop], came[stop] = reached + scores[number], (start, number)
        found, place = [], size
        while place:
            place, number = came[place]
            found.append(number)
        return found[::-1]


def read_pieces(model: bytes) -> Pieces:
    """The pieces of a SentencePiece model file, whose first three are marks."""
    numbers: dict[str, int] = {}
    scores, kept = array("f"), array("i")
    listed = (_piece(entry) for number, entry in _fields(model) if number == _PIECE)
    for place, (text, score) in enumerate(listed):
        if place > END and _FAR.search(text):
            continue
        # The marks are no letters that somebody can write.
        if place > END:
            numbers[text] = len(kept)
        scores.append(score)
        kept.append(place)
    return Pieces(numbers, scores, kept)


def _piece(entry: bytes) -> tuple[str, float]:
    text, score = "", 0.0
    for number, value in _fields(entry):
        if number == _TEXT:
            text = value.decode()
        elif number == _SCORE:
            (score,) = struct.unpack("<f", value)
    return text, score


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of one protocol buffer that hold bytes or a number of four bytes."""
    place = 0
    while place < len(data):
        tag, place = _varint(data, place)
        kind = tag & 7
        if kind == _VARINT:
            _, place = _varint(data, place)
        elif kind in (_EIGHT, _FOUR):
            size = 8 if kind == _EIGHT else 4
            yield tag >> 3, data[place : place + size]
            place += size
        elif kind == _BYTES:
            size, place = _varint(data, place)
            yield tag >> 3, data[place : place + size]
            place += size
        else:
            raise ValueError(f"field of kind {kind} at {place}")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, place
        shift += 7
