"""Breakdowns share what a total tells: nothing more, nothing less, in every table the same."""

import random
from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.breakdowns import (
    WHOLE,
    Whole,
    as_shared,
    figure_of,
    named,
    shared_beside,
    shared_out,
    size_of,
)
from bot.domain.danger import Danger, Topic
from bot.domain.disclosure import LARGE_PACKET, PACKET, Figure, Share, packets
from bot.domain.figures import RIGHT, TOGETHER, UNKNOWN, WRONG, Measure, branch_of, group_of
from bot.domain.reasons import Family

SEEDS = st.integers(0, 2**32)
PHASES = st.integers(0, 4)
FEW = st.integers(0, 40)
VERDICT, REASON = Measure.TRIAGE_VERDICT, Measure.TRIAGE_REASON


def whole_of(people: int, before: int, phase: int) -> Whole:
    return Whole(packets(before, before + people, phase), people)


def holds(measure: Measure, told: Mapping[str, Share], counts: Mapping[str, int]) -> None:
    """Each label's packets are those that it fills, or one more."""
    for label, count in counts.items():
        figure = figure_of(measure, label, told)
        assert figure.low <= count <= figure.high
    groups: Counter[str] = Counter()
    for label, count in counts.items():
        groups[group_of(measure, label)] += count
    for group in set(groups) - {""}:
        assert figure_of(measure, group, told).low <= groups[group]
        inside = [one.packets for label, one in told.items() if group_of(measure, label) == group]
        assert sum(inside) * LARGE_PACKET <= figure_of(measure, group, told).about


def small(told: Mapping[str, Share]) -> int:
    return sum(one.packets for label, one in told.items() if label and one.size == PACKET)


@given(st.dictionaries(st.sampled_from(list(Topic)), FEW), st.integers(0, 99), PHASES, SEEDS)
def test_the_subjects_add_up_to_the_total(
    counts: dict[str, int], before: int, phase: int, seed: int
) -> None:
    whole = whole_of(sum(counts.values()), before, phase)
    told = shared_out(Measure.REQUEST, whole, counts, random.Random(seed), {})
    assert told[WHOLE].packets == whole.packets == small(told)
    assert all(one.packets for label, one in told.items() if label)
    holds(Measure.REQUEST, told, counts)


@st.composite
def verdicts(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, int]]:
    """What the team says of triage, by danger and by reason: of the same requests."""
    by_danger: Counter[str] = Counter()
    by_reason: Counter[str] = Counter()
    dangers, kinds = [one.word for one in Danger], list(Family)
    for _ in range(draw(st.integers(0, 12))):
        said, times = draw(st.sampled_from((RIGHT, WRONG))), draw(st.integers(1, 9))
        by_danger[f"{draw(st.sampled_from(dangers))}-{said}"] += times
        by_reason[f"{draw(st.sampled_from(kinds))}-{said}"] += times
    return dict(by_danger), dict(by_reason)


@given(verdicts(), st.integers(0, 99), PHASES, SEEDS, st.integers(0, 9))
def test_verdicts_by_danger_and_by_reason_tell_the_same_of_how_often_triage_was_right(
    both: tuple[dict[str, int], dict[str, int]], before: int, phase: int, seed: int, unknown: int
) -> None:
    """Were they shared apart, what both say together would tell more than each."""
    by_danger, by_reason = both
    # Of some, the reason was not counted yet.
    for label in [*by_reason][:unknown]:
        by_reason[label] = max(0, by_reason[label] - unknown)
    whole = whole_of(sum(by_danger.values()), before, phase)
    told = shared_out(VERDICT, whole, by_danger, random.Random(seed), {})
    people = as_shared(by_danger, whole.people)
    reasons = shared_beside(REASON, VERDICT, told, people, by_reason, random.Random(seed), {})
    assert small(told) == small(reasons) == whole.packets == reasons[WHOLE].packets
    for said in (RIGHT, WRONG):
        assert _of(VERDICT, told, said) == _of(REASON, reasons, said)
    holds(VERDICT, told, by_danger)
    holds(REASON, reasons, by_reason)


def _of(measure: Measure, told: Mapping[str, Share], said: str) -> int:
    return sum(
        one.packets
        for label, one in told.items()
        if label and one.size == PACKET and branch_of(measure, label) == said
    )


def test_reasons_of_verdicts_that_were_told_before_are_not_known() -> None:
    """Told by an older version, packets fell where reasons could not follow."""
    dangers = {f"{level.word}-{RIGHT}": 4 for level in Danger}
    told = {WHOLE: Share(0)}
    reasons = {f"{Family.MODEL}-{RIGHT}": 16}
    chance = random.Random(1)
    assert shared_beside(REASON, VERDICT, told, dangers, reasons, chance, {}) == told
    told = {WHOLE: Share(4), **{label: Share(1) for label in dangers}}
    found = shared_beside(REASON, VERDICT, told, dangers, {}, chance, {})
    assert found == {WHOLE: Share(4), f"{UNKNOWN}-{RIGHT}": Share(4)}


@given(
    st.dictionaries(st.sampled_from(("parler", "arnaques", "ecrans")), FEW, min_size=1),
    st.integers(0, 60),
    SEEDS,
)
def test_what_was_counted_after_its_day_was_closed_is_not_told_by_a_breakdown_either(
    counts: dict[str, int], late: int, seed: int
) -> None:
    people = max(0, sum(counts.values()) - late)
    told = shared_out(Measure.REQUEST, whole_of(people, 3, 2), counts, random.Random(seed), {})
    assert small(told) == whole_of(people, 3, 2).packets
    assert sum(as_shared(counts, people).values()) == people


def test_hours_are_told_as_parts_of_the_day_and_what_has_no_label_as_unknown() -> None:
    hours = {"06": 1, "07": 2, "12": 4, "18": 8, "23": 16, "": 32, "?": 64}
    found = named(Measure.REQUEST_HOUR, hours)
    assert found == {"night": 1, "morning": 2, "afternoon": 4, "evening": 24, UNKNOWN: 96}
    assert named(Measure.REQUEST, {"": 3, "parler": 1}) == {UNKNOWN: 3, "parler": 1}


def test_what_is_sensitive_comes_in_large_packets_and_is_told_together() -> None:
    assert size_of(Measure.REQUEST, Topic.VIOLENCES) == LARGE_PACKET
    assert size_of(Measure.REQUEST, Topic.ARNAQUES) == size_of(Measure.REQUEST, TOGETHER) == PACKET
    assert size_of(REASON, f"{Family.DESPAIR}-{WRONG}") == LARGE_PACKET
    assert size_of(REASON, f"{Family.MODEL}-{WRONG}") == PACKET
    # A subject and a level of danger are not sensitive by the name that they share with one.
    assert size_of(Measure.DANGER, Topic.VIOLENCES) == PACKET
    assert figure_of(REASON, f"{Family.SEXUAL}-{RIGHT}", {}) == Figure(0, size=LARGE_PACKET)
