"""A large table of which each text needs a few rows: kept in a file beside, not in memory."""

import contextlib
import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
#: Where a system keeps large temporary files: on a disk, which ``/tmp`` often is not.
_LARGE = "/var/tmp"  # noqa: S108  # the file has no name there


class Table:
    """Rows of bytes; safe in several threads.

    They are read one by one: of a mapped file the system brings sixteen pages for each row, and
    all of it is in memory again after some hundred texts. Where no file can be made, they stay
    in memory.
    """

    def __init__(self, rows: Bytes) -> None:
        """Put all rows into a file without a name, gone with this process."""
        self._width = rows.shape[1]
        self._file = _file_of(rows)
        if self._file is not None:
            weakref.finalize(self, self._file.close)
        self._kept = rows if self._file is None else rows[:0].copy()

    @property
    def in_memory(self) -> int:
        """How many bytes of it are in memory."""
        return self._kept.nbytes

    def rows(self, places: NDArray[np.int64]) -> Bytes:
        """The rows at these places, in order; raises OSError if they cannot be read."""
        if self._file is None:
            return self._kept[places]
        file, width = self._file.fileno(), self._width
        read = b"".join([os.pread(file, width, place * width) for place in places.tolist()])
        return np.frombuffer(read, dtype=np.uint8).reshape(len(places), width)


def _file_of(rows: Bytes) -> IO[bytes] | None:
    for folder in _folders():
        with contextlib.suppress(OSError), contextlib.ExitStack() as undo:
            file = undo.enter_context(tempfile.TemporaryFile(dir=folder))
            # Not numpy's own way, which says nothing of a disk that is full.
            file.write(rows.tobytes())
            file.flush()
            undo.pop_all()
            return file
    return None


def _folders() -> Iterator[str]:
    """Where the system says, if it says; else on a disk first."""
    if not os.environ.get("TMPDIR") and Path(_LARGE).is_dir():
        yield _LARGE
    yield tempfile.gettempdir()
