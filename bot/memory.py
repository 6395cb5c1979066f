"""Gives back what a start needed and a running bot does not."""

import ctypes
import gc


def give_back() -> None:
    """Return to the system what was freed: reading the content and the model takes megabytes."""
    gc.collect()
    # glibc's own; other C libraries (musl in small containers) have none and need none.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
