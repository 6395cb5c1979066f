"""A period is summed up: what is gone stays counted, and a clock that jumps tells nothing twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.actions.context import Context
from bot.actions.sum_up import close_for, summarise, until_now
from bot.content.collection import Library
from bot.domain.disclosure import Figure
from bot.domain.figures import Measure
from bot.domain.periods import NotClosed
from bot.domain.pseudonyms import Names
from bot.domain.summaries import Summary
from bot.store import counters, published
from bot.store.database import Store
from tests.ours import our_library

PARIS = ZoneInfo("Europe/Paris")
#: The day after a leap day that ends a month.
NOW = datetime(2028, 3, 1, 12, tzinfo=UTC)
LIBRARY = our_library(date(2026, 11, 24))


def alone(library: Library) -> Library:
    """The same, after the file of the second territory is gone."""
    left = {slug: one for slug, one in library.territories.items() if slug != "vallon-clair"}
    return replace(library, territories=left)


async def read(
    store: Store, period: str, zone: str = "", *, now: datetime = NOW, library: Library = LIBRARY
) -> Summary:
    until = until_now(library, now)
    async with store.writing() as tx:
        ctx = Context(tx, now, Names((), ()), PARIS, shelf=lambda: library)
        await close_for(ctx, period, until)
    async with store.reading() as tx:
        return await summarise(tx, library, period, until, zone)


async def counted(store: Store, day: date, zone: str, by: int) -> None:
    async with store.writing() as tx:
        await counters.count(tx, day, zone, Measure.REQUEST, "parler", by)


async def test_what_a_territory_counted_stays_when_its_file_is_gone(store: Store) -> None:
    await counted(store, date(2028, 2, 10), "vallon-clair", 50)
    before = await read(store, "mois")
    after = await read(store, "mois", library=alone(LIBRARY))
    assert after.totals == before.totals
    assert after.totals[Measure.REQUEST] == Figure(50, parts=2)
    gone = await read(store, "mois", "vallon-clair", library=alone(LIBRARY))
    assert gone.totals[Measure.REQUEST] == Figure(50)


async def test_a_month_ends_with_its_leap_day(store: Store) -> None:
    await counted(store, date(2028, 2, 29), "val-de-lune", 30)
    month = await read(store, "mois", "val-de-lune")
    assert (month.span.first, month.span.last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert month.totals[Measure.REQUEST] == Figure(30)


async def test_without_anything_counted_nothing_is_told_but_zero_to_four(store: Store) -> None:
    for period in ("7j", "30j", "mois", "trimestre", "annee"):
        told = await read(store, period, "val-de-lune")
        assert set(told.totals.values()) == {Figure(0)}
        assert not any(one.about for labels in told.parts.values() for one in labels.values())
        assert not told.made_up


async def test_one_event_is_nobody_or_a_few_wherever_it_is_told(store: Store) -> None:
    """And of what it was about no more than one line says that it may have been there."""
    async with store.writing() as tx:
        for measure, label in (
            (Measure.REQUEST, "exploitation-sexuelle"),
            (Measure.DANGER, "immediate"),
            (Measure.OUTCOME, "protected"),
            (Measure.TRIAGE_VERDICT, "immediate-right"),
            (Measure.TRIAGE_REASON, "sexual-right"),
        ):
            await counters.count(tx, date(2027, 12, 31), "val-de-lune", measure, label)
    for period in ("7j", "mois", "2027-12", "2027-t4", "annee", "2027-12-31..2027-12-31"):
        told = await read(store, period, "val-de-lune")
        one = told.totals[Measure.REQUEST]
        assert one in {Figure(0), Figure(5)}
        for labels in told.parts.values():
            assert len([label for label in labels.values() if label.size == 5]) <= 1
            assert all(label.size == 5 for label in labels.values()), "fifteen were never there"


async def test_a_month_is_told_in_detail_where_that_was_decided(store: Store) -> None:
    async with store.writing() as tx:
        await published.decide(tx, "val-de-lune", 2028, monthly=True)
    await counted(store, date(2028, 2, 29), "val-de-lune", 30)
    for period in ("mois", "2028-02", "2028-02-01..2028-02-29"):
        told = await read(store, period, "val-de-lune")
        assert told.parts[Measure.REQUEST] == {"parler": Figure(30)}
        # The other one did not decide so: together they are told by quarter.
        assert not (await read(store, period)).parts
    assert not (await read(store, "2028-02-01..2028-02-28", "val-de-lune")).parts
    assert not (await read(store, "2028-01", "vallon-clair")).parts


async def test_a_territory_whose_file_was_renamed_is_two_and_all_together_are_whole(
    store: Store,
) -> None:
    await counted(store, date(2028, 2, 10), "vallon-clair", 50)
    before = await read(store, "mois")
    old = LIBRARY.territories["vallon-clair"]
    left = alone(LIBRARY).territories
    renamed = {**left, "vallon-neuf": old.model_copy(update={"slug": "vallon-neuf"})}
    after = await read(store, "mois", library=replace(LIBRARY, territories=renamed))
    assert after.totals[Measure.REQUEST].about == before.totals[Measure.REQUEST].about == 50
    assert after.totals[Measure.REQUEST].parts == 3
    new = await read(store, "mois", "vallon-neuf", library=replace(LIBRARY, territories=renamed))
    assert new.totals[Measure.REQUEST] == Figure(0)


async def test_a_territory_that_never_was_is_every_territory(store: Store) -> None:
    await counted(store, date(2028, 2, 10), "val-de-lune", 50)
    assert await read(store, "mois", "nulle-part") == await read(store, "mois")


async def test_a_clock_that_goes_back_over_midnight_and_on_again_tells_the_same(
    store: Store,
) -> None:
    await counted(store, date(2028, 2, 29), "val-de-lune", 23)
    first = await read(store, "7j")
    await counted(store, date(2028, 2, 29), "val-de-lune", 40)
    back = NOW - timedelta(days=1)
    assert (await read(store, "7j", now=back)).span.last == date(2028, 2, 28)
    assert await read(store, "7j") == first


@pytest.mark.parametrize("period", ["2028-t1", "2028-t2", "2099-t4"])
async def test_nothing_is_closed_for_a_quarter_that_is_not_over(store: Store, period: str) -> None:
    with pytest.raises(NotClosed):
        await read(store, period)
