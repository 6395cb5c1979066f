"""The editors' page: all content with its review dates, for this machine only."""

from datetime import date

import pytest
from starlette.types import Message, Scope

from bot.assembly import content_folder
from bot.content.loading import load
from bot.web.app import build_app
from bot.web.contents import contents_route

TODAY = date(2026, 11, 24)


async def _up() -> bool:
    return True


async def _asked(host: str, day: date = TODAY, *headers: tuple[bytes, bytes]) -> tuple[int, str]:
    library = load(content_folder(), TODAY)
    app = build_app(None, "", _up, [contents_route(lambda: library, lambda: day)])
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/contenus",
        "query_string": b"",
        "headers": list(headers),
        "client": (host, 1),
    }
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    body = b"".join(part.get("body", b"") for part in said)
    return said[0]["status"], body.decode()


async def test_every_piece_of_content_is_listed_with_its_dates() -> None:
    status, page = await _asked("127.0.0.1")
    assert status == 200
    assert "sextorsion" in page
    assert "2027-02-21" in page


async def test_what_is_overdue_is_marked() -> None:
    _, page = await _asked("127.0.0.1", date(2030, 1, 1))
    assert "en retard" in page


@pytest.mark.parametrize(
    ("host", "headers"),
    [("192.0.2.7", ()), ("127.0.0.1", ((b"x-forwarded-for", b"192.0.2.7"),))],
)
async def test_the_page_is_for_this_machine_only(
    host: str, headers: tuple[tuple[bytes, bytes], ...]
) -> None:
    status, page = await _asked(host, TODAY, *headers)
    assert status == 404
    assert "sextorsion" not in page
