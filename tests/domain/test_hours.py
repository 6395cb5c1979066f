"""Opening hours: open now, until when, opens when; on ordinary days and when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import ALWAYS, EVERY_DAY, HORIZON_DAYS, Slot, days, opening

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
NINE_TO_ELEVEN = (Slot(EVERY_DAY, time(9), time(23)),)
OFFICE = (Slot(days("mon-fri"), time(9), time(18)),)
NIGHT = (Slot(days("fri"), time(22), time(4)),)

slots = st.lists(
    st.builds(Slot, st.frozensets(st.integers(0, 6)), st.times(), st.times()), max_size=4
)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
instants = st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda step: LONG_AGO + step)
zones = st.sampled_from([PARIS, REUNION, ZoneInfo("America/Cayenne"), ZoneInfo("Pacific/Noumea")])


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon", {0}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sat-mon", {5, 6, 0}),
        ("wed,sat", {2, 5}),
        ("mon-tue, sun", {0, 1, 6}),
        ("mon-sun", set(range(7))),
    ],
)
def test_days_are_read_as_they_are_written(text: str, expected: set[int]) -> None:
    assert days(text) == expected


def test_an_unknown_day_is_refused() -> None:
    with pytest.raises(ValueError, match="lundi"):
        days("lundi")


@pytest.mark.parametrize(
    ("hours", "now", "is_open", "changes_at"),
    [
        (NINE_TO_ELEVEN, "2026-11-21 12:00", True, "2026-11-21 23:00"),
        (NINE_TO_ELEVEN, "2026-11-21 23:00", False, "2026-11-22 09:00"),
        (NINE_TO_ELEVEN, "2026-11-21 09:00", True, "2026-11-21 23:00"),
        (OFFICE, "2026-11-20 18:30", False, "2026-11-23 09:00"),
        (NIGHT, "2026-11-21 01:00", True, "2026-11-21 04:00"),
        (NIGHT, "2026-11-21 05:00", False, "2026-11-27 22:00"),
    ],
)
def test_open_until_and_opens_at(
    hours: tuple[Slot, ...], now: str, is_open: bool, changes_at: str
) -> None:
    state = opening(hours, paris(now), PARIS)
    assert state.is_open is is_open
    assert state.changes_at == paris(changes_at)


def test_day_and_night_never_changes() -> None:
    state = opening(ALWAYS, paris("2026-03-29 02:30"), PARIS)
    assert state.is_open
    assert state.changes_at is None


def test_slots_that_touch_are_one_opening() -> None:
    lunch = (Slot(EVERY_DAY, time(9), time(12)), Slot(EVERY_DAY, time(12), time(14)))
    assert opening(lunch, paris("2026-11-21 11:59"), PARIS).changes_at == paris("2026-11-21 14:00")


def test_a_public_holiday_is_closed_and_the_next_day_opens() -> None:
    def christmas(day: date) -> bool:
        return (day.month, day.day) == (12, 25)

    state = opening(OFFICE, paris("2026-12-25 10:00"), PARIS, christmas)
    assert not state.is_open
    assert state.changes_at == paris("2026-12-28 09:00")


def test_no_hours_at_all_is_closed_with_no_opening_in_sight() -> None:
    state = opening((), paris("2026-11-21 10:00"), PARIS)
    assert not state.is_open
    assert state.changes_at is None


def test_an_opening_over_the_autumn_change_lasts_one_hour_more() -> None:
    night = (Slot(days("sat"), time(22), time(6)),)
    state = opening(night, paris("2026-10-24 22:00"), PARIS)
    assert state.changes_at is not None
    assert state.changes_at - paris("2026-10-24 22:00").astimezone(UTC) == timedelta(hours=9)


def test_the_second_two_thirty_of_the_autumn_night_is_told_from_the_first() -> None:
    until_three = (Slot(days("sun"), time(1), time(3)),)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1)
    state = opening(until_three, second, PARIS)
    assert state.is_open
    assert state.changes_at is not None
    assert state.changes_at - second.astimezone(UTC) == timedelta(minutes=30)


def test_a_time_that_does_not_exist_in_spring_does_not_break() -> None:
    gap = (Slot(days("sun"), time(2, 15), time(2, 45)),)
    state = opening(gap, paris("2026-03-29 01:00"), PARIS)
    assert state.changes_at is not None


@given(slots, instants, zones)
def test_the_state_holds_until_the_change_and_not_after(
    hours: list[Slot], now: datetime, zone: ZoneInfo
) -> None:
    state = opening(hours, now, zone)
    if state.changes_at is None:
        return
    assert state.changes_at > now
    just_before = state.changes_at - timedelta(microseconds=1)
    assert opening(hours, just_before, zone).is_open is state.is_open
    assert opening(hours, state.changes_at, zone).is_open is not state.is_open


@given(slots, instants, zones)
def test_open_agrees_with_the_clock_on_the_wall(
    hours: list[Slot], now: datetime, zone: ZoneInfo
) -> None:
    local = now.astimezone(zone)
    if zone is PARIS and local.month in {3, 10} and local.weekday() in {5, 6, 0}:
        return  # the nights when the wall clock jumps have their own tests
    wall, today = local.time(), local.weekday()
    expected = any(
        (today in s.days and s.opens <= wall and (wall < s.closes or s.closes <= s.opens))
        or ((today - 1) % 7 in s.days and s.closes <= s.opens and wall < s.closes)
        for s in hours
    )
    assert opening(hours, now, zone).is_open is expected


@given(slots, instants)
def test_the_hours_do_not_depend_on_the_zone_of_now(hours: list[Slot], now: datetime) -> None:
    assert opening(hours, now, PARIS) == opening(hours, now.astimezone(REUNION), PARIS)


def test_the_horizon_covers_a_closed_fortnight() -> None:
    def closed(day: date) -> bool:
        return day < date(2026, 11, 21) + timedelta(days=HORIZON_DAYS - 2)

    assert opening(NINE_TO_ELEVEN, paris("2026-11-21 12:00"), PARIS, closed).changes_at
