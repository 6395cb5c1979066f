"""The aims of triage, on messages on which nothing was tuned.

The thresholds leave a margin under the figures of docs/triage.md, so that a change of a
few messages is no failure, and a real loss is.
"""

import pytest

from bot.domain.triage import Triage
from tests.triage.report import (
    DATA,
    Judged,
    false_alarms,
    judge,
    read,
    recall_grave,
    recall_immediate,
    share,
    speed,
)

FILES = sorted(DATA.glob("test-*.jsonl"))
pytestmark = pytest.mark.skipif(not FILES, reason="no held-out messages here")


@pytest.fixture(scope="module")
def cases(triage: Triage) -> list[Judged]:
    return judge(triage, read(FILES))


def test_grave_dangers_are_found(cases: list[Judged]) -> None:
    assert recall_grave(cases) >= 0.85


def test_immediate_dangers_are_found_immediate(cases: list[Judged]) -> None:
    assert recall_immediate(cases) >= 0.78


def test_harmless_messages_are_left_alone(cases: list[Judged]) -> None:
    assert false_alarms(cases) <= 0.08


def test_ordinary_chat_hardly_ever_rings(triage: Triage) -> None:
    ordinary = judge(triage, read([DATA / "test-none-ordinary.jsonl"]))
    assert false_alarms(ordinary) <= 0.02


def test_everyday_words_that_also_stand_in_cries_for_help_rarely_ring(triage: Triage) -> None:
    everyday = judge(triage, read([DATA / "test-none-everyday.jsonl"]))
    assert false_alarms(everyday) <= 0.05


def test_the_subject_is_mostly_right(cases: list[Judged]) -> None:
    assert share(cases, lambda case: case.topic_right) >= 0.72


def test_a_long_message_costs_in_proportion_to_its_length(triage: Triage) -> None:
    short = read(FILES)[:200]
    long = [type(m)(m.text * 4, m.danger, m.topics, m.lang, m.tags) for m in short]
    assert speed(triage, short, 0.5) / speed(triage, long, 0.5) < 8
