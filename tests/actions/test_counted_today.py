"""Nobody weighs more than once a day in a figure, and nothing written tells who was counted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, text

from bot.actions import counted_today
from bot.actions.close_case import close_case, end_by_person
from bot.actions.context import Context
from bot.actions.count_reading import count_quiz, count_reading
from bot.actions.counted_today import CountedToday
from bot.actions.erase_person import erase_person
from bot.actions.give_back_cases import give_back_case
from bot.actions.meet_person import meet_person
from bot.actions.open_case import open_case
from bot.actions.take_case import take_case
from bot.content.pseudonyms import load_names
from bot.domain.cases import Outcome
from bot.domain.figures import Measure
from bot.domain.people import Person
from bot.store import counters, tables
from bot.store.database import Store, Transaction
from tests.actions.desk import Desk
from tests.store.steps import CALM, somebody
from tests.telegram_ui.walking import CONTENT


class Remembering(Desk):
    """A desk whose memory lasts from one act to the next, as a running bot's does."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.counted = CountedToday()

    def context(self, tx: Transaction) -> Context:
        return replace(super().context(tx), counted=self.counted, names=load_names(CONTENT))

    async def total(self, measure: Measure) -> int:
        async with self.store.reading() as tx:
            found = await counters.totals(tx, date.min, date.max)
        return sum(one.count for one in found if one.measure is measure)

    async def lea(self, number: int = 1) -> Person:
        async with self.store.writing() as tx:
            return await somebody(tx, 5000 + number)


@pytest.fixture
def desk(store: Store) -> Remembering:
    return Remembering(store)


async def test_whoever_reads_twenty_cards_is_counted_once_that_day(desk: Remembering) -> None:
    lea, ines = await desk.lea(), await desk.lea(2)
    for card in range(20):
        await desk.does(partial(count_reading, reader=lea.id, card=f"card-{card}"))
        await desk.does(partial(count_quiz, player=lea.id, quiz=f"quiz-{card}"))
    await desk.does(lambda ctx: count_reading(ctx, ines.id, "card-1"))
    assert await desk.total(Measure.CARD_READ) == 2
    assert await desk.total(Measure.QUIZ) == 1
    desk.now += timedelta(days=1)
    await desk.does(lambda ctx: count_reading(ctx, lea.id, "card-1"))
    assert await desk.total(Measure.CARD_READ) == 3


async def test_two_readings_in_one_transaction_are_one(desk: Remembering) -> None:
    lea = await desk.lea()

    async def twice(ctx: Context) -> None:
        await count_reading(ctx, lea.id, "one")
        await count_reading(ctx, lea.id, "two")

    await desk.does(twice)
    assert await desk.total(Measure.CARD_READ) == 1


async def test_what_was_undone_is_counted_when_it_is_handled_again(desk: Remembering) -> None:
    lea = await desk.lea()

    async def fails(ctx: Context) -> None:
        await count_reading(ctx, lea.id, "one")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  # ours, above
        await desk.does(fails)
    assert await desk.total(Measure.CARD_READ) == 0
    await desk.does(lambda ctx: count_reading(ctx, lea.id, "one"))
    assert await desk.total(Measure.CARD_READ) == 1


async def test_a_clock_set_back_over_midnight_counts_nobody_twice(desk: Remembering) -> None:
    lea = await desk.lea()
    for days in (0, 1, -1, 1, -1):
        desk.now += timedelta(days=days)
        await desk.does(lambda ctx: count_reading(ctx, lea.id, "one"))
    assert await desk.total(Measure.CARD_READ) == 2


async def test_erasing_everything_and_coming_back_is_one_contact_and_one_erasure(
    desk: Remembering,
) -> None:
    for _ in range(4):
        met = await desk.does(partial(meet_person, telegram_id=5001))
        await desk.does(partial(count_reading, reader=met.id, card="one"))
        await desk.does(partial(erase_person, person=met.id))
    for measure in (Measure.FIRST_CONTACT, Measure.CARD_READ, Measure.ERASURE):
        assert await desk.total(measure) == 1, measure


