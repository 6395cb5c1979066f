"""Packets of five: what is published adds up, and never says more than it should."""

import itertools
import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import (
    PACKET,
    Figure,
    Quarter,
    Trend,
    add,
    median,
    packets,
    percent,
    runs,
    share,
    together,
    trend,
)

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=1)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40), st.integers(0, 4))
def test_parts_of_a_year_add_up_to_the_whole(counted: list[int], phase: int) -> None:
    at = [0]
    for count in counted:
        at.append(at[-1] + count)
    parts = [packets(a, b, phase) for a, b in itertools.pairwise(at)]
    assert sum(parts) == packets(0, at[-1], phase)
    for (a, b), part in zip(itertools.pairwise(at), parts, strict=True):
        assert abs(PACKET * part - (b - a)) < PACKET


@given(COUNTS, st.integers(0, 500), st.integers(0, 4), st.integers())
def test_shares_add_up_to_their_total_and_no_label_is_far_from_the_truth(
    counts: dict[str, int], before: int, phase: int, seed: int
) -> None:
    whole = sum(counts.values())
    total = packets(before, before + whole, phase)
    given_packets = share(total, counts, random.Random(seed))
    assert sum(given_packets.values()) == total
    for label, count in counts.items():
        assert abs(PACKET * given_packets[label] - count) < PACKET


@given(COUNTS, st.integers(0, 4), st.dictionaries(st.sampled_from("abcdef"), st.integers(-99, 99)))
def test_whatever_is_owed_every_pattern_stays_possible(
    counts: dict[str, int], phase: int, owed: dict[str, int]
) -> None:
    total = packets(0, sum(counts.values()), phase)
    left_over = [label for label, count in counts.items() if count % PACKET]
    extra = total - sum(count // PACKET for count in counts.values())
    if not 0 < extra < len(left_over):
        return
    seen = set()
    for seed in range(400):
        told = share(total, counts, random.Random(seed), owed=owed)
        seen |= {label for label in left_over if told[label] > counts[label] // PACKET}
        if seen == set(left_over):
            return
    raise AssertionError("some label never gets a packet")


@given(DAYS, DAYS)
def test_a_period_is_its_years_one_after_the_other(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    days = [
        run.after + timedelta(days=n + 1)
        for run in runs(first, last)
        for n in range((run.until - run.after).days)
    ]
    assert days == [first + timedelta(days=n) for n in range((last - first).days + 1)]


@given(DAYS)
def test_every_day_is_in_one_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.before.last == quarter.first - timedelta(days=1)


def test_a_number_says_how_far_it_may_be_off() -> None:
    assert (Figure(0).low, Figure(0).high) == (0, 4)
    assert (Figure(20).low, Figure(20).high) == (16, 24)
    both = add([Figure(20), Figure(5)])
    assert (both.about, both.low, both.high) == (25, 17, 33)


def test_what_rounding_may_explain_is_stable() -> None:
    assert trend(Figure(20), Figure(25)) is Trend.STABLE
    assert trend(Figure(40), Figure(20)) is Trend.UP
    assert trend(Figure(20), Figure(40)) is Trend.DOWN


def test_few_people_have_no_shares_and_no_median() -> None:
    assert percent(Figure(10), Figure(45)) is None
    assert percent(Figure(10), Figure(50)) == 20
    assert median([("a", Figure(20)), ("b", Figure(25))]) is None
    assert median([("a", Figure(20)), ("b", Figure(40))]) == "b"


def test_what_is_done_together_is_told_from_a_packet_on() -> None:
    assert together(4) is None
    assert together(5) == 5
