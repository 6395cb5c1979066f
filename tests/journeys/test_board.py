"""/tableau over the wire: who gets in, for how long, and what is told to nobody else."""

import re
from collections.abc import AsyncIterator
from html import unescape
from urllib.parse import parse_qs

import aiohttp
import pytest
from sqlalchemy import select, update

from bot.actions.open_pages import LINK_FOR, SESSION_FOR
from bot.domain.people import Role
from bot.store.tables import members, outbox, page_keys
from telegram_simulator.inside import init_data
from tests.conftest import Town
from tests.outages import database_down

CLOSED = "Cette page est fermée"


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


@pytest.fixture
def town(hooked: tuple[Town, str]) -> Town:
    return hooked[0]


async def link(town: Town) -> str:
    asked = town.claire.writes("/tableau")
    shown = await town.claire.sees("/tableau/entrer/", after=asked)
    assert shown.protected
    found = re.search(r"http://\S+", shown.text)
    assert found
    return found[0]


async def read(browser: aiohttp.ClientSession, address: str) -> tuple[int, str]:
    async with browser.get(address) as answer:
        return answer.status, await answer.text()


async def enter(browser: aiohttp.ClientSession, address: str) -> tuple[int, str]:
    async with browser.post(address) as answer:
        return answer.status, await answer.text()


def board(address: str) -> str:
    return address.partition("/entrer/")[0]


