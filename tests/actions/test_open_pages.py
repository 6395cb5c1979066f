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
    is_good,
    make_link,
    may_read,
)
from bot.domain.people import NotCoordinator, PersonId, Role, Signature
from bot.domain.pseudonyms import Names
from bot.store import memberships, people, tables
from bot.store.database import Store, Transaction
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
