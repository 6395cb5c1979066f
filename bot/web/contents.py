"""A page for editors: all content with its review dates, what is most urgent first."""

from collections.abc import Callable
from datetime import date
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.content.collection import Library
from bot.content.editors_page import Row, rows
from bot.content.strings import Strings

CONTENTS_PATH = "/contenus"
_HERE = frozenset({"127.0.0.1", "::1"})
_COLUMNS = ("review", "kind", "id", "title", "topic", "sources", "checked_on", "check_before")


def contents_route(library: Callable[[], Library], today: Callable[[], date]) -> Route:
    """The page, for whoever is on this machine."""

    async def contents(request: Request) -> Response:
        if not _is_local(request):
            return PlainTextResponse("not found", 404)
        current = library()
        return HTMLResponse(_page(current.strings, rows(current, today())))

    return Route(CONTENTS_PATH, contents)


def _is_local(request: Request) -> bool:
    """Whether the request comes from this machine, and not through a proxy on it."""
    host = request.client.host if request.client else ""
    return host in _HERE and "x-forwarded-for" not in request.headers


def _page(strings: Strings, found: list[Row]) -> str:
    title = escape(strings.label("contents-heading", count=len(found)))
    heads = "".join(f"<th>{escape(strings.label(f'contents-{name}'))}</th>" for name in _COLUMNS)
    body = "\n".join(_line(strings, row) for row in found)
    return (
        f'<!doctype html><html lang="{strings.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><h1>{title}</h1>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></html>"
    )


def _line(strings: Strings, row: Row) -> str:
    review = strings.label(f"contents-review-{row.review}")
    cells = (review, *(str(getattr(row, name)) for name in _COLUMNS[1:]))
    written = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{row.review}">{written}</tr>'


_STYLE = (
    "body{font:16px system-ui;margin:1rem}table{border-collapse:collapse}"
    "td,th{padding:.3rem .6rem;text-align:left;border-bottom:1px solid #ccc}"
    ".overdue td{background:#fdd}.soon td{background:#ffc}.hidden td{color:#555}"
)
