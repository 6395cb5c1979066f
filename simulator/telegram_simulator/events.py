"""What happens in the world, told to the open pages as server-sent events."""

import asyncio
from collections.abc import Callable

from telegram_simulator.wire import Json

MOST_WAITING = 2_000  # a page that does not read is dropped; it reloads when it comes back


class Events:
    """Tells every listener; costs nothing while nobody listens."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json | None]] = set()

    @property
    def heard(self) -> bool:
        """Whether somebody listens."""
        return bool(self._listeners)

    def listen(self) -> "asyncio.Queue[Json | None]":
        """A queue of events to come; None is the end."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue(MOST_WAITING)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: "asyncio.Queue[Json | None]") -> None:
        """Stop listening."""
        self._listeners.discard(queue)

    def tell(self, build: Callable[[], Json]) -> None:
        """Tell an event, built only if somebody listens."""
        if not self._listeners:
            return
        event = build()
        for queue in tuple(self._listeners):
            if queue.full():
                self._listeners.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    def end(self) -> None:
        """Tell everybody that the world ends."""
        for queue in tuple(self._listeners):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)
        self._listeners.clear()
