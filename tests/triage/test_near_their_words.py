"""Rules are tried only near the words they wait for, and find all that they found everywhere."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.danger import Danger, Topic
from bot.domain.triage.patterns import Pattern, compile_pattern
from bot.domain.triage.rules import Context, Rule, RuleBook, _Candidate, _Index, _Text

PATTERNS = [
    compile_pattern(source, {"proche": ["mere", "petit frere"]})
    for source in (
        "je (veux|vais) mourir",
        "(il|elle) ~ frappe* ... [proche]",
        "^ mourir",
        "mourir $",
        "frappe !(un coup|(la|une) balle)",
        "mourir (un jour)? ~ ~ demain",
        "% coups? mourir",
    )
]
SOME = """je veux vais mourir il elle frappe frapper pas un coup la balle mere petit frere jour
    demain 12 coups . ?"""
WORDS = st.sampled_from(SOME.split())


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.source)
@given(parts=st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_is_found_near_the_words_is_what_is_found_anywhere(
    pattern: Pattern, parts: list[list[str]]
) -> None:
    filling = ["et"] * 40
    words = [word for part in parts for word in (*part, *filling)]
    text = _Text(f" {' '.join(words)} . ")
    near = [found.span() for found in _found(pattern, text)]
    assert near == [found.span() for found in pattern.regex.finditer(text.text)]


def _found(pattern: Pattern, text: _Text) -> Iterable[re.Match[str]]:
    candidates: list[_Candidate] = _Index([(0, pattern)]).matching(text)
    return [found for candidate in candidates for found in candidate.found()]


def test_few_words_are_looked_at_however_long_the_text() -> None:
    pattern = PATTERNS[0]
    text = _Text(f" {'et ' * 2000}je veux mourir {'et ' * 2000}. ")
    (candidate,) = _Index([(0, pattern)]).matching(text)
    ((start, stop),) = candidate._stretches()
    assert len(text.text[start:stop].split()) <= 2 * pattern.reach + 1
    assert [found[0] for found in candidate.found()] == [" je veux mourir"]


def test_where_two_contexts_claim_the_same_words_the_earlier_of_the_file_has_them() -> None:
    """Not the one that a set of words happens to give first: that changes with each start."""
    contexts = [
        Context(name, (compile_pattern(said, {}),), hides=True)
        for name, said in (("jeu", "tuer au ping"), ("sport", "ping pong"), ("autre", "me tuer"))
    ]
    rule = Rule("x", Danger.HIGH, (Topic.AUTRE,), (compile_pattern("me tuer", {}),))
    reading = RuleBook(contexts, [rule]).read("je me fais tuer au ping pong".split())  # noqa: SIM905
    assert reading.contexts == {"jeu"}
    assert reading.words == ("je", "me", "fais", "_jeu", "pong")


SAYS = """
import sys
from pathlib import Path
from bot.content.triage import load_triage
triage = load_triage(Path(sys.argv[1]))
print([triage.assess(text) for text in sys.stdin.read().splitlines()])
"""


def test_the_same_words_get_the_same_verdict_after_each_start() -> None:
    root = Path(__file__).parents[2]
    said = "je me suis fait défoncer au ping pong\nje vais me tuer si on perd encore ce match mdr"
    verdicts = {
        subprocess.run(  # noqa: S603  # our own Python
            [sys.executable, "-c", SAYS, str(root / "content" / "triage")],
            input=said,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2", "3", "4")
    }
    assert len(verdicts) == 1
