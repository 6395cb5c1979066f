"""Updates: in order per chat, each handled once, acknowledged after the commit."""

import asyncio
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import pytest

from bot.delivery.group_commit import GroupCommit
from bot.delivery.inbox import AfterCommit, Inbox
from bot.store import inbox
from bot.store.database import Store, StoreUnavailable, Transaction
from tests.databases import vault
from tests.delivery.fakes import ShakyStore
from tests.store.steps import NOW, accepted, somebody


@dataclass(frozen=True)
class Letter:
    """An update."""

    id: int
    chat: int = 1


@dataclass
class FakeDesk:
    """Handles letters by noting them in the database."""

    #: Letters that break the handler, and those that break even the apology.
    broken: set[int] = field(default_factory=set)
    hopeless: set[int] = field(default_factory=set)
    handled: list[Letter] = field(default_factory=list)
    apologies: list[str] = field(default_factory=list)
    let_go_of: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def key(self, update: Letter) -> Hashable:
        return update.chat

    async def handle(self, tx: Transaction, update: Letter) -> Sequence[AfterCommit]:
        if not await accepted(tx, update.id, None, None, NOW):
            return ()
        if update.id in self.broken | self.hopeless:
            raise RuntimeError("a handler breaks")
        if update not in self.handled:  # a group may be tried again
            self.handled.append(update)

        async def step() -> None:
            self.after.append(update.id)
            raise RuntimeError("best effort")

        return (step,)

    async def apologise(self, tx: Transaction, update: Letter, reference: str) -> None:
        if update.id in self.hopeless:
            raise RuntimeError("an apology breaks")
        if await accepted(tx, update.id, None, None, NOW):
            self.apologies.append(reference)

    async def let_go(self, update: Letter, reference: str) -> None:
        del reference
        self.let_go_of.append(update.id)


def _inbox(store: Store, desk: FakeDesk) -> Inbox[Letter]:
    return Inbox(GroupCommit(store), desk, lambda: None)


async def _seen(store: Store, *ids: int) -> list[bool]:
    async with store.writing() as tx:
        return [await inbox.seen(tx, number) for number in ids]


async def test_updates_of_a_chat_are_handled_in_order_and_all_are_committed(store: Store) -> None:
    desk = FakeDesk()
    letters = [Letter(number, chat=number % 7) for number in range(140)]
    await _inbox(store, desk).take_in(letters)
    for chat in range(7):
        ids = [letter.id for letter in desk.handled if letter.chat == chat]
        assert ids == [letter.id for letter in letters if letter.chat == chat]
    assert all(await _seen(store, *range(140)))


async def test_an_update_that_comes_twice_is_handled_once(store: Store) -> None:
    desk = FakeDesk()
    receiving = _inbox(store, desk)
    await receiving.take_in([Letter(1), Letter(2)])
    await receiving.take_in([Letter(2), Letter(3)])
    assert [letter.id for letter in desk.handled] == [1, 2, 3]


async def test_one_broken_update_gets_an_apology_and_harms_no_other(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = FakeDesk(broken={2})
    await _inbox(store, desk).take_in([Letter(n) for n in (1, 2, 3)])
    assert [letter.id for letter in desk.handled] == [1, 3]
    assert len(desk.apologies) == 1
    assert await _seen(store, 1, 2, 3) == [True, True, True]
    assert desk.apologies[0] in "".join(capsys.readouterr()), "the log has the same reference"


async def test_an_update_beyond_apology_is_let_go_and_the_others_handled(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = FakeDesk(hopeless={2})
    await _inbox(store, desk).take_in([Letter(n) for n in (1, 2, 3)])
    assert [letter.id for letter in desk.handled] == [1, 3]
    assert await _seen(store, 1, 2, 3) == [True, False, True]
    assert desk.let_go_of == [2], "answered past the database"
    capsys.readouterr()


async def test_without_a_database_nothing_is_acknowledged_and_all_is_handled_later(
    url: str,
) -> None:
    store, desk = ShakyStore(url, vault()), FakeDesk()
    receiving = _inbox(store, desk)
    letters = [Letter(n, chat=n) for n in (1, 2, 3)]
    store.down = True
    with pytest.raises(StoreUnavailable):
        await receiving.take_in(letters)
    assert desk.handled == []
    store.down = False
    await receiving.take_in(letters)
    assert sorted(letter.id for letter in desk.handled) == [1, 2, 3]
    assert await _seen(store, 1, 2, 3) == [True, True, True]
    await store.close()


async def test_what_may_be_done_afterwards_is_done_after_the_commit_and_may_fail(
    store: Store,
) -> None:
    desk = FakeDesk()
    receiving = _inbox(store, desk)
    await receiving.take_in([Letter(1)])
    await asyncio.gather(*receiving._background)
    assert desk.after == [1]


async def test_after_taking_updates_in_the_outbox_is_woken(store: Store) -> None:
    woken: list[bool] = []
    receiving = Inbox(GroupCommit(store), FakeDesk(), lambda: woken.append(True))
    await receiving.take_in([Letter(1)])
    assert woken


async def test_two_processes_that_get_the_same_update_handle_it_once(
    store: Store, another_store: Store
) -> None:
    desks = FakeDesk(), FakeDesk()

    async def lea(tx: Transaction) -> None:
        await somebody(tx)

    await GroupCommit(store).run("lea", lea)
    await asyncio.gather(
        *(
            _inbox(place, desk).take_in([Letter(1)])
            for place, desk in zip((store, another_store), desks, strict=True)
        )
    )
    assert await _seen(store, 1) == [True]
    assert not desks[0].apologies + desks[1].apologies
