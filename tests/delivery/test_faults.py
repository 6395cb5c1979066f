"""A fault stays with the parcel it concerns; an answer that is lost costs one repetition or few."""

from datetime import datetime

import pytest
from sqlalchemy import text

from bot.delivery import outbox as sender
from bot.delivery.carrying import Perhaps, Undrawable
from bot.delivery.gate import Fate, judge
from bot.delivery.troubles import Kind as Trouble
from bot.store import claims, outbox
from bot.store.database import Store, Transaction
from bot.store.glances import Standing
from bot.store.parcels import Lane, Parcel, State
from tests.delivery.fakes import FakeTelegram, Hands, sending
from tests.store.steps import NOW, shown, somebody, states, to_send


async def test_a_clerk_that_stumbles_holds_up_nobody(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        bot.clerk.stumbles_on = {1}
        await bot.until_settled(2)
    assert telegram.tries == {1: 1, 2: 1}
    capsys.readouterr()


async def test_a_screen_that_cannot_be_drawn_is_reported_at_once_and_the_rest_goes_on(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram = FakeTelegram({1: [Undrawable()]})
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "broken"}
        assert bot.outbox.troubles.seen() == {Trouble.UNDRAWABLE: 1}
    assert telegram.tries == {1: 1, 2: 1}
    capsys.readouterr()


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        ("update people set sealed_id = 'x'", Trouble.SEAL),
        ("update outbox set payload = 'not JSON' where id = 1", Trouble.UNREADABLE),
        ("update outbox set payload = '[]' where id = 1", Trouble.UNREADABLE),
        ("update outbox set kind = 'of-a-newer-version' where id = 1", Trouble.UNREADABLE),
    ],
)
async def test_a_row_that_cannot_be_read_harms_no_other(
    store: Store, capsys: pytest.CaptureFixture[str], spoil: str, kind: Trouble
) -> None:
    telegram = FakeTelegram()
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx, 5001), 1)
        await tx.connection.execute(text(spoil))
        await to_send(tx, await somebody(tx, 5002), 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(2)
        await bot.until(lambda: bool(bot.outbox.troubles.seen()))
        assert list(bot.outbox.troubles.seen()) == [kind]
    assert telegram.everything() == [2]
    assert await states(store) == [State.DEAD, State.SENT]
    capsys.readouterr()


async def test_an_error_of_the_machine_that_passes_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failures = [OSError("too many open files"), MemoryError()]

    def shaky(parcel: Parcel, standing: Standing, now: datetime) -> Fate:
        if failures:
            raise failures.pop()
        return judge(parcel, standing, now)

    monkeypatch.setattr("bot.delivery.dispatch.judge", shaky)
    telegram, time = FakeTelegram(), Hands()
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    async with sending(store, telegram, clock=time) as bot:
        for left in (1, 0):
            await bot.until(lambda left=left: len(failures) == left)  # type: ignore[misc]
            await bot.until(lambda: not bot.outbox._in_hand)
            time.move(hours=1)
        await bot.until_settled(1, 2)
        assert bot.outbox.troubles.seen() == {}
    assert telegram.everything() == [1, 2]
    capsys.readouterr()


async def test_a_loop_that_stumbles_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sender, "_LOOK_AGAIN", 0.01)
    real, failures = claims.claim, [RuntimeError("a defect"), RuntimeError("another")]

    async def shaky(
        tx: Transaction, lane: Lane, holder: int, now: datetime, limit: int
    ) -> list[Parcel]:
        if lane is Lane.NORMAL and failures:
            raise failures.pop()
        return await real(tx, lane, holder, now, limit)

    monkeypatch.setattr(claims, "claim", shaky)
    telegram = FakeTelegram()
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1)
        assert list(bot.outbox.troubles.seen()) == [Trouble.STUMBLED]
    capsys.readouterr()


async def test_an_answer_lost_for_good_is_reported_as_unsure_after_a_few_tries(
    store: Store,
) -> None:
    telegram = FakeTelegram({1: [Perhaps() for _ in range(99)]})
    time = Hands()
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    async with sending(store, telegram, clock=time) as bot:
        for tries in range(1, 7):
            await bot.until(lambda tries=tries: telegram.tries[1] == tries)  # type: ignore[misc]
            await bot.until(lambda: not bot.outbox._in_hand)
            if tries < 3:
                assert telegram.everything() == [], "what follows waits with it, not for long"
            time.move(hours=1)
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "unsure"}
    assert telegram.tries == {1: 6, 2: 1}


async def test_a_line_whose_answer_is_lost_twice_counts_as_sent_and_what_it_announces_leaves(
    store: Store,
) -> None:
    telegram = FakeTelegram({1: [Perhaps(), Perhaps()]})
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(tx, lea.id, shown(1, once=True), NOW)
        await to_send(tx, lea, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
    assert telegram.tries == {1: 2, 2: 1}
    assert await states(store) == [State.SENT, State.SENT]