async def test_asked_cancelled_and_asked_again_is_one_request_until_somebody_takes_it(
    desk: Remembering,
) -> None:
    sam, lea = await desk.member(1), await desk.lea()

    async def asks(ctx: Context) -> None:
        case, _ = await open_case(ctx, lea, CALM)
        await end_by_person(ctx, case.id)

    for _ in range(5):
        await desk.does(asks)
    for measure in (Measure.REQUEST, Measure.DANGER, Measure.REQUEST_DAY, Measure.OUTCOME):
        assert await desk.total(measure) == 1, measure
    case, _ = await desk.does(lambda ctx: open_case(ctx, lea, CALM))
    await desk.does(lambda ctx: take_case(ctx, sam, case.id))
    await desk.does(lambda ctx: close_case(ctx, sam.id, case.id, Outcome.LISTENED))
    assert await desk.total(Measure.REQUEST) == 1
    assert await desk.total(Measure.OUTCOME) == 2
    # What begins after somebody answered is another episode.
    await desk.does(asks)
    assert await desk.total(Measure.REQUEST) == 2


async def test_whoever_asks_again_after_an_answer_begins_another_request_wherever_it_was_taken(
    desk: Remembering,
) -> None:
    """On PostgreSQL the worker's process may be another one, whose memory is another one."""
    sam = await desk.member(1)
    here = desk.counted
    for _ in range(3):
        desk.counted = here
        _, case_id = await desk.asks(1)
        desk.counted = CountedToday()
        await desk.does(partial(take_case, worker=sam, case_id=case_id))
        await desk.does(
            partial(close_case, worker=sam.id, case_id=case_id, outcome=Outcome.LISTENED)
        )
    assert await desk.total(Measure.REQUEST) == await desk.total(Measure.TAKEN) == 3


async def test_a_request_that_comes_back_to_the_queue_is_taken_once_in_the_figures(
    desk: Remembering,
) -> None:
    sam, lina = await desk.member(1), await desk.member(2)
    _, case_id = await desk.asks(1)
    for worker in (sam, lina, sam):
        await desk.does(partial(take_case, worker=worker, case_id=case_id))
        epoch = (await desk.case(case_id)).epoch
        await desk.does(partial(give_back_case, member=worker.id, case_id=case_id, epoch=epoch))
    assert await desk.total(Measure.TAKEN) == 1
    assert await desk.total(Measure.WAITING_TIME) == 1


async def test_nothing_written_tells_who_read_what(desk: Remembering) -> None:
    lea = await desk.lea()
    await desk.does(partial(count_reading, reader=lea.id, card="sextorsion"))
    columns = {"bot_id", "day", "territory", "measure", "label", "count"}
    assert {column.name for column in tables.counters.c} == columns
    async with desk.store.reading() as tx:
        [row] = await tx.connection.execute(select(tables.counters))
    day = f"{desk.now.date()}"
    home = desk.library().home.slug
    assert set(row) - {row.bot_id, home, "all"} == {day, "card_read", "sextorsion", 1}


@pytest.mark.parametrize(
    ("moments", "days"),
    [
        # The night on which an hour is missing, and the one that has an hour twice.
        (("2026-03-28T22:59:00", "2026-03-28T23:01:00"), ("2026-03-28", "2026-03-29")),
        (("2026-03-29T00:59:00", "2026-03-29T01:01:00", "2026-03-29T21:59:00"), ("2026-03-29",)),
        (("2026-10-24T21:59:00", "2026-10-24T22:01:00"), ("2026-10-24", "2026-10-25")),
        (("2026-10-25T00:30:00", "2026-10-25T01:30:00", "2026-10-25T22:59:00"), ("2026-10-25",)),
        (("2028-02-29T22:59:00", "2028-02-29T23:01:00"), ("2028-02-29", "2028-03-01")),
    ],
)
async def test_a_day_is_the_territory_s_also_when_clocks_change(
    desk: Remembering, moments: tuple[str, ...], days: tuple[str, ...]
) -> None:
    lea = await desk.lea()
    for moment in moments:
        desk.now = datetime.fromisoformat(f"{moment}+00:00")
        await desk.does(partial(count_reading, reader=lea.id, card="one"))
    async with desk.store.reading() as tx:
        rows = await tx.connection.execute(text("SELECT day, count FROM counters ORDER BY day"))
        assert [tuple(row) for row in rows] == [(day, 1) for day in days]


async def test_the_memory_is_bounded_and_keeps_no_day_for_long(
    desk: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counted_today, "_KEPT", 3)
    today = date(2026, 11, 26)

    async def first(account: int, day: date = today) -> bool:
        async with desk.store.writing() as tx:
            return desk.counted.first(tx, day, bytes([account]), Measure.QUIZ)

    assert [await first(one) for one in (1, 2, 3, 3, 2, 1)] == [True] * 3 + [False] * 3
    assert await first(4)
    assert await first(1), "the oldest has left"
    assert not await first(4)
    assert await first(4, today + timedelta(days=2))
    assert await first(4), "a day that is over is forgotten"
