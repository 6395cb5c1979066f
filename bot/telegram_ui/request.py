"""python-telegram-bot's HTTP on aiohttp: three times the requests per second of the default.

Errors carry no address, because a bot's address holds its token. Calls that may wait never use
the connections of those that may not: each urgency has a pool of its own.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from enum import Enum, auto
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

_USUAL = 15.0
#: Seconds to get a connection: a free one of the pool, or a new one.
_CONNECTING = 10.0
#: Seconds to send the request, before the answer is waited for.
_WRITING = 5.0
#: A banner is worth no more: Telegram forgets the press soon after.
_BANNER = 5.0


class LostAnswer(NetworkError):  # noqa: N818  # said as what happened
    """The request was sent and no answer came: it may have been carried out."""


class Pool(Enum):
    """Connections that are not shared."""

    DANGER = auto()
    #: Whatever else the bot does.
    USUAL = auto()
    #: Small banners on pressed buttons, best effort.
    BANNER = auto()


_SMALL_POOLS = {Pool.DANGER: 24, Pool.BANNER: 8}
_FORM = "application/x-www-form-urlencoded"
_BANNER_METHOD = "answercallbackquery"
_urgent: ContextVar[bool] = ContextVar("urgent", default=False)


@contextlib.contextmanager
def urgently() -> Iterator[None]:
    """Make calls with the connections that are kept for danger."""
    token = _urgent.set(True)
    try:
        yield
    finally:
        _urgent.reset(token)


class AiohttpRequest(BaseRequest):
    """The connections to the Bot API."""

    def __init__(
        self, connections: int = 64, proxy: str | None = None, *, straight: bool = False
    ) -> None:
        """Take how many connections may be open at once, besides the kept ones, and a proxy.

        Without one, HTTPS_PROXY and HTTP_PROXY count. NO_PROXY is heeded in both cases.
        ``straight``: no proxy at all.
        """
        self._sizes = {**_SMALL_POOLS, Pool.USUAL: connections}
        self._proxy = None if straight else proxy
        self._from_environment = proxy is None and not straight
        self._ways: dict[str, str | None] = {}
        self._sessions: dict[Pool, aiohttp.ClientSession] = {}

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return _USUAL

    async def initialize(self) -> None:
        """Open the usual pool; the others open with their first call."""
        self._session(Pool.USUAL)

    async def shutdown(self) -> None:
        """Close the pools."""
        sessions, self._sessions = self._sessions, {}
        await asyncio.gather(*(session.close() for session in sessions.values()))

    def _session(self, pool: Pool) -> aiohttp.ClientSession:
        if pool not in self._sessions:
            connector = aiohttp.TCPConnector(limit=self._sizes[pool], keepalive_timeout=60)
            # The library would look for a proxy in the environment, and for a password in
            # ~/.netrc, in another thread at each request: a third of the work of a message.
            self._sessions[pool] = aiohttp.ClientSession(connector=connector)
        return self._sessions[pool]

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; returns the HTTP status and the body.

        Raises LostAnswer if it may have been carried out, telegram.error.NetworkError if surely
        not; with no address in the message.
        """
        del write_timeout, connect_timeout, pool_timeout
        pool = _pool_for(url)
        seconds = _USUAL if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with self._session(pool).request(
                method,
                url,
                data=_body(request_data),
                proxy=self._proxy_for(url),
                timeout=_patience(pool, seconds),
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NetworkError(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise LostAnswer(type(error).__name__) from None

    def _proxy_for(self, url: str) -> str | None:
        """The way to a server, looked up once for each."""
        parts = urlsplit(url)
        server = f"{parts.scheme}://{parts.netloc}"
        if server not in self._ways:
            self._ways[server] = self._way_to(parts)
        return self._ways[server]

    def _way_to(self, server: SplitResult) -> str | None:
        proxy = getproxies().get(server.scheme) if self._from_environment else self._proxy
        straight = proxy is None or proxy_bypass(server.netloc.rpartition("@")[2])
        return None if straight else proxy


def _pool_for(url: str) -> Pool:
    if url.rpartition("/")[2].lower() == _BANNER_METHOD:
        return Pool.BANNER
    return Pool.DANGER if _urgent.get() else Pool.USUAL


def _patience(pool: Pool, seconds: float | None) -> aiohttp.ClientTimeout:
    """Getting a connection has its own time, so that a timeout tells what was surely not sent."""
    total = _BANNER if pool is Pool.BANNER else None if seconds is None else seconds + _WRITING
    connecting = _CONNECTING if total is None else min(_CONNECTING, total / 2)
    return aiohttp.ClientTimeout(total=total, connect=connecting)


def _body(data: RequestData | None) -> aiohttp.Payload | aiohttp.FormData | None:
    if data is None or not data.parameters:
        return None
    if not data.contains_files:
        # As the library would write it, without the object that it makes for files.
        return aiohttp.BytesPayload(urlencode(data.json_parameters).encode(), content_type=_FORM)
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
