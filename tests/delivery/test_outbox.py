"""Whatever Telegram does, each parcel arrives once or is reported, in order per person."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from bot.delivery import outbox as sender
from bot.delivery.carrying import Perhaps, Postponed, Refused, Undrawable
from bot.delivery.limits import MANY
from bot.delivery.patience import MOST_TRIES
from bot.delivery.troubles import Kind as Trouble
from bot.domain.people import Person
from bot.store import cases, claims, outbox, people, settling, takeover, withdrawals
from bot.store.cargo import Kind
from bot.store.database import Store, Transaction
from bot.store.glances import Standing
from bot.store.parcels import Carried, Lane, Parcel, State
from bot.store.tables import cases as case_table
from bot.store.tables import outbox as rows
from tests.databases import vault
from tests.delivery.fakes import FakeTelegram, ShakyStore, fast_clock, sending
from tests.store.steps import NOW, NUMBERED, a_case, claimed, shown, somebody, to_send


async def _people(tx: Transaction, count: int) -> list[Person]:
    return [await somebody(tx, 5001 + n) for n in range(count)]


def _number(person: int, lane: Lane, turn: int) -> int:
    return person * 1000 + lane * 100 + turn


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **how: float) -> None:
        self.now += timedelta(**how)


def _quiet(tx: Transaction, to: Person, number: int, kind: Kind) -> None:
    outbox.enqueue(tx, to.id, NUMBERED[kind](number), NOW)


def _troubles(chance: random.Random) -> list[Exception]:
    passing: list[Exception] = [
        chance.choice([Postponed(0.2), ConnectionError(), TimeoutError(), Postponed(1)])
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 4]))
    ]
    return [*passing, Refused("undelivered-refused")] if chance.random() < 0.1 else passing


def _in_order(numbers: Sequence[int]) -> bool:
    return list(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("seed", range(6))
async def test_each_arrives_once_or_is_reported_and_in_order_whatever_fails(
    store: Store, seed: int
) -> None:
    chance = random.Random(seed)  # a plan of failures, not a secret
    telegram = FakeTelegram()
    async with store.writing() as tx:
        for person in await _people(tx, 5):
            for turn in range(12):
                lane = chance.choice(list(Lane))
                number = _number(person.id, lane, turn)
                telegram.troubles[number] = _troubles(chance)
                await to_send(tx, person, number, lane=lane)
    numbers = list(telegram.troubles)
    async with sending(store, telegram) as bot:
        await bot.until_settled(*numbers)
        assert telegram.everything() == sorted(bot.clerk.delivered_numbers)
        assert not bot.clerk.delivered_numbers & set(bot.clerk.reported)
    for (_, number), arrived in telegram.arrived.items():
        assert number == Lane.QUIET or _in_order(arrived), "only what is read has an order"
    assert await claimed(store, now=NOW + timedelta(days=9)) == []


async def test_danger_does_not_wait_for_what_is_stuck_before_it(store: Store) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, lea, 9, lane=Lane.DANGER)
    async with sending(store, telegram) as bot:
        await bot.until_settled(9)
        assert telegram.everything() == [9]
        telegram.let_go.set()
        await bot.until_settled(1, 2)
    assert telegram.arrived[lea.id, Lane.NORMAL] == [1, 2]


async def test_danger_finds_a_place_when_every_other_place_is_taken(store: Store) -> None:
    telegram = FakeTelegram(stuck=set(range(100)))
    async with store.writing() as tx:
        crowd = await _people(tx, 50)
        for number, person in enumerate(crowd):
            await to_send(tx, person, number)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: len(telegram.tries) == sender._AT_ONCE[Lane.NORMAL])
        async with store.writing() as tx:
            await to_send(tx, crowd[-1], 900, lane=Lane.DANGER)
        await bot.until_settled(900)
        telegram.let_go.set()
        await bot.until_settled(*range(50))


async def test_a_pause_asked_for_one_person_does_not_stop_the_others(store: Store) -> None:
    telegram = FakeTelegram({1: [Postponed(3600)]})
    async with store.writing() as tx:
        lea, tom = await _people(tx, 2)
        await to_send(tx, lea, 1, 2)
        await to_send(tx, tom, 3, 4)
    async with sending(store, telegram) as bot:
        await bot.until_settled(3, 4)
        await bot.until(lambda: 1 in telegram.tries)
        assert telegram.everything() == [3, 4]
        assert telegram.tries == {1: 1, 3: 1, 4: 1}


async def test_when_many_are_limited_everybody_pauses_but_danger(store: Store) -> None:
    telegram = FakeTelegram({n: [Postponed(500)] for n in range(MANY)})
    time = Hands()
    async with store.writing() as tx:
        crowd = await _people(tx, MANY + 1)
        for number, person in enumerate(crowd[:MANY]):
            await to_send(tx, person, number)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until(lambda: len(telegram.tries) == MANY)
        await bot.until(lambda: bot.outbox._limits.everybody_waits(time()))
        async with store.writing() as tx:
            await to_send(tx, crowd[-1], 800)
            await to_send(tx, crowd[-1], 900, lane=Lane.DANGER)
        await bot.until_settled(900)
        assert telegram.everything() == [900]
        time.move(seconds=5)
        await bot.until_settled(800)
        assert telegram.everything() == [800, 900], "the limited ones wait for as long as asked"
        time.move(seconds=500)
        await bot.until_settled(*range(MANY))


async def test_a_limit_on_calls_that_nobody_reads_holds_up_no_message(store: Store) -> None:
    telegram = FakeTelegram({n: [Postponed(300)] for n in range(MANY)})
    time = Hands()
    async with store.writing() as tx:
        crowd = await _people(tx, MANY)
        for number, person in enumerate(crowd):
            _quiet(tx, person, number, Kind.DELETE)
            _quiet(tx, person, 100 + number, Kind.DELETE)
            _quiet(tx, person, 200 + number, Kind.REACT)
            await to_send(tx, person, 300 + number)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until_settled(*range(200, 200 + MANY), *range(300, 300 + MANY))
        await bot.until(lambda: all(telegram.tries[n] for n in range(MANY)))
        assert not any(telegram.tries[100 + n] for n in range(MANY)), "limited likewise"
        time.move(seconds=300)
        await bot.until_settled(*range(MANY), *range(100, 100 + MANY))


async def test_one_mark_that_must_wait_holds_up_no_other_of_the_same_run(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError()]})
    time = Hands()
    async with store.writing() as tx:
        lea = await somebody(tx)
        for number in (1, 2, 3):
            _quiet(tx, lea, number, Kind.REACT)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until_settled(2, 3)
        assert telegram.everything() == [2, 3]


async def test_what_is_refused_is_reported_and_what_follows_goes_on(store: Store) -> None:
    telegram = FakeTelegram({1: [Refused("undelivered-too-long")]})
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "undelivered-too-long"}
        assert telegram.everything() == [2]


async def test_whoever_blocked_the_bot_is_not_written_to_but_it_is_reported(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await people.note_blocked(tx, lea.id, NOW, NOW)
        await to_send(tx, lea, 1, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert set(bot.clerk.reported.values()) == {"undelivered-blocked"}
    assert not telegram.tries


async def test_what_has_expired_is_let_go_without_a_word(store: Store) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        outbox.enqueue(tx, lea.id, shown(1), NOW, expires_at=NOW - timedelta(seconds=1))
        await to_send(tx, lea, 2)
    telegram = FakeTelegram()
    async with sending(store, telegram) as bot:
        await bot.until_settled(2)
        assert not bot.clerk.reported
    assert telegram.everything() == [2]


async def test_after_a_day_without_success_whoever_wrote_is_told(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError()] * 99})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
        await tx.connection.execute(update(rows).values(attempts=MOST_TRIES))
        await to_send(tx, lea, 2)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "undelivered-network"}
    assert telegram.everything() == [2]


async def test_what_was_on_its_way_when_the_process_died_comes_at_most_twice(
    store: Store,
) -> None:
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2, 3)

    class DiesAfterSending(FakeTelegram):
        async def carry(self, parcel: Parcel, standing: Standing) -> Carried:
            carried = await super().carry(parcel, standing)
            if self.everything() == [1]:
                await self.let_go.wait()
            return carried

    telegram = DiesAfterSending()
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.everything() == [1])
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2, 3)
    assert telegram.arrived[lea.id, Lane.NORMAL] == [1, 1, 2, 3]


async def test_claims_of_a_process_that_died_are_taken_over_while_another_works(
    store: Store, another_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_LOOK_AFTER_CLAIMS", 0.05)
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    clock = fast_clock()
    dying = FakeTelegram(stuck={1})
    async with sending(store, dying, clock=clock) as bot:
        await bot.until(lambda: dying.tries[1] == 1)
    telegram = FakeTelegram()
    async with sending(another_store, telegram, alone=False, clock=clock) as bot:
        await bot.until_settled(1, 2)
    assert telegram.everything() == [1, 2]


async def test_a_slow_process_keeps_its_claims(
    store: Store, another_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "_LOOK_AFTER_CLAIMS", 0.05)
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    clock, slow, quick = fast_clock(), FakeTelegram(stuck={1}), FakeTelegram()
    async with sending(store, slow, alone=False, clock=clock) as bot:
        await bot.until(lambda: slow.tries[1] == 1)
        started = clock()
        async with sending(another_store, quick, alone=False, clock=clock) as other:
            await other.until(lambda: clock() > started + 2 * sender.CLAIM_LASTS)
            slow.let_go.set()
            await bot.until(lambda: {*slow.everything(), *quick.everything()} == {1, 2})
    assert slow.everything() + quick.everything() == [1, 2], "none twice"


async def test_two_senders_share_the_work_and_keep_the_order(
    store: Store, another_store: Store
) -> None:
    async with store.writing() as tx:
        crowd = await _people(tx, 10)
        for turn in range(10):
            for person in crowd:
                await to_send(tx, person, person.id * 100 + turn)
    telegram, clock = FakeTelegram(), fast_clock()
    async with (
        sending(store, telegram, alone=False, clock=clock) as one,
        sending(another_store, telegram, alone=False, clock=clock),
    ):
        await one.until(lambda: len(telegram.everything()) >= 100)
    assert len(telegram.everything()) == 100
    assert all(_in_order(arrived) for arrived in telegram.arrived.values())


async def test_what_was_sent_while_the_database_went_away_is_noted_later_and_not_sent_again(
    url: str,
) -> None:
    store = ShakyStore(url, vault())
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1, 2)
    telegram = FakeTelegram(stuck={1})
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        store.down = True
        telegram.let_go.set()
        await bot.until(lambda: telegram.everything() == [1])
        store.down = False
        await bot.until_settled(1, 2)
    assert telegram.tries == {1: 1, 2: 1}
    await store.close()


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


# Looked at again before each send


async def test_whoever_comes_back_is_written_to_again_although_it_was_claimed_before(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await people.note_blocked(tx, lea.id, NOW, NOW)
        async with store.writing() as tx:
            await people.note_seen(tx, lea.id, NOW)
        telegram.let_go.set()
        await bot.until_settled(1, 2)
    assert telegram.everything() == [1, 2]


async def test_who_blocked_the_bot_meanwhile_is_not_written_to(store: Store) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await people.note_blocked(tx, lea.id, NOW, NOW)
        telegram.let_go.set()
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {2: "undelivered-blocked"}


async def test_in_danger_even_who_seems_to_have_blocked_the_bot_is_written_to(
    store: Store,
) -> None:
    telegram = FakeTelegram()
    async with store.writing() as tx:
        lea = await somebody(tx)
        await people.note_blocked(tx, lea.id, NOW, NOW)
        await to_send(tx, lea, 1, lane=Lane.DANGER)
    async with sending(store, telegram) as bot:
        await bot.until_settled(1)
    assert telegram.everything() == [1]


async def test_what_rests_on_an_earlier_owner_is_not_sent_although_a_run_holds_it(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001)
        sam = await somebody(tx, 7001)
        for number, epoch in ((1, 0), (2, 0), (3, 1), (4, None)):
            outbox.enqueue(tx, sam.id, shown(number), NOW, case_id=case_id, epoch=epoch)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await tx.connection.execute(update(case_table).values(epoch=1))
        telegram.let_go.set()
        await bot.until_settled(1, 2, 3, 4)
        assert bot.clerk.reported == {2: "overtaken"}
    assert telegram.everything() == [1, 3, 4]


async def test_what_rests_on_a_case_that_is_gone_is_not_sent(store: Store) -> None:
    telegram = FakeTelegram()
    async with store.writing() as tx:
        case_id = await a_case(tx, 5001)
        sam = await somebody(tx, 7001)
        outbox.enqueue(tx, sam.id, shown(1), NOW, case_id=case_id, epoch=0)
        outbox.enqueue(tx, sam.id, shown(2), NOW, case_id=case_id)
        await cases.remove_all(tx, [case_id])
    async with sending(store, telegram) as bot:
        await bot.until_settled(1, 2)
        assert bot.clerk.reported == {1: "overtaken"}


async def test_what_is_withdrawn_while_a_run_holds_it_is_not_sent_or_taken_back(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1, 2)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
            await to_send(tx, lea, 3)
        telegram.let_go.set()
        await bot.until_settled(3)
        await bot.until(lambda: bool(bot.clerk.progressed))
        assert bot.clerk.taken_back == {1: lea.id}
        assert bot.clerk.progressed == [(lea.id, 0)], "the one that was never sent"
        assert telegram.tries[2] == 0
        async with store.writing() as tx:
            assert not await withdrawals.unsettled_for(tx, lea.id)


@pytest.mark.parametrize("trouble", [ConnectionError(), Postponed(1), Refused("x"), Perhaps()])
async def test_what_is_recalled_and_fails_is_settled_and_not_tried_again(
    store: Store, trouble: Exception
) -> None:
    telegram = FakeTelegram({1: [trouble]}, stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
        telegram.let_go.set()
        await bot.until(lambda: bool(bot.clerk.progressed))
        assert bot.clerk.progressed == [(lea.id, 0)]
    assert telegram.tries == {1: 1}
    assert await _states(store) == [State.DEAD]


async def test_what_was_recalled_from_a_process_that_died_may_have_stayed(store: Store) -> None:
    dying = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        lea = await somebody(tx)
        await to_send(tx, lea, 1)
    async with sending(store, dying) as bot:
        await bot.until(lambda: dying.tries[1] == 1)
        async with store.writing() as tx:
            await withdrawals.withdraw_to(tx, lea.id, NOW, erasing=lea.id)
    async with sending(store, FakeTelegram()) as bot:
        await bot.until(lambda: bool(bot.clerk.progressed))
        assert bot.clerk.progressed == [(lea.id, 1)]
    assert await _states(store) == [State.DEAD]


async def test_what_another_process_took_over_is_taken_back_when_it_arrives_all_the_same(
    store: Store,
) -> None:
    telegram = FakeTelegram(stuck={1})
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    async with sending(store, telegram) as bot:
        await bot.until(lambda: telegram.tries[1] == 1)
        async with store.writing() as tx:
            await takeover.release_all(tx)
            [parcel] = await claims.claim(tx, Lane.NORMAL, 2, NOW, 9)
            await settling.settle(tx, parcel, State.SENT, NOW, 77)
        telegram.let_go.set()
        await bot.until(lambda: 1 in bot.clerk.taken_back)
        assert bot.clerk.delivered_numbers == set()
    async with store.reading() as tx:
        assert list((await tx.connection.execute(select(rows.c.sent_id))).scalars()) == [77]


# A fault stays with the one it concerns


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
    assert await _states(store) == [State.DEAD, State.SENT]
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


# Answers that are lost


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
    assert await _states(store) == [State.SENT, State.SENT]


async def test_a_clock_that_leaps_a_day_ahead_gives_nothing_up(store: Store) -> None:
    telegram = FakeTelegram({1: [ConnectionError(), ConnectionError()]})
    time = Hands()
    async with store.writing() as tx:
        await to_send(tx, await somebody(tx), 1)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until(lambda: telegram.tries[1] == 1 and not bot.outbox._in_hand)
        time.move(days=2)
        await bot.until(lambda: telegram.tries[1] == 2 and not bot.outbox._in_hand)
        time.move(seconds=1)
        await bot.until_settled(1)
    assert telegram.everything() == [1]


async def test_a_clock_that_goes_back_delays_neither_what_was_tried_nor_anybody_else(
    store: Store,
) -> None:
    telegram = FakeTelegram({n: [Postponed(20)] for n in range(MANY)})
    time = Hands()
    time.move(hours=6)
    async with store.writing() as tx:
        crowd = await _people(tx, MANY)
        for number, person in enumerate(crowd):
            await to_send(tx, person, number)
    async with sending(store, telegram, clock=time) as bot:
        await bot.until(lambda: all(telegram.tries[n] for n in range(MANY)))
        await bot.until(lambda: not bot.outbox._in_hand)
        time.move(hours=-6)
        await bot.until_settled(*range(MANY))


async def _states(store: Store) -> list[State]:
    async with store.reading() as tx:
        found = await tx.connection.execute(select(rows.c.state).order_by(rows.c.id))
        return [State(state) for state in found.scalars()]