async def test_a_link_opens_once_for_one_browser(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    address = await link(town)
    async with browser.post(address, allow_redirects=False) as answer:
        assert answer.status == 303
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Path=/tableau" in cookie
    status, page = await read(browser, board(address))
    assert (status, "Chiffres clés" in page) == (200, True)
    async with aiohttp.ClientSession() as another:
        assert (await enter(another, address))[0] == 403
        status, page = await read(another, board(address))
        assert (status, CLOSED in page) == (403, True)
        assert (await read(another, f"{board(address)}/chiffres.csv"))[0] == 403


async def test_a_link_and_a_session_end(town: Town, browser: aiohttp.ClientSession) -> None:
    old = await link(town)
    town.telegram.world.clock.forward(seconds=LINK_FOR.total_seconds() + 1)
    assert (await enter(browser, old))[0] == 403
    address = await link(town)
    assert (await enter(browser, address))[0] == 200
    town.telegram.world.clock.forward(seconds=SESSION_FOR.total_seconds() + 1)
    assert (await read(browser, board(address)))[0] == 403


async def test_a_new_link_makes_the_one_before_good_for_nothing(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    first, second = await link(town), await link(town)
    assert (await enter(browser, first))[0] == 403
    assert (await enter(browser, second))[0] == 200


async def test_whoever_coordinates_no_more_reads_no_more(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    address = await link(town)
    await enter(browser, address)
    assert (await read(browser, board(address)))[0] == 200
    async with town.bot.store.writing() as tx:
        await tx.connection.execute(update(members).values(role=Role.WORKER.value))
    assert (await read(browser, board(address)))[0] == 403


def inside(address: str) -> tuple[str, str]:
    """The page that Telegram opens, and what it says behind the #."""
    url, _, behind = address.partition("#")
    return url, parse_qs(behind)["tgWebAppData"][0]


async def asks_inside(town: Town) -> tuple[str, str]:
    asked = town.claire.writes("/tableau")
    shown = await town.claire.sees("/tableau/entrer/", after=asked)
    return inside(town.claire.opens("Ouvrir ici, dans Telegram", in_message=shown.id))


async def test_inside_telegram_its_word_opens_the_board_once(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    url, said = await asks_inside(town)
    async with browser.get(url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = await answer.text()
        assert (answer.status, said not in page) == (200, True)
    nonce = re.search(r'<script src="(/tableau/[^"]+)" nonce="([^"]+)"', page)
    assert nonce
    assert f"script-src 'nonce-{nonce[2]}'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    async with browser.get(f"{url.partition('/tableau')[0]}{nonce[1]}") as script:
        assert script.content_type == "text/javascript"
    async with browser.post(url, data={"said": said}) as answer:
        assert (answer.status, "Chiffres clés" in await answer.text()) == (200, True)
    async with aiohttp.ClientSession() as another, another.post(url, data={"said": said}) as answer:
        assert (answer.status, "a déjà servi" in await answer.text()) == (403, True)


async def test_inside_telegram_a_worker_is_told_whose_it_is(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    url, _ = await asks_inside(town)
    sam = await town.worker("Sam")
    said = init_data(town.telegram.token, sam.account.user, int(town.bot.clock().timestamp()))
    async with browser.post(url, data={"said": said}) as answer:
        assert answer.status == 403
        assert "réservé à la coordination" in await answer.text()
    for wrong in ({}, {"said": ""}, {"said": "a=b"}, {"said": "x" * 30_000}, {"other": "1"}):
        async with browser.post(url, data=wrong) as answer:
            assert (answer.status, "a déjà servi" in await answer.text()) == (403, True), wrong


async def test_who_waits_now_is_on_the_page_without_a_name_and_in_no_file(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await sam.sees("Nouvelle demande")
    asked = town.claire.writes("/file")
    queue = await town.claire.sees("Une personne attend", after=asked)
    address = await link(town)
    _, page = await enter(browser, address)
    assert "En ce moment" in page
    assert "Une personne attend" in page
    assert "rien de repéré" in page.replace("’", "'")
    pseudonym = next(b for b in queue.buttons if "Prendre" in b).partition("Prendre ")[2]
    assert pseudonym
    assert pseudonym not in page
    _, written = await read(browser, f"{board(address)}/chiffres.csv?periode=7j")
    assert "attend" not in written.casefold().replace("attente", "")
    lea.writes("/stop")
    await lea.sees("Ta demande est annulée")
    _, page = await read(browser, board(address))
    assert "Personne n'attend" in unescape(page).replace("’", "'")


async def test_no_code_is_kept_in_clear(town: Town, browser: aiohttp.ClientSession) -> None:
    address = await link(town)
    await enter(browser, address)
    code = address.rpartition("/")[2]
    (cookie,) = browser.cookie_jar
    async with town.bot.store.reading() as tx:
        rows = (await tx.connection.execute(select(page_keys))).all()
        kept = str(rows) + str((await tx.connection.execute(select(outbox))).all())
    assert len(rows) == 1
    assert code not in kept
    assert cookie.value not in kept


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("periode=hier", 404),
        ("periode=2099-t1", 404),
        ("periode=2026-t9", 404),
        ("periode=annee&territoire=ailleurs", 404),
        ("periode=7j&territoire=vallon-clair", 200),
        ("periode=2026-01-05..2026-01-10", 200),
        ("periode=2026-01-10..2026-01-05", 404),
        ("periode=2099-01", 404),
        ("periode=%3Cscript%3E", 404),
    ],
)
async def test_what_an_address_asks_for_is_known_or_not_there(
    town: Town, browser: aiohttp.ClientSession, query: str, status: int
) -> None:
    address = await link(town)
    await enter(browser, address)
    for path in ("", "/chiffres.csv"):
        found, page = await read(browser, f"{board(address)}{path}?{query}")
        assert found == status
        assert "<script" not in page


async def test_nothing_of_a_page_is_kept_framed_or_loaded_from_elsewhere(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    address = await link(town)
    for url in (address, board(address), f"{board(address)}/chiffres.csv"):
        async with browser.get(url) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy


async def test_a_breakdown_of_the_database_is_told_in_words(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    address = await link(town)
    await enter(browser, address)
    with database_down(town.bot):
        status, page = await read(browser, board(address))
    assert (status, "ne répond pas" in page) == (503, True)


async def test_the_door_looks_the_same_whether_a_code_is_good_or_not(
    town: Town, browser: aiohttp.ClientSession
) -> None:
    status, _ = await read(browser, f"{board(await link(town))}/entrer/{'a' * 32}")
    assert status == 200
