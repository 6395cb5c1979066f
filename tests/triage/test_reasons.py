"""Every reason that triage can give is worded for the workers who read it."""

from pathlib import Path

from bot.content.strings import Strings
from bot.domain.cases import NEVER_IMAGES_WHY
from bot.domain.danger import Danger
from bot.domain.triage import Triage

ROOT = Path(__file__).parents[2]


def test_every_reason_is_worded(triage: Triage) -> None:
    strings = Strings.load(ROOT / "content" / "fr" / "interface")
    reasons = {rule.reason for rule in triage.rules.rules if rule.danger}
    reasons |= {"model-immediate", "model-high", "model-moderate", "follow-up", "taken-back"}
    assert sorted(r for r in reasons if f"reason-{r}" not in strings) == []


def test_a_danger_always_has_a_reason(triage: Triage) -> None:
    for text in ("je veux mourir", "mon père me frappe", "jveux pu etre la", "on me suit"):
        verdict = triage.assess(text)
        assert verdict.danger > Danger.NONE
        assert verdict.why


def test_harmless_messages_have_no_reason(triage: Triage) -> None:
    assert triage.assess("salut ça va ?").why == ()


def test_every_reason_that_bars_images_is_one_that_triage_gives(triage: Triage) -> None:
    assert {rule.reason for rule in triage.rules.rules} >= NEVER_IMAGES_WHY
