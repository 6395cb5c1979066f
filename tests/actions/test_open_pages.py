"""The keys of the figures' pages, on both databases: whose they are, how long, and only once."""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.actions.context import Context
from bot.actions.open_pages import (
    LINK_FOR,
    SESSION_FOR,
    close_session,
    enter,
    enter_inside,
    is_good,
    make_link,
    may_read,
    reader_of,
)
from bot.domain.mini_app import NotGenuine
from bot.domain.people import NotCoordinator, PersonId, Role, Signature
from bot.domain.pseudonyms import Names
from bot.store import memberships, people, tables
from bot.store.database import Store, Transaction
from telegram_simulator.inside import init_data
from tests.store.steps import NOW, a_worker, somebody
from tests.telegram_ui.walking import shipped


def _ctx(tx: Transaction, later: timedelta = timedelta()) -> Context:
    return Context(tx, NOW + later, Names((), ()), ZoneInfo("Europe/Paris"), shelf=shipped)


async def _coordinator(store: Store) -> PersonId:
    async with store.writing() as tx:
        person = await somebody(tx, 1)
        await memberships.make_member(tx, person.id, Role.COORDINATOR, Signature("Claire"), NOW)
        return person.id


async def _link(store: Store, person: PersonId) -> str:
    async with store.writing() as tx:
        return await make_link(_ctx(tx), person)


async def _enter(store: Store, code: str, later: timedelta = timedelta()) -> str | None:
    async with store.writing() as tx:
        return await enter(_ctx(tx, later), code)


TOKEN = "110201543:token"


def _said(telegram_id: int = 1) -> str:
    return init_data(TOKEN, {"id": telegram_id}, int(NOW.timestamp()))


async def _inside(
    store: Store, said: str, session: str = "", later: timedelta = timedelta()
) -> str:
    async with store.writing() as tx:
        return await enter_inside(_ctx(tx, later), said, TOKEN, session)


async def test_what_telegram_says_opens_one_session_whoever_says_it_again(store: Store) -> None:
    await _coordinator(store)
    said = _said()
    got = await asyncio.gather(*(_inside(store, said) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(one, str) for one in got) == 1
    assert sum(isinstance(one, NotGenuine) for one in got) == 3
    (session,) = [one for one in got if isinstance(one, str)]
    async with store.reading() as tx:
        assert await may_read(_ctx(tx), session)
    # Whoever loads the page again goes on with what they have.
    assert await _inside(store, said, session) == session
    # Cleared away or not, what was used is never good again.
    for minutes in range(1, 12):
        with pytest.raises(NotGenuine):
            await _inside(store, said, later=timedelta(minutes=minutes))


async def test_inside_telegram_only_coordinators_get_in(store: Store) -> None:
    async with store.writing() as tx:
        await somebody(tx, 2)
        await a_worker(tx, 3)
    for telegram_id in (2, 3, 4):
        with pytest.raises(NotCoordinator):
            await _inside(store, _said(telegram_id))
    claire = await _coordinator(store)
    await _inside(store, _said())
    async with store.writing() as tx:
        await memberships.revoke(tx, claire, NOW)
    with pytest.raises(NotCoordinator):
        await _inside(store, _said())


async def test_a_session_of_somebody_else_on_the_same_phone_is_not_gone_on_with(
    store: Store,
) -> None:
    await _coordinator(store)
    theirs = await _inside(store, _said())
    async with store.writing() as tx:
        other = await somebody(tx, 2)
        await memberships.make_member(tx, other.id, Role.COORDINATOR, Signature("Inès"), NOW)
    mine = await _inside(store, _said(2), theirs)
    assert mine != theirs
    async with store.reading() as tx:
        assert await reader_of(_ctx(tx), mine) == other.id


async def test_of_two_who_use_a_link_at_once_one_gets_in(store: Store) -> None:
    code = await _link(store, await _coordinator(store))
    sessions = await asyncio.gather(*(_enter(store, code) for _ in range(4)))
    assert sum(session is not None for session in sessions) == 1


async def test_a_link_and_a_session_end_by_themselves(store: Store) -> None:
    claire = await _coordinator(store)
    assert await _enter(store, await _link(store, claire), LINK_FOR) is None
    session = await _enter(store, await _link(store, claire))
    assert session
    async with store.reading() as tx:
        assert await may_read(_ctx(tx, SESSION_FOR - timedelta(seconds=1)), session)
        assert not await may_read(_ctx(tx, SESSION_FOR), session)


async def test_a_session_is_no_link_and_a_link_no_session(store: Store) -> None:
    claire = await _coordinator(store)
    session = await _enter(store, await _link(store, claire))
    assert session
    code = await _link(store, claire)
    async with store.reading() as tx:
        assert await is_good(_ctx(tx), code)
        assert not await is_good(_ctx(tx), session)
        assert not await may_read(_ctx(tx), code)
        assert not await may_read(_ctx(tx), "")


async def test_what_was_left_open_ends_with_leaving_the_team_and_with_erasure(
    store: Store,
) -> None:
    claire = await _coordinator(store)
    session = await _enter(store, await _link(store, claire))
    assert session
    async with store.writing() as tx:
        await memberships.revoke(tx, claire, NOW)
        assert not await may_read(_ctx(tx), session)
    async with store.writing() as tx:
        await people.remove(tx, claire)
        assert (await tx.connection.execute(select(tables.page_keys))).first() is None


async def test_leaving_closes_one_browser_and_no_other(store: Store) -> None:
    claire = await _coordinator(store)
    first = await _enter(store, await _link(store, claire))
    second = await _enter(store, await _link(store, claire))
    assert first
    assert second
    async with store.writing() as tx:
        await close_session(_ctx(tx), first)
        assert not await may_read(_ctx(tx), first)
        assert await may_read(_ctx(tx), second)


async def test_a_worker_gets_no_link(store: Store) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx, 2)
        with pytest.raises(NotCoordinator):
            await make_link(_ctx(tx), sam.id)


async def test_old_keys_do_not_pile_up(store: Store) -> None:
    claire = await _coordinator(store)
    for hours in range(5):
        async with store.writing() as tx:
            code = await make_link(_ctx(tx, timedelta(hours=hours)), claire)
        assert await _enter(store, code, timedelta(hours=hours))
    async with store.reading() as tx:
        assert len((await tx.connection.execute(select(tables.page_keys))).all()) == 1
