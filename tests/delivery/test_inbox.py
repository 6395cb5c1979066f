"""Updates: in order per chat, each handled once, acknowledged after the commit."""

import asyncio
import time
from collections.abc import Callable, Hashable, Sequence
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
    #: Somebody may be in danger.
    urgent: bool = False


@dataclass
class FakeDesk:
    """Handles letters by noting them in the database."""

    #: Letters that break the handler, and those that break even the apology.
    broken: set[int] = field(default_factory=set)
    #: Letters that cannot even be read, and those without a readable sender.
    unreadable: set[int] = field(default_factory=set)
    nameless: set[int] = field(default_factory=set)
    #: Letters that take long to read, until let go.
    long: dict[int, asyncio.Event] = field(default_factory=dict)
    prepared: list[int] = field(default_factory=list)
    hopeless: set[int] = field(default_factory=set)
    handled: list[Letter] = field(default_factory=list)
    apologies: list[str] = field(default_factory=list)
    let_go_of: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def key(self, update: Letter) -> Hashable:
        if update.id in self.nameless:
            raise RuntimeError("nobody can be made out")
        return update.chat

    async def prepare(self, update: Letter) -> Letter:
        self.prepared.append(update.id)
        if update.id in self.long:
            await self.long[update.id].wait()
        if update.id in self.unreadable:
            raise RuntimeError("it cannot be read")
        return update

    async def handle(
        self, tx: Transaction, update: Letter, prepared: Letter
    ) -> Sequence[AfterCommit]:
        assert prepared is update
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


def _inbox(store: Store, desk: FakeDesk) -> Inbox[Letter, Letter]:
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
    receiving: Inbox[Letter, Letter] = Inbox(
        GroupCommit(store), FakeDesk(), lambda: woken.append(True)
    )
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


async def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.001)


async def test_who_writes_at_length_makes_only_themselves_wait(store: Store) -> None:
    desk = FakeDesk(long={1: asyncio.Event()})
    receiving = _inbox(store, desk)
    letters = [Letter(1, chat=1), Letter(2, chat=1), Letter(3, chat=2), Letter(4, chat=2)]
    taking_in = asyncio.create_task(receiving.take_in(letters))
    await _until(lambda: len(desk.handled) == 2)
    assert [letter.id for letter in desk.handled] == [3, 4]
    assert not taking_in.done(), "nothing is acknowledged before all of it is committed"
    desk.long[1].set()
    await taking_in
    assert [letter.id for letter in desk.handled] == [3, 4, 1, 2]


async def test_letters_that_come_one_by_one_keep_their_order_too(store: Store) -> None:
    desk = FakeDesk(long={1: asyncio.Event()})
    receiving = _inbox(store, desk)
    taking_in = [asyncio.create_task(receiving.take_in([Letter(n)])) for n in (1, 2, 3)]
    await _until(lambda: desk.prepared == [1])
    desk.long[1].set()
    await asyncio.gather(*taking_in)
    assert [letter.id for letter in desk.handled] == [1, 2, 3]
    assert not receiving._turns, "nobody is remembered"


async def test_whoever_stops_waiting_lets_the_next_of_the_chat_go_on(store: Store) -> None:
    desk = FakeDesk(long={1: asyncio.Event(), 2: asyncio.Event()})
    receiving = _inbox(store, desk)
    taking_in = [asyncio.create_task(receiving.take_in([Letter(n)])) for n in (1, 2, 3)]
    await _until(lambda: desk.prepared == [1])
    for impatient in taking_in[:2]:
        impatient.cancel()
    await taking_in[2]
    assert [letter.id for letter in desk.handled] == [3]
    assert not receiving._turns


@pytest.mark.parametrize("way", ["unreadable", "nameless"])
async def test_an_update_that_cannot_be_understood_gets_an_apology_and_harms_no_other(
    store: Store, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    desk = FakeDesk()
    getattr(desk, way).add(2)
    if way == "nameless":
        desk.unreadable.add(2)
    await _inbox(store, desk).take_in([Letter(n) for n in (1, 2, 3)])
    assert [letter.id for letter in desk.handled] == [1, 3]
    assert len(desk.apologies) == 1
    assert await _seen(store, 1, 2, 3) == [True, True, True]
    capsys.readouterr()


async def test_behind_the_flood_of_one_nobody_waits_for_more_than_their_turn(
    store: Store,
) -> None:
    desk = FakeDesk()
    flood = [Letter(number, chat=1) for number in range(100)]
    await _inbox(store, desk).take_in([*flood, Letter(100, chat=5)])
    ids = [letter.id for letter in desk.handled]
    assert ids.index(100) <= 8
    assert [n for n in ids if n < 100] == list(range(100))


async def test_danger_goes_first_and_is_sent_before_the_rest_of_its_batch(store: Store) -> None:
    desk = FakeDesk()
    sent: list[int] = []
    receiving: Inbox[Letter, Letter] = Inbox(
        GroupCommit(store), desk, lambda: sent.append(len(desk.handled))
    )
    others = [Letter(number, chat=number % 40 * 4) for number in range(400)]
    lea = [Letter(400, chat=1000), Letter(401, chat=1000, urgent=True)]
    await receiving.take_in([*others, *lea])
    ids = [letter.id for letter in desk.handled]
    assert ids[:2] == [400, 401], "with what she wrote before it, in order"
    assert sent[0] < 200
    assert sorted(ids) == list(range(402))
