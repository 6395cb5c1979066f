"""Server-sent events: one JSON a line, and a heartbeat so that nobody hangs up."""

import asyncio
import json
from collections.abc import AsyncIterator

from telegram_simulator.events import Events

HEARTBEAT = 15.0


async def stream(events: Events) -> AsyncIterator[str]:
    """The events to come, until the world ends or the reader leaves."""
    queue = events.listen()
    try:
        yield ": bonjour\n\n"
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                yield ": encore là\n\n"
                continue
            if event is None:
                return
            yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
    finally:
        events.leave(queue)
