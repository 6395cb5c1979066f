"""Pushes updates to the bot's webhook: in order for a chat, in parallel across chats, until taken.

A method call in the webhook's answer, which the real server would carry out, is ignored.
"""

import asyncio
import json
from typing import Final

import aiohttp

from telegram_simulator.state import State, Webhook
from telegram_simulator.wire import Json

TIMEOUT = aiohttp.ClientTimeout(total=60)
LOOK_AHEAD = 500
FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 10.0


class WebhookPusher:
    """Delivers what is queued while a webhook is set."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lanes: dict[int, asyncio.Task[None]] = {}  # one delivery at a time for a chat

    async def run(self) -> None:
        """Work until cancelled."""
        async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
            try:
                while True:
                    changed = self._state.signal.next()
                    if self._state.webhook.url and not self._state.failures.down:
                        self._start(http)
                    await changed
            finally:
                tasks = tuple(self._lanes.values())
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, http: aiohttp.ClientSession) -> None:
        hook = self._state.webhook
        for update in self._state.updates.first(LOOK_AHEAD):
            if len(self._lanes) >= hook.max_connections:
                return
            lane = lane_of(update)
            if lane not in self._lanes:
                task = asyncio.create_task(self._deliver(http, hook, update))
                self._lanes[lane] = task
                task.add_done_callback(lambda _, lane=lane: self._free(lane))  # type: ignore[misc]

    def _free(self, lane: int) -> None:
        self._lanes.pop(lane, None)
        self._state.signal.fire()

    async def _deliver(self, http: aiohttp.ClientSession, hook: Webhook, update: Json) -> None:
        pause = FIRST_PAUSE
        while self._state.webhook is hook and not self._state.failures.down:
            if wrong := await self._post(http, hook, update):
                hook.last_error_date = int(self._state.clock.now())
                hook.last_error_message = wrong
                self._state.signal.fire()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._state.updates.drop(update["update_id"])
                return

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, update: Json) -> str:
        """'' when the bot took it, else what went wrong, as getWebhookInfo says it."""
        headers = {"content-type": "application/json"}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        body = json.dumps(update, ensure_ascii=False).encode()
        try:
            async with http.post(
                hook.url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                if 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP's own numbers
                    return ""
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError, OSError):
            return "Connection refused"


def lane_of(update: Json) -> int:
    """The chat that an update is about; updates of one chat are delivered in order."""
    for payload in update.values():
        if isinstance(payload, dict):
            chat = payload.get("chat") or payload.get("from")
            number = chat.get("id") if isinstance(chat, dict) else None
            if isinstance(number, int):
                return number
    return 0
