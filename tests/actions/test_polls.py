"""Polls: one answer each, nobody's kept, told once at their end; pressed twice, erased, late."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.actions.erase_person import erase_person
from bot.actions.poll import answer_poll, end_poll, fit, open_poll
from bot.actions.timers import set_recurring
from bot.domain.people import NotCoordinator, Person, Role
from bot.domain.polls import (
    KEPT_FOR,
    MOST_OPEN,
    Asked,
    Lasts,
    NoPoll,
    State,
    TooManyPolls,
    Unfit,
    UnfitPoll,
)
from bot.store import polls, tables
from bot.store.database import Store
from tests.actions.desk import Desk
from tests.store.conftest import another_store, kind, store, url
from tests.store.steps import somebody

__all__ = ["another_store", "kind", "store", "url"]
WHERE = Asked("Où mettre un banc ?", ("Au parc", "Au skatepark"))


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


async def asking(desk: Desk, where: str = "") -> tuple[Person, int]:
    claire = await desk.member(1, Role.COORDINATOR)
    poll = await desk.does(lambda ctx: open_poll(ctx, claire.id, where, WHERE, Lasts.WEEK))
    return claire, poll


async def young(desk: Desk, number: int) -> Person:
    async with desk.store.writing() as tx:
        return await somebody(tx, 5000 + number)


async def rows(desk: Desk, table: str) -> int:
    async with desk.store.reading() as tx:
        query = select(func.count()).select_from(tables.metadata.tables[table])
        count: int = (await tx.connection.execute(query)).scalar_one()
        return count


async def test_each_answers_once_and_the_end_leaves_packets_only(desk: Desk) -> None:
    claire, poll = await asking(desk)
    for number in range(12):
        person = await young(desk, number)
        await desk.does(lambda ctx, who=person: answer_poll(ctx, who, poll, 0))  # type: ignore[misc]
        for choice in (0, 1):
            with pytest.raises(NoPoll):
                await desk.does(lambda ctx, who=person, at=choice: answer_poll(ctx, who, poll, at))  # type: ignore[misc]
    assert await rows(desk, "poll_tokens") == 12
    await desk.does(lambda ctx: end_poll(ctx, claire.id, poll))
    assert (await rows(desk, "poll_tokens"), await rows(desk, "poll_counts")) == (0, 0)
    async with desk.store.reading() as tx:
        told = await polls.get(tx, poll)
    assert told is not None
    assert told.state is State.OVER
    assert told.packets in {(2, 0), (3, 0)}
    with pytest.raises(NoPoll):
        await desk.does(lambda ctx: end_poll(ctx, claire.id, poll))
    late = await young(desk, 99)
    with pytest.raises(NoPoll):
        await desk.does(lambda ctx: answer_poll(ctx, late, poll, 0))


async def test_it_ends_by_itself_and_is_forgotten_in_time(desk: Desk) -> None:
    _, poll = await asking(desk)
    await desk.does(set_recurring)
    desk.now += Lasts.WEEK.time
    late = await young(desk, 1)
    with pytest.raises(NoPoll):
        await desk.does(lambda ctx: answer_poll(ctx, late, poll, 0))
    await desk.fires()
    async with desk.store.reading() as tx:
        told = await polls.get(tx, poll)
    assert told is not None
    assert told.packets == (0, 0)
    desk.now += KEPT_FOR + timedelta(hours=1)
    await desk.fires()
    assert await rows(desk, "polls") == 0


async def test_erased_nothing_tells_that_somebody_answered_and_the_count_stays(desk: Desk) -> None:
    _, poll = await asking(desk)
    lea, tom = await young(desk, 1), await young(desk, 2)
    for who in (lea, tom):
        await desk.does(lambda ctx, who=who: answer_poll(ctx, who, poll, 1))  # type: ignore[misc]
    await desk.does(lambda ctx: erase_person(ctx, lea.id))
    assert await rows(desk, "poll_tokens") == 1
    async with desk.store.reading() as tx:
        assert await polls.counts(tx, poll) == {0: 0, 1: 2}


async def test_only_those_of_its_territory_answer_and_never_the_team(desk: Desk) -> None:
    claire, poll = await asking(desk, "vallon-clair")
    lea = await young(desk, 1)
    sam = await desk.member(2)
    for who in (lea, sam, claire):
        with pytest.raises(NoPoll):
            await desk.does(lambda ctx, who=who: answer_poll(ctx, who, poll, 0))  # type: ignore[misc]
    with pytest.raises(NoPoll):
        await desk.does(lambda ctx: answer_poll(ctx, lea, poll, 7))


async def test_workers_ask_nothing_and_two_at_once_are_enough(desk: Desk) -> None:
    claire, _ = await asking(desk)
    sam = await desk.member(2)
    with pytest.raises(NotCoordinator):
        await desk.does(lambda ctx: open_poll(ctx, sam.id, "", WHERE, Lasts.DAYS))
    for _ in range(MOST_OPEN - 1):
        await desk.does(lambda ctx: open_poll(ctx, claire.id, "val-de-lune", WHERE, Lasts.DAYS))
    with pytest.raises(TooManyPolls):
        await desk.does(lambda ctx: open_poll(ctx, claire.id, "val-de-lune", WHERE, Lasts.DAYS))
    async with desk.store.reading() as tx:
        with pytest.raises(UnfitPoll) as found:
            fit(desk.context(tx), "Tu connais Kevin, 06 12 34 56 78 ?")
    assert found.value.why is Unfit.TELLS_WHO
