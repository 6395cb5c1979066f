"""Inviting, changing roles and revoking, when two people do it at once: on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.actions.change_team import change_role, revoke_member
from bot.actions.context import Context
from bot.actions.invite_member import invite_member, join_team
from bot.domain.people import LastCoordinator, NotCoordinator, NotInTeam, Person, Role, TeamRefusal
from bot.domain.pseudonyms import Names
from bot.store import memberships, people, tables
from bot.store.database import Clash, Store, Transaction
from tests.store.steps import NOW, a_worker, somebody
from tests.telegram_ui.walking import shipped

LATER = NOW + timedelta(minutes=3)
PARIS = ZoneInfo("Europe/Paris")


def acting(tx: Transaction) -> Context:
    return Context(tx, NOW, Names((), ()), PARIS, shelf=shipped)


async def _coordinators(store: Store, count: int = 2) -> list[Person]:
    async with store.writing() as tx:
        return [await a_worker(tx, 7001 + n, Role.COORDINATOR) for n in range(count)]


async def _role(store: Store, person: Person) -> Role:
    async with store.reading() as tx:
        found = await people.get(tx, person.id)
    assert found is not None
    return found.role


async def _does(store: Store, act: Callable[[Context], Awaitable[object]]) -> object:
    """One act in a transaction of its own, again if another was in its way."""
    while True:
        try:
            async with store.writing() as tx:
                return await act(acting(tx))
        except TeamRefusal as refusal:
            return refusal
        except Clash:
            continue


async def test_the_last_coordinator_is_refused_to_whoever_asks(store: Store) -> None:
    [claire] = await _coordinators(store, 1)
    async with store.writing() as tx:
        with pytest.raises(LastCoordinator):
            await revoke_member(acting(tx), claire.id)
        with pytest.raises(LastCoordinator):
            await change_role(acting(tx), claire.id, Role.WORKER, by=claire.id)
        await change_role(acting(tx), claire.id, Role.COORDINATOR, by=claire.id)
    assert await _role(store, claire) is Role.COORDINATOR


@pytest.mark.parametrize("how", ["revoke", "demote", "step down"])
async def test_of_two_coordinators_who_act_at_once_one_stays(
    store: Store, another_store: Store, how: str
) -> None:
    claire, nora = await _coordinators(store)

    def act(me: Person, other: Person) -> Callable[[Context], Awaitable[object]]:
        async def acts(ctx: Context) -> object:
            await asyncio.sleep(0)
            if how == "revoke":
                return await revoke_member(ctx, other.id, by=me.id)
            whom = other if how == "demote" else me
            await change_role(ctx, whom.id, Role.WORKER, by=me.id)
            return None

        return acts

    await asyncio.gather(_does(store, act(claire, nora)), _does(another_store, act(nora, claire)))
    roles = [await _role(store, one) for one in (claire, nora)]
    assert roles.count(Role.COORDINATOR) == 1


async def test_whoever_coordinates_no_more_changes_nothing(store: Store) -> None:
    claire, nora = await _coordinators(store)
    async with store.writing() as tx:
        sam = await a_worker(tx, 8001)
        await change_role(acting(tx), nora.id, Role.WORKER, by=claire.id)
    async with store.writing() as tx:
        for act in (
            revoke_member(acting(tx), sam.id, by=nora.id),
            change_role(acting(tx), nora.id, Role.COORDINATOR, by=nora.id),
            invite_member(acting(tx), nora.id, Role.COORDINATOR),
        ):
            with pytest.raises(NotCoordinator):
                await act
        assert (await tx.connection.execute(select(tables.invitations))).first() is None


async def test_nobody_changes_who_is_gone(store: Store) -> None:
    [claire] = await _coordinators(store, 1)
    async with store.writing() as tx:
        sam = await a_worker(tx, 8001)
        await revoke_member(acting(tx), sam.id, by=claire.id)
        with pytest.raises(NotInTeam):
            await change_role(acting(tx), sam.id, Role.COORDINATOR, by=claire.id)
        with pytest.raises(NotInTeam):
            await revoke_member(acting(tx), sam.id, by=claire.id)
    assert await _role(store, sam) is Role.YOUNG_PERSON


@pytest.mark.parametrize("how", ["revoked", "demoted", "promoted again", "erased"])
async def test_an_invitation_is_good_while_its_maker_coordinates(store: Store, how: str) -> None:
    claire, nora = await _coordinators(store)
    async with store.writing() as tx:
        code = await invite_member(acting(tx), nora.id, Role.COORDINATOR)
        good = await invite_member(acting(tx), claire.id, Role.WORKER)
        eve = await somebody(tx, 9001)
    async with store.writing() as tx:
        if how == "revoked":
            await revoke_member(acting(tx), nora.id, by=claire.id)
        elif how == "erased":
            await people.remove(tx, nora.id)
        else:
            await change_role(acting(tx), nora.id, Role.WORKER, by=claire.id)
        if how == "promoted again":
            await change_role(acting(tx), nora.id, Role.COORDINATOR, by=claire.id)
    async with store.writing() as tx:
        assert await join_team(acting(tx), eve, code) is None
        assert await join_team(acting(tx), eve, good) is Role.WORKER


async def test_an_invitation_used_while_its_maker_is_revoked_comes_before_or_not_at_all(
    store: Store, another_store: Store
) -> None:
    """Inviting, joining and revoking side by side: no unused invitation of hers is left."""
    claire, nora = await _coordinators(store)
    async with store.writing() as tx:
        codes = [await invite_member(acting(tx), nora.id, Role.COORDINATOR) for _ in range(4)]
        guests = [await somebody(tx, 9001 + n) for n in range(4)]

    def joins(guest: Person, code: str) -> Callable[[Context], Awaitable[object]]:
        return lambda ctx: join_team(ctx, guest, code)

    await asyncio.gather(
        *(
            _does(another_store, joins(guest, code))
            for guest, code in zip(guests, codes, strict=True)
        ),
        _does(store, lambda ctx: revoke_member(ctx, nora.id, by=claire.id)),
        *(
            _does(another_store, lambda ctx: invite_member(ctx, nora.id, Role.COORDINATOR))
            for _ in range(3)
        ),
    )
    async with store.reading() as tx:
        query = select(tables.invitations.c.id).where(tables.invitations.c.used_at.is_(None))
        assert (await tx.connection.execute(query)).all() == []


async def test_joining_again_keeps_a_name_only_for_who_is_in_the_team(store: Store) -> None:
    [claire] = await _coordinators(store, 1)
    async with store.writing() as tx:
        sam = await a_worker(tx, 8001)
        code = await invite_member(acting(tx), claire.id, Role.COORDINATOR)
        await join_team(acting(tx), sam, code)
        kept = await memberships.signature(tx, sam.id)
        await revoke_member(acting(tx), sam.id, by=claire.id)
        code = await invite_member(acting(tx), claire.id, Role.WORKER)
        await join_team(acting(tx), sam, code)
        anew = await memberships.signature(tx, sam.id)
    assert kept is not None
    assert anew is not None
    assert (kept.first_name, anew.first_name) == ("Sam", "")


async def test_only_the_message_that_asks_what_is_open_is_noted(store: Store) -> None:
    async with store.writing() as tx:
        sam = await a_worker(tx, 8001)
        await people.ask(tx, sam.id, "signature", NOW)
        await people.note_question_message(tx, sam.id, "verify", 41)
        await people.note_question_message(tx, sam.id, "signature", 42)
        asked = await people.get(tx, sam.id)
        await people.ask(tx, sam.id, None)
        closed = await people.get(tx, sam.id)
        await people.ask(tx, sam.id, "signature", LATER)
        again = await people.get(tx, sam.id)
    assert asked is not None
    assert closed is not None
    assert again is not None
    assert (asked.question, asked.question_at, asked.question_message) == ("signature", NOW, 42)
    assert (closed.question, closed.question_at, closed.question_message) == (None, None, 42)
    assert (again.question_at, again.question_message) == (LATER, None)
