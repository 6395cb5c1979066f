"""A page for editors: all content with its review dates, what is most urgent first."""

from collections.abc import Callable
from datetime import date

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.content.collection import Library
from bot.content.editors_page import rows
from bot.web.templating import page

CONTENTS_PATH = "/contenus"
_HERE = frozenset({"127.0.0.1", "::1"})
#: What is told of each piece of content.
COLUMNS = ("review", "kind", "id", "title", "topic", "sources", "checked_on", "check_before")


def contents_route(library: Callable[[], Library], today: Callable[[], date]) -> Route:
    """The page, for whoever is on this machine."""

    async def contents(request: Request) -> Response:
        if not _is_local(request):
            return PlainTextResponse("not found", 404)
        current = library()
        found = rows(current, today())
        return page("contents.html", current.strings, columns=COLUMNS, rows=found)

    return Route(CONTENTS_PATH, contents)


def _is_local(request: Request) -> bool:
    """Whether the request comes from this machine, and not through a proxy on it."""
    host = request.client.host if request.client else ""
    return host in _HERE and "x-forwarded-for" not in request.headers
