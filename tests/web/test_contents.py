"""The editors' page: all content with its review dates, for this machine only."""

import re
from dataclasses import replace
from datetime import date

import pytest
from starlette.types import Message, Scope

from bot.content.collection import Library
from bot.reports import templating
from bot.web.app import build_app
from bot.web.contents import contents_route
from bot.web.templating import TEMPLATES
from tests.architecture.reading_code import BOT, said, trees
from tests.ours import our_library

TODAY = date(2026, 11, 24)


async def _up() -> bool:
    return True


async def _asked(
    host: str, day: date = TODAY, *headers: tuple[bytes, bytes], shown: Library | None = None
) -> tuple[int, str]:
    library = shown or our_library(TODAY)
    app = build_app(None, "", _up, [contents_route(lambda: library, lambda: day)])
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/contenus",
        "query_string": b"",
        "headers": list(headers),
        "client": (host, 1),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(part.get("body", b"") for part in sent)
    return sent[0]["status"], body.decode()


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


async def test_nothing_that_is_written_in_the_content_becomes_markup() -> None:
    library = our_library(TODAY)
    hostile = """</td><script>alert("1" + '2')</script>&eacute;"""
    cards = {
        name: card.model_copy(update={"title": hostile, "id": hostile, "topic": hostile})
        for name, card in library.cards.items()
    }
    _, page = await _asked(
        "127.0.0.1", shown=replace(library, shown={**library.shown, "card": cards})
    )
    assert "<script" not in page
    assert "&eacute;" not in page
    assert "&lt;script&gt;" in page


def test_no_template_switches_the_escaping_off() -> None:
    assert templating.environment(TEMPLATES).autoescape is True
    folders = (TEMPLATES, templating.TEMPLATES)
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert not re.search(r"autoescape|\|\s*safe", file.read_text("utf-8")), file.name


def test_no_markup_is_written_in_python() -> None:
    """A page is a template: markup put together by hand escapes what its author thought of."""
    tags = "html head body meta title style script h[1-6] p div span table thead tbody tr t[dh]"
    more = "ul ol li a b i img form input button label select option svg section main nav pre"
    names = "|".join((tags + " " + more).split())
    tag = re.compile(rf"(?<!\?P)(<!doctype|</?({names})(\s[a-z-]+=|\s*/?>))", re.IGNORECASE)
    found = {
        f"{file.relative_to(BOT)}:{node.lineno}"
        for file, tree in trees("").items()
        for node in said(tree)
        if tag.search(str(node.value))
    }
    assert found == set()
