"""Days and quarters are closed once: what was told of them is told so for ever."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.actions.context import Context
from bot.actions.publish_figures import (
    close_figures,
    close_periods,
    last_closed,
    told_of_days,
    told_of_quarters,
)
from bot.assembly import content_folder
from bot.content.collection import Library
from bot.content.loading import load
from bot.domain.disclosure import Figure, Month, Quarter, Run
from bot.domain.figures import Measure
from bot.domain.pseudonyms import Names
from bot.domain.timers import BOT, Due, Kind
from bot.store import counters, published
from bot.store.database import Store, Transaction

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
QUARTER = Quarter(2026, 1)
HOME = "val-de-lune"
LIBRARY = load(content_folder(), NOW.date())


def _library() -> Library:
    return LIBRARY


def _ctx(tx: Transaction, now: datetime = NOW) -> Context:
    return Context(tx, now, Names((), ()), ZoneInfo("Europe/Paris"), shelf=_library)


async def _counted(tx: Transaction, day: date, topic: str, by: int) -> None:
    for measure, label in ((Measure.REQUEST, topic), (Measure.DANGER, "none")):
        await counters.count(tx, day, HOME, measure, label, by)


async def _told(
    tx: Transaction,
) -> tuple[dict[Measure, Figure], dict[Measure, dict[str, Figure]]]:
    await close_periods(_ctx(tx), [Run(QUARTER.first - timedelta(days=1), QUARTER.last)], [QUARTER])
    days = await told_of_days(tx, [HOME], QUARTER.first, QUARTER.last)
    return days, await told_of_quarters(tx, [HOME], [QUARTER])


async def test_what_is_counted_late_changes_nothing_that_was_told(store: Store) -> None:
    async with store.writing() as tx:
        await _counted(tx, date(2026, 2, 3), "arnaques", 23)
        await _counted(tx, date(2026, 2, 4), "violences", 41)
        before = await _told(tx)
    async with store.writing() as tx:
        await _counted(tx, date(2026, 2, 3), "arnaques", 300)
        assert await _told(tx) == before


async def test_a_day_within_what_is_closed_fits_between_its_neighbours(store: Store) -> None:
    async with store.writing() as tx:
        await _counted(tx, date(2026, 2, 3), "arnaques", 20)
        await _told(tx)
        await _counted(tx, date(2026, 2, 3), "arnaques", 300)
        day = date(2026, 3, 1)
        await close_periods(_ctx(tx), [Run(day, day + timedelta(days=1))], [])
        parts = [
            (await told_of_days(tx, [HOME], first, last))[Measure.REQUEST].about
            for first, last in ((QUARTER.first, day), (day + timedelta(days=1), QUARTER.last))
        ]
        whole = (await told_of_days(tx, [HOME], QUARTER.first, QUARTER.last))[Measure.REQUEST]
        assert sum(parts) == whole.about == 20
        assert min(parts) >= 0


async def test_sensitive_subjects_are_told_together_and_in_large_packets(store: Store) -> None:
    async with store.writing() as tx:
        await _counted(tx, date(2026, 2, 3), "violences", 40)
        await _counted(tx, date(2026, 2, 3), "parler", 10)
        _, labels = await _told(tx)
        topics = labels[Measure.REQUEST]
        assert topics["sensitive"] == Figure(40)
        assert topics["parler"] == Figure(10)
        assert topics["violences"].size == 15
        assert topics["violences"].about % 15 == 0


async def test_a_label_that_few_had_looks_like_one_that_nobody_had(store: Store) -> None:
    """Listed as *0 to 4*, a subject would say that somebody was counted."""
    for day in range(1, 28):
        async with store.writing() as tx:
            await _counted(tx, date(2026, 2, day), "parler", 7)
            if day < 4:
                await _counted(tx, date(2026, 2, day), "exploitation-sexuelle", 1)
    async with store.writing() as tx:
        _, labels = await _told(tx)
        assert all(figure.about for told in labels.values() for figure in told.values())
        assert "exploitation-sexuelle" not in labels[Measure.REQUEST]
        kept = (await published.shares_in(tx, [HOME], [QUARTER]))[HOME, QUARTER]
        assert all(part.packets for told in kept.values() for label, part in told.items() if label)


async def test_what_one_territory_does_not_list_may_be_there_all_the_same(store: Store) -> None:
    async with store.writing() as tx:
        await _counted(tx, date(2026, 2, 3), "parler", 50)
        await _told(tx)
        both = await told_of_quarters(tx, [HOME, "vallon-clair"], [QUARTER])
        assert both[Measure.REQUEST]["parler"] == Figure(50, parts=2)


async def test_without_anything_counted_everything_is_zero_to_four(store: Store) -> None:
    async with store.writing() as tx:
        days, labels = await _told(tx)
        assert days[Measure.REQUEST] == Figure(0)
        assert not any(figure.about for told in labels.values() for figure in told.values())


def _monthly(*years: int) -> Library:
    """The shipped content, after somebody wrote these years into the file of its territory."""
    territories = {
        slug: one.model_copy(update={"monthly_breakdowns": years})
        for slug, one in LIBRARY.territories.items()
    }
    return replace(LIBRARY, territories=territories)


async def _timer(store: Store, now: datetime, library: Library = LIBRARY) -> None:
    async with store.writing() as tx:
        ctx = replace(_ctx(tx, now), shelf=lambda: library)
        await close_figures(ctx, Due(Kind.FIGURES, BOT, now))


async def test_a_year_is_told_by_month_where_its_file_said_so_before_it_began(
    store: Store,
) -> None:
    await _timer(store, datetime(2025, 12, 31, 20, tzinfo=UTC), _monthly(2026))
    async with store.writing() as tx:
        await _counted(tx, date(2026, 1, 3), "arnaques", 20)
        await _counted(tx, date(2026, 3, 3), "parler", 30)
    # From now on the file says nothing of it any more: it changes nothing.
    await _timer(store, NOW, _monthly())
    async with store.reading() as tx:
        january = await told_of_quarters(tx, [HOME], [Month(2026, 1)])
        assert january[Measure.REQUEST] == {"arnaques": Figure(20)}
        quarter = await told_of_quarters(tx, [HOME], [QUARTER])
        # A quarter is the sum of its months, each with its own margin.
        assert quarter[Measure.REQUEST] == {
            "arnaques": Figure(20, parts=3),
            "parler": Figure(30, parts=3),
        }


async def test_a_file_that_changes_within_a_year_changes_nothing_before_the_next(
    store: Store,
) -> None:
    await _timer(store, datetime(2025, 12, 31, 20, tzinfo=UTC))
    async with store.writing() as tx:
        await _counted(tx, date(2026, 1, 3), "arnaques", 20)
    for _ in range(2):
        await _timer(store, NOW, _monthly(2026, 2027))
    # Neither does a clock that goes back to before the year began.
    await _timer(store, datetime(2025, 12, 31, 21, tzinfo=UTC), _monthly(2026, 2027))
    async with store.reading() as tx:
        assert not await told_of_quarters(tx, [HOME], [Month(2026, 1)])
        told = await told_of_quarters(tx, [HOME], [QUARTER])
        assert told[Measure.REQUEST] == {"arnaques": Figure(20)}
        monthly = await published.monthly_years(tx, [HOME])
        assert monthly[HOME] == {2027}


async def test_a_month_is_told_of_all_territories_or_of_none(store: Store) -> None:
    only_home = _monthly(2026)
    other = next(slug for slug in LIBRARY.territories if slug != HOME)
    territories = {**only_home.territories, other: LIBRARY.territories[other]}
    mixed = replace(LIBRARY, territories=territories)
    await _timer(store, datetime(2025, 12, 31, 20, tzinfo=UTC), mixed)
    async with store.writing() as tx:
        await _counted(tx, date(2026, 1, 3), "arnaques", 20)
    await _timer(store, NOW, mixed)
    async with store.reading() as tx:
        assert await told_of_quarters(tx, [HOME], [Month(2026, 1)])
        assert not await told_of_quarters(tx, [HOME, other], [Month(2026, 1)])
        assert await told_of_quarters(tx, [HOME, other], [QUARTER])


async def test_what_an_upgrade_left_open_is_closed_by_and_by(store: Store) -> None:
    """So that nobody waits for years to be added up."""
    async with store.writing() as tx:
        for year in range(2020, 2027):
            await _counted(tx, date(year, 2, 3), "arnaques", 20)
    for _ in range(3):
        await _timer(store, NOW)
    async with store.reading() as tx:
        ends = [Month(year, 12).last for year in range(2020, 2026)]
        assert len(await published.closed_on(tx, [HOME], ends)) == len(ends)
        quarters = [Quarter(year, n) for year in range(2020, 2026) for n in range(1, 5)]
        assert len(await published.shares_in(tx, [HOME], quarters)) == len(quarters)
        told = await told_of_days(tx, [HOME], date(2020, 1, 1), date(2025, 12, 31))
        assert told[Measure.REQUEST] == Figure(120, parts=6)


async def test_breakdowns_add_up_to_their_total_whatever_is_counted_late(store: Store) -> None:
    """A day may be closed before its quarter: whoever asked for a week closed it."""
    async with store.writing() as tx:
        await _counted(tx, date(2026, 2, 3), "arnaques", 23)
        await close_periods(_ctx(tx), [Run(date(2026, 2, 2), QUARTER.last)], [])
        await _counted(tx, date(2026, 2, 3), "parler", 300)
        days, labels = await _told(tx)
        topics = labels[Measure.REQUEST]
        assert sum(one.about for one in topics.values()) == days[Measure.REQUEST].about <= 25


async def test_today_is_never_closed(store: Store) -> None:
    async with store.writing() as tx:
        today = NOW.date()
        await _counted(tx, today, "parler", 50)
        await close_figures(_ctx(tx), Due(Kind.FIGURES, BOT, NOW))
        await close_periods(_ctx(tx), [Run(today - timedelta(days=1), today)], [Quarter.of(today)])
        told = await told_of_days(tx, [HOME], today, today)
        assert told.get(Measure.REQUEST, Figure(0)).about == 0


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-03-29T01:30:00+01:00", date(2026, 3, 27)),
        ("2026-03-29T09:00:00+02:00", date(2026, 3, 28)),
        ("2026-10-25T02:30:00+01:00", date(2026, 10, 24)),
        ("2028-03-01T12:00:00+01:00", date(2028, 2, 29)),
        ("2027-01-01T00:30:00+01:00", date(2026, 12, 30)),
    ],
)
def test_a_day_is_closed_some_time_after_its_end(at: str, day: date) -> None:
    assert last_closed(datetime.fromisoformat(at).astimezone(ZoneInfo("Europe/Paris"))) == day
