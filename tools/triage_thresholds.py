"""Sets the thresholds of triage: ``python -m tools.triage_thresholds --ordinary FILE``.

They are set on ordinary messages of donors from whom nothing was learnt (four in ten), so that
a fixed number in a thousand ring, and another are read as *moderate*. Prints what to write into
``content/triage/seuils.yaml``, and how often they would ring on half of those donors when set on
the other half.
"""

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from bot.content.triage import load_triage
from bot.domain.danger import Danger
from bot.domain.triage import Opinion, Triage

#: The donors, of ten, on which thresholds are set, in two halves.
HALVES = ((6, 7), (8, 9))
#: How many ordinary messages in a thousand may ring, by how many voices decide: at *high* with a
#: rule and without, at *immediate* with a rule and without. Others ring more often than those of
#: whom the thresholds were set: the budget is under what we promise. One voice misses so much
#: that it gets more.
BUDGETS = {1: (1.3, 3.2, 0.3, 0.5), 2: (1.2, 2.8, 0.2, 0.4)}
#: And be read as *moderate* or above, by one voice and by two: nobody is alarmed, a card on the
#: subject is shown. More with one, which must catch there what it misses above.
MODERATE = {1: 30, 2: 16}


def opinions(triage: Triage, texts: Sequence[str]) -> list[tuple[bool, Opinion]]:
    """For each text, whether a rule of danger fires, and what the voices think."""
    thoughts = (triage.thinks(text) for text in texts)
    return [thought for thought in thoughts if thought is not None]


def least(scores: Sequence[float], ring: float) -> float:
    """The threshold which the ``ring`` highest of some scores reach, between two of them."""
    ranked = [*sorted(scores, reverse=True), 0.0, 0.0]
    above = min(round(ring), len(ranked) - 2)
    return (ranked[above] + (ranked[above - 1] if above else max(ranked[0], 0.9))) / 2


def thresholds(heard: Sequence[tuple[bool, Opinion]], voices: int) -> dict[str, float]:
    """The thresholds that let so many of some ordinary messages ring."""
    share = len(heard) / 1000
    high_told, high_alone, immediate_told, immediate_alone = BUDGETS[voices]
    troubled = [opinion.troubled for _, opinion in heard]
    found = {"moderate": least(troubled, MODERATE[voices] * share)}
    for key, with_rule, ring, level in (
        ("high_told", True, high_told, None),
        ("high_alone", False, high_alone, None),
        ("immediate_told", True, immediate_told, Danger.IMMEDIATE),
        ("immediate_alone", False, immediate_alone, Danger.IMMEDIATE),
    ):
        told = [o for with_it, o in heard if with_it is with_rule]
        scores = [o.grave if level is None else o.levels[level] for o in told]
        found[key] = least(scores, ring * share)
    return found


def rings(heard: Sequence[tuple[bool, Opinion]], asked: dict[str, float]) -> float:
    """How many in a thousand reach *high*."""
    above = [o.grave >= asked["high_told" if told else "high_alone"] for told, o in heard]
    return 1000 * sum(above) / len(above)


def main(arguments: Sequence[str]) -> None:
    """Print the thresholds for both voices and for one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ordinary", type=Path, required=True)
    parser.add_argument("--content", type=Path, default=Path("content/triage"))
    options = parser.parse_args(arguments)
    records = [json.loads(line) for line in options.ordinary.read_text("utf-8").splitlines()]
    halves = [
        [r["text"] for r in records if zlib.crc32(str(r["donor"]).encode()) % 10 in half]
        for half in HALVES
    ]
    for name, voices in (("deux-voix", 2), ("une-voix", 1)):
        triage = load_triage(options.content, voices=voices)
        one, other = (opinions(triage, texts) for texts in halves)
        print(f"{name}:")
        for key, value in thresholds([*one, *other], voices).items():
            print(f"  {key}: {value:.3f}")
        crossed = (
            rings(other, thresholds(one, voices)),
            rings(one, thresholds(other, voices)),
        )
        print("  # set on one half, on the other: {:.1f} and {:.1f} in 1,000".format(*crossed))


if __name__ == "__main__":
    main(sys.argv[1:])
