"""What is in memory stays there: no picture of it on a disk, and what a start needed given back."""

import ctypes
import gc
import resource

#: glibc's number for how many pools threads take memory from.
_ARENA_MAX = -8


def share_one_pool() -> None:
    """Have all threads take memory from one place; to be called before there are any.

    By default each gets a place of its own, which a reload of the content fills and which is
    never emptied. Threads here wait for disks, not for memory.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)


def never_on_disk() -> None:
    """Leave no picture of this memory behind if the program breaks: people's words are in it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def give_back() -> None:
    """Return to the system what was freed: reading the content and the model takes megabytes."""
    gc.collect()
    # glibc's own; other C libraries (musl in small containers) have none and need none.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
