"""Every reason that triage can give is of a kind that can be counted."""

import re

import pytest

from bot.domain.danger import Danger
from bot.domain.reasons import SENSITIVE_FAMILIES, Family, family_of
from tests.telegram_ui.walking import CONTENT

_RULES = "\n".join(file.read_text("utf-8") for file in (CONTENT / "triage/regles").glob("*.yaml"))
_WORDS = (CONTENT / "fr/interface/triage.ftl").read_text("utf-8")
#: What the rules give, and what has words for workers.
REASONS = {
    *re.findall(r"raison: ([\w-]+)", _RULES),
    *re.findall(r"^reason-([\w-]+) =", _WORDS, re.MULTILINE),
}


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_a_kind(reason: str) -> None:
    assert family_of([reason]) is not Family.OTHER


def test_the_first_reason_decides_and_a_subject_decides_nothing() -> None:
    assert family_of(["suicide-intent", "harassment"]) is Family.DESPAIR
    assert family_of(["topic-scam", "harassment"]) is Family.HARASSMENT
    assert family_of([f"model-{Danger.HIGH.word}"]) is Family.MODEL
    assert family_of([]) is family_of(["topic-talk"]) is Family.NOTHING


def test_a_rule_that_nobody_here_knows_counts_as_sensitive() -> None:
    assert family_of(["de-chez-nous"]) is Family.OTHER
    assert Family.OTHER in SENSITIVE_FAMILIES
