"""Waiting for something to happen in the world, without polling."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Signal:
    """Wakes everybody who waits each time something changes."""

    def __init__(self) -> None:
        self._waiters: list[asyncio.Future[None]] = []

    def fire(self) -> None:
        """Something changed: let those who wait look again."""
        if not self._waiters:
            return
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def next(self) -> "asyncio.Future[None]":
        """A future that is done at the next change."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        return waiter

    async def until(self, look: Callable[[], T | None], timeout: float) -> T | None:  # noqa: ASYNC109 - the caller's words
        """The first true thing that ``look`` gives, or None after ``timeout`` seconds."""
        deadline = asyncio.get_running_loop().time() + timeout
        while not (found := look()):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            await asyncio.wait([self.next()], timeout=left)
        return found
