"""A Telegram that behaves, method by method, as a test says: it hangs, cuts, or refuses."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@dataclass
class Stub:
    """What was asked, and how each method answers."""

    url: str = ""
    #: These get no answer before they are let go.
    hanging: set[str] = field(default_factory=set)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    #: These are carried out, and then the connection is cut.
    cut: set[str] = field(default_factory=set)
    #: These are refused as long as the request holds a parameter: (method, parameter) to words.
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    #: It answers that it knows no such thing, as a proxy does whose server restarts.
    gone: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def count(self, method: str) -> int:
        """How often a method was asked for."""
        return sum(asked == method for asked, _ in self.asked)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        method = request.match_info["method"]
        parameters = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append((method, parameters))
        if method in self.hanging:
            await self.let_go.wait()
        if method in self.cut:
            assert request.transport is not None
            request.transport.abort()
        if self.gone:
            body = {"ok": False, "error_code": 404, "description": "Not Found"}
            return web.json_response(body, status=404)
        for (refusing, parameter), words in self.refused.items():
            if method == refusing and parameter in parameters:
                body = {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
                return web.json_response(body, status=400)
        result = {"message_id": len(self.asked), "date": 1, "chat": {"id": 1, "type": "private"}}
        return web.json_response({"ok": True, "result": result})


@asynccontextmanager
async def stub_telegram() -> AsyncIterator[Stub]:
    """Run it on a free port."""
    stub = Stub()
    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/{{method}}", stub.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stub.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield stub
    finally:
        stub.let_go.set()
        await runner.cleanup()
