"""Answers the Bot API's requests: who asks, what for, what fails on purpose, what is noted."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from urllib.parse import unquote

from starlette.types import Message, Receive, Scope, Send

from telegram_simulator.bot_api import BY_NAME, Method
from telegram_simulator.bot_api.call import Call
from telegram_simulator.bot_api.get_updates import ConnectionCut
from telegram_simulator.bot_api.reading import read_call
from telegram_simulator.calls import shown
from telegram_simulator.state import State
from telegram_simulator.wire import ApiError, Json, too_many_requests

POLL = "getUpdates"


class BotApi:
    """The ASGI application behind ``/bot<token>/<method>``."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._start = f"/bot{state.token}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or cut its connection."""
        if self._state.failures.down:
            await cut(scope, receive)
            return
        method = self._method(scope["path"])
        if isinstance(method, ApiError):
            await _answer(send, method.code, method.body())
            return
        started = time.perf_counter()
        call = Call(method.name, {})
        try:
            call = await read_call(method.name, scope, receive)
            status, body = await self._carried_out(method, call, receive)
        except ApiError as refusal:
            status, body = refusal.code, refusal.body()
        except ConnectionCut:
            status, body = 0, {}
        half = bool(status) and self._due("half", self._state.failures.half_answers_every)
        self._note(call, 0 if half else status, started)
        if status:
            await _answer(send, status, body, half=half)
        if half or not status:
            await cut(scope, receive)

    def _method(self, path: str) -> Method | ApiError:
        path = unquote(path)
        if not path.startswith(self._start):
            return (
                ApiError(401, "Unauthorized") if path.count("/") > 1 else ApiError(404, "Not Found")
            )
        found = BY_NAME.get(path[len(self._start) :].lower())
        return found or ApiError(404, "Not Found: method not found")

    async def _carried_out(self, method: Method, call: Call, receive: Receive) -> tuple[int, Json]:
        await self._fail_before(method)
        if method.sends:
            self._hold_back(call)
        result = method.run(self._state, call)
        if isinstance(result, Awaitable):
            result = await _unless_gone(result, receive)
        if method.name != POLL and self._due("lose", self._state.failures.lose_answers_every):
            raise ConnectionCut
        return 200, {"ok": True, "result": result}

    async def _fail_before(self, method: Method) -> None:
        failures = self._state.failures
        if failures.slow_ms:
            await asyncio.sleep(failures.slow_ms / 1000)
        if self._state.failures.down:
            raise ConnectionCut
        if self._due("error", failures.error_500_every):
            raise ApiError(500, "Internal Server Error")
        if method.name != POLL and self._due("many", failures.too_many_requests_every):
            raise too_many_requests(max(1, failures.retry_after))

    def _due(self, kind: str, every: int) -> bool:
        return self._state.counters.due(kind, every)

    def _hold_back(self, call: Call) -> None:
        limits = self._state.rate_limits
        if limits and (wait := limits.retry_after(call.integer("chat_id"))):
            raise too_many_requests(wait)

    def _note(self, call: Call, status: int, started: float) -> None:
        spent = (time.perf_counter() - started) * 1000
        made = self._state.calls.record(call.method, call.params, status, spent)
        if call.method != POLL:
            self._state.events.tell(lambda: {"type": "call", "call": shown(made)})
            self._state.signal.fire()


async def _unless_gone(result: Awaitable[object], receive: Receive) -> object:
    """The result, unless the caller hangs up first."""
    answer = asyncio.ensure_future(result)
    gone = asyncio.ensure_future(_hung_up(receive))
    try:
        await asyncio.wait([answer, gone], return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise ConnectionCut
        return answer.result()
    finally:
        for task in (answer, gone):
            task.cancel()
        await asyncio.gather(answer, gone, return_exceptions=True)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def cut(scope: Scope, receive: Receive) -> None:
    """Close the connection with no answer."""
    abort: Callable[[], None] = scope["extensions"]["simulator.cut"]["abort"]
    abort()
    await _hung_up(receive)


async def _answer(send: Send, status: int, body: Json, *, half: bool = False) -> None:
    data = json.dumps(body, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(data))]
    start: Message = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    sent = data[: len(data) // 2] if half else data
    await send({"type": "http.response.body", "body": sent, "more_body": half})
