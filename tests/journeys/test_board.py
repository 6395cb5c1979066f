"""/tableau over the wire: who gets in, for how long, and what is told to nobody else."""

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import select, update

from bot.actions.open_pages import LINK_FOR, SESSION_FOR
from bot.domain.people import Role
from bot.store.tables import members, outbox, page_keys
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
