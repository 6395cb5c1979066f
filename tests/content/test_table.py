"""The encoder's table beside memory: the same rows, with room for a file and without."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from bot.content.table import Table

ROWS = np.arange(40, dtype=np.uint8).reshape(10, 4)
PLACES = np.array([9, 0, 0, 3], dtype=np.int64)


@contextmanager
def no_room() -> Iterator[None]:
    """No file of this process may be longer than nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [True, False])
def test_rows_are_the_same_with_room_for_a_file_and_without(room: bool) -> None:
    if room:
        table = Table(ROWS)
    else:
        with no_room():
            table = Table(ROWS)
    np.testing.assert_array_equal(table.rows(PLACES), ROWS[PLACES])
    assert table.rows(PLACES[:0]).shape == (0, 4)
    assert (table.in_memory == 0) is room
