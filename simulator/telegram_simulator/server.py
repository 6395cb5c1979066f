"""Opens a world to HTTP inside the current event loop; for tests, scenes and the demo."""

import asyncio
import contextlib
import socket
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from telegram_simulator.app import build_app
from telegram_simulator.webhook import WebhookPusher
from telegram_simulator.world import World

PATIENCE = 2  # seconds given to requests under way when the server stops


class CuttableProtocol(H11Protocol):
    """HTTP whose connections the application may cut, as a failing network does."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Hand the way to cut to the application, in the scope's extensions."""
        super().connection_made(transport)
        app = self.app
        extension = {"simulator.cut": {"abort": transport.abort}}

        async def cuttable(scope: Scope, receive: Receive, send: Send) -> None:
            scope["extensions"] = extension
            await app(scope, receive, send)

        self.app = cuttable


class SimulatorServer:
    """``async with SimulatorServer(World()) as server:``, then ``server.url``, ``server.world``."""

    def __init__(self, world: World | None = None, host: str = "127.0.0.1", port: int = 0) -> None:
        """Take a world, and where to listen; port 0 takes a free one."""
        self.world = world or World()
        self._host = host
        self._port = port

    @property
    def url(self) -> str:
        """Where the server listens, e.g. ``http://127.0.0.1:43211``."""
        return f"http://{self._host}:{self._port}"

    @property
    def token(self) -> str:
        """The bot's token in this world."""
        return self.world.token

    async def __aenter__(self) -> Self:
        """Listen; ready when it returns."""
        self._socket = _listen(self._host, self._port)
        self._port = self._socket.getsockname()[1]
        self._server = uvicorn.Server(_config(self.world))
        self._server.config.load()
        self._server.lifespan = self._server.config.lifespan_class(self._server.config)
        await self._server.startup(sockets=[self._socket])
        self._pusher = asyncio.create_task(WebhookPusher(self.world).run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; what waits is let go at once."""
        self._pusher.cancel()
        await asyncio.gather(self._pusher, return_exceptions=True)
        self.world.closing = True
        self.world.events.end()
        self.world.signal.fire()
        with contextlib.suppress(asyncio.CancelledError):
            await self._server.shutdown(sockets=[self._socket])
        self._socket.close()


def _listen(host: str, port: int) -> socket.socket:
    # Only a socket that names its protocol gets TCP_NODELAY from asyncio; without it each
    # answer in two writes waits 40 ms for the other side's delayed acknowledgement.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(2048)
    return listening


def _config(world: World) -> uvicorn.Config:
    settings: dict[str, Any] = {
        "http": CuttableProtocol,
        "ws": "none",
        "lifespan": "off",
        "log_config": None,
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "date_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": PATIENCE,
        "timeout_keep_alive": 75,
    }
    return uvicorn.Config(build_app(world), **settings)
