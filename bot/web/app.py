"""The ASGI app: Telegram's webhook, and health for whoever watches the service."""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
#: Says that another replica was given an update first, and found that it belongs here.
HANDED_ON = "X-Maraude-Handed-On"
#: Telegram's updates are a few kilobytes; anything much larger is not Telegram.
_LARGEST = 256 * 1024

#: Takes one update in, that another replica may have handed on; returns False if it could not be
#: stored: Telegram sends it again.
TakeIn = Callable[[dict[str, object], bool], Awaitable[bool]]


def build_app(
    take_in: TakeIn | None,
    secret: str,
    healthy: Callable[[], Awaitable[bool]],
    more: Sequence[Route] = (),
    details: Callable[[], Mapping[str, object]] = dict,
) -> Starlette:
    """The app; without ``take_in`` (polling) there is no webhook. ``more`` are other pages.

    ``healthy``: whether the database answers. ``details`` are what else the health page says:
    counts and words of ours only, ``degraded`` among them.
    """

    async def webhook(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("forbidden", 403)
        body = await _small_body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
        except ValueError:
            return PlainTextResponse("not JSON", 400)
        if not _is_update(update) or take_in is None:
            return PlainTextResponse("not an update", 400)
        # 200 only after the commit: anything else makes Telegram send it again.
        stored = await take_in(update, HANDED_ON in request.headers)
        return Response(status_code=200 if stored else 503)

    async def show_health(request: Request) -> Response:
        del request
        up, more_of_it = await healthy(), details()
        degraded = not up or bool(more_of_it.get("degraded"))
        said = {
            **more_of_it,
            "healthy": up,
            "degraded": degraded,
            "database": "up" if up else "down",
        }
        return JSONResponse(said, 200 if up else 503)

    async def alive(request: Request) -> Response:
        del request
        return PlainTextResponse("alive")

    async def ready(request: Request) -> Response:
        del request
        return PlainTextResponse("ready") if await healthy() else PlainTextResponse("not yet", 503)

    routes = [
        Route("/health", show_health),
        Route("/healthz", alive),
        Route("/readyz", ready),
        *more,
    ]
    if take_in is not None:
        routes.append(Route(WEBHOOK_PATH, webhook, methods=["POST"]))
    return Starlette(routes=routes)


async def _small_body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    return body


def _is_update(given: object) -> bool:
    return isinstance(given, dict) and isinstance(given.get("update_id"), int)
