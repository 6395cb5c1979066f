"""A verdict says whether a rule supports it, and an alarm of the model alone waits a little."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.cases import rank
from bot.domain.danger import Danger, Verdict
from bot.domain.triage import Asked, Opinion, Triage

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ALONE, TOLD = ("model-high",), ("suicide-ideation", "model-high")


class Alarmed:
    """A second voice to which everything is grave."""

    def weigh(self, asked: Sequence[Asked]) -> list[Opinion]:
        return [Opinion((0.0, 0.0, 1.0, 0.0), (1.0, *[0.0] * 14)) for _ in asked]


@pytest.fixture
def alarmed(triage: Triage) -> Triage:
    return Triage(triage.reader, triage.rules, triage.model, second=Alarmed())


def test_an_alarm_that_no_rule_gives_is_not_supported(alarmed: Triage) -> None:
    verdict = alarmed.assess("jpeux plus, cette nuit ça s'arrête")
    assert verdict.danger is Danger.HIGH
    assert not verdict.supported
    assert verdict.why[0].startswith("model-")


def test_an_alarm_that_a_rule_gives_is_supported_and_names_the_rule_first(triage: Triage) -> None:
    verdict = triage.assess("je veux mourir")
    assert verdict.supported
    assert not verdict.why[0].startswith("model-")


def test_what_is_no_alarm_needs_no_support(triage: Triage) -> None:
    assert triage.assess("salut ça va ?").supported


@pytest.mark.parametrize("level", [Danger.HIGH, Danger.IMMEDIATE])
def test_supported_danger_is_served_before_what_only_the_model_thinks(level: Danger) -> None:
    later = NOW + timedelta(hours=3)
    assert rank(later, level, TOLD) < rank(NOW, level, ALONE)


def test_what_only_the_model_thinks_is_served_before_a_lower_level() -> None:
    assert rank(NOW, Danger.IMMEDIATE, ALONE) < rank(NOW - timedelta(days=30), Danger.HIGH, TOLD)
    assert rank(NOW, Danger.HIGH, ALONE) < rank(NOW - timedelta(hours=5), Danger.MODERATE, TOLD)


def test_a_verdict_is_supported_unless_it_says_otherwise() -> None:
    assert Verdict(Danger.HIGH).supported
