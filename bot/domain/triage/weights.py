"""Weights by feature in a few flat pieces of memory: as texts in a dict they take four times it."""

from array import array
from collections.abc import Iterator, Mapping

#: Places of the table for each feature, at least: the emptier, the sooner one is found.
_ROOM = 2


class FlatWeights(Mapping[str, bytes]):
    """One row of bytes per feature, all of the same length; built once, then only read."""

    def __init__(self, names: bytes, rows: bytes, width: int) -> None:
        """``names``: the features in UTF-8, one per line, each once; ``width``: bytes of a row."""
        self._names, self._rows, self._width = names, rows, width
        #: Where each name begins; one more, behind the last.
        self._starts = array("I", [0])
        at = -1
        while (at := names.find(b"\n", at + 1)) >= 0:
            self._starts.append(at + 1)
        self._starts.append(len(names) + 1)
        # Open addressing: each place holds the number of a feature, counted from one, or nothing.
        size = 1 << (_ROOM * len(self)).bit_length()
        self._mask = size - 1
        self._places = array("I", bytes(4 * size))
        for number in range(len(self)):
            place = hash(self._name(number)) & self._mask
            while self._places[place]:
                place = (place + 1) & self._mask
            self._places[place] = number + 1

    def __getitem__(self, feature: str) -> bytes:
        """The feature's row. Raises KeyError."""
        row = self.row(feature)
        if row is None:
            raise KeyError(feature)
        return row

    def row(self, feature: str) -> bytes | None:
        """The feature's row, if it has one: asked for some dozen times per text."""
        name = feature.encode("utf-8", "surrogatepass")
        places, starts, mask = self._places, self._starts, self._mask
        place = hash(name) & mask
        while number := places[place]:
            if self._names[starts[number - 1] : starts[number] - 1] == name:
                return self._rows[(number - 1) * self._width : number * self._width]
            place = (place + 1) & mask
        return None

    def __iter__(self) -> Iterator[str]:
        """The features, in the order of the file."""
        return iter(self._names.decode().split("\n"))

    def __len__(self) -> int:
        """How many features there are."""
        return len(self._starts) - 1

    def _name(self, number: int) -> bytes:
        return self._names[self._starts[number] : self._starts[number + 1] - 1]
