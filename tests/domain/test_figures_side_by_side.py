"""Somebody who sees all that is published, and subtracts."""

from collections.abc import Iterator
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.figures import (
    ALONE,
    BREAKDOWNS,
    LINKS,
    TELLS,
    TOTALS,
    Figures,
    Labels,
    Measure,
    publish,
)

LABELS = ("a", "b", "c")
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 60))


@st.composite
def labelled(draw: st.DrawFn) -> Labels:
    return {
        measure: draw(st.dictionaries(st.sampled_from(LABELS), COUNTS, max_size=3))
        for measure in (*TOTALS, *BREAKDOWNS)
    }


@st.composite
def a_service(draw: st.DrawFn) -> Labels:
    """Counts that hang together as in real life: each request has a level, and so on."""
    dangers = draw(st.dictionaries(st.sampled_from(("none", "high")), COUNTS))
    waits = draw(st.dictionaries(st.sampled_from(("<5", "<60")), COUNTS))
    outcomes = draw(st.dictionaries(st.sampled_from(("cancelled", "informed")), COUNTS))
    return {
        Measure.REQUEST: {"parler": sum(dangers.values())},
        Measure.DANGER: dangers,
        Measure.TAKEN: {"": sum(waits.values())},
        Measure.WAITING_TIME: waits,
        Measure.CANCELLED: {"": outcomes.get("cancelled", 0)},
        Measure.OUTCOME: outcomes,
    }


def _added(one: Labels, other: Labels) -> Labels:
    return {
        m: {
            label: one.get(m, {}).get(label, 0) + other.get(m, {}).get(label, 0)
            for label in {*one.get(m, {}), *other.get(m, {})}
        }
        for m in {*one, *other}
    }


def _known(figures: Figures) -> tuple[dict[Measure, int], dict[Measure, int]]:
    """Every total that can be read or added up: of the short period, and of the long one."""
    long = dict(figures.long)
    for measure, labels in figures.labels.items():
        long[measure] = sum(labels.values())
        if measure in TELLS:
            cancelled = TELLS[measure] is Measure.CANCELLED
            long.setdefault(
                TELLS[measure], labels.get("cancelled", 0) if cancelled else long[measure]
            )
    return dict(figures.short), long


def _worked_out(figures: Figures) -> Iterator[int]:
    short, long = _known(figures)
    before = {m: long[m] - short[m] for m in short if m in long}
    for known in (short, long, before):
        yield from known.values()
        for plus, minus in LINKS:
            if known.keys() >= {*plus, *minus}:
                yield sum(known[m] for m in plus) - sum(known[m] for m in minus)
    for labels in figures.labels.values():
        yield from labels.values()
        for measure in long:
            if measure in figures.labels and figures.labels[measure] is labels:
                for size in range(len(labels)):
                    for some in combinations(labels.values(), size):
                        yield long[measure] - sum(some)


# The machine may be busy: examples that are drawn slowly are not wrong ones.
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(a_service(), a_service()) | st.tuples(labelled(), labelled()))
def test_no_count_of_one_to_four_comes_out_of_any_subtraction(
    periods: tuple[Labels, Labels],
) -> None:
    short, before = periods
    figures = publish(short, _added(short, before))
    assert not [found for found in _worked_out(figures) if 1 <= abs(found) <= 4]


@given(labelled(), labelled())
def test_what_is_shown_is_true(short: Labels, before: Labels) -> None:
    long = _added(short, before)
    figures = publish(short, long)
    assert all(count == sum(short[m].values()) for m, count in figures.short.items())
    assert all(count == sum(long[m].values()) for m, count in figures.long.items())
    assert all(labels == long[m] for m, labels in figures.labels.items())


def test_one_small_label_hides_all_labels_of_its_measure() -> None:
    counts = {
        Measure.REQUEST: {"parler": 20},
        Measure.DANGER: {"none": 12, "moderate": 7, "immediate": 1},
    }
    figures = publish({}, counts)
    assert figures.long[Measure.REQUEST] == 20
    assert Measure.DANGER not in figures.labels


def test_large_labels_are_shown() -> None:
    counts = {
        Measure.REQUEST: {"parler": 19},
        Measure.DANGER: {"none": 12, "moderate": 7},
        Measure.TAKEN: {"": 12},
        Measure.WAITING_TIME: {"<5": 12},
        Measure.CANCELLED: {"": 7},
    }
    figures = publish({}, counts)
    assert figures.labels[Measure.DANGER] == {"none": 12, "moderate": 7}
    assert figures.labels[Measure.WAITING_TIME] == {"<5": 12}
    assert (figures.long[Measure.TAKEN], figures.long[Measure.CANCELLED]) == (12, 7)


def test_a_week_is_hidden_when_the_three_weeks_before_are_small() -> None:
    figures = publish({Measure.CARD_READ: {"a": 18}}, {Measure.CARD_READ: {"a": 20}})
    assert figures.long[Measure.CARD_READ] == 20
    assert Measure.CARD_READ not in figures.short


def test_a_total_is_hidden_when_another_one_would_tell_who_still_waits() -> None:
    figures = publish({}, {Measure.REQUEST: {"": 20}, Measure.TAKEN: {"": 17}})
    assert figures.long[Measure.REQUEST] == 20
    assert Measure.TAKEN not in figures.long


def test_nothing_at_all_is_shown_as_nothing() -> None:
    figures = publish({}, {})
    assert figures.long == figures.short == dict.fromkeys(TOTALS, 0)
    assert figures.labels == {}


def test_every_figure_says_what_it_shares_with_others() -> None:
    """A new one belongs in LINKS (what can be subtracted from it, or it from) or in ALONE."""
    linked = {measure for plus, minus in LINKS for measure in (*plus, *minus)}
    assert {*TOTALS, *BREAKDOWNS} - linked - ALONE == set()
    assert linked & ALONE == set()
