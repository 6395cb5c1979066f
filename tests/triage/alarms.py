"""How often triage rings on ordinary talk, how sure the figures are, and conversations.

``--ordinary FILE`` of the report adds ordinary messages lent for measuring, one JSON line
each (``donor``, ``text``); only donors of whom nothing was learnt are looked at. The thresholds
are set on the same ones: for a judgement, bring messages of others.
"""

import json
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.danger import Danger
from bot.domain.triage import Triage

#: Of ten donors, those of whom nothing was learnt.
LEFT = (6, 7, 8, 9)
_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Conversation:
    """The texts of one person in a row; the danger that the last makes of the whole."""

    texts: tuple[str, ...]
    danger: Danger


def conversations(file: Path) -> list[Conversation]:
    """The conversations of a ``.jsonl`` file."""
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Conversation(tuple(r["texts"]), Danger[r["danger"].upper()]) for r in records]


def heard(triage: Triage, said: Conversation) -> Danger:
    """The level at the last text, each heard after those before it, as the bot does."""
    levels: list[Danger] = []
    for place, text in enumerate(said.texts):
        levels.append(triage.assess(text, levels, said.texts[:place]).danger)
    return levels[-1]


def right(triage: Triage, said: Conversation) -> bool:
    """Whether the numbers are shown at the last text exactly when they should be."""
    return (heard(triage, said) >= Danger.HIGH) == (said.danger >= Danger.HIGH)


def ordinary(file: Path) -> list[tuple[str, str]]:
    """Donor and text of the ordinary messages that are left for measuring."""
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    drawn = [(str(r["donor"]), str(r["text"])) for r in records]
    return [(who, text) for who, text in drawn if zlib.crc32(who.encode()) % 10 in LEFT]


def between(units: Sequence[Sequence[bool]], worth: Callable[[float], str]) -> str:
    """A share and where it lies nineteen times in twenty, drawing whole ``units`` anew."""
    dice, shares = random.Random(20261126), []
    for _ in range(_DRAWS):
        drawn = dice.choices(units, k=len(units))
        shares.append(sum(map(sum, drawn)) / max(1, sum(map(len, drawn))))
    shares.sort()
    mean = sum(map(sum, units)) / max(1, sum(map(len, units)))
    low, high = shares[int(_DRAWS * 0.025)], shares[int(_DRAWS * 0.975)]
    return f"{worth(mean)}  ({worth(low)} to {worth(high)})"


def per_thousand(share: float) -> str:
    """A share of a thousand."""
    return f"{share * 1000:5.1f}"


def percent(share: float) -> str:
    """A share of a hundred."""
    return f"{share:6.1%}"


def talk(triage: Triage, sources: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Alarms per 1,000 ordinary messages, by source and level, drawn anew by donor."""
    yield "alarms per 1,000 ordinary messages      at high or above          at immediate"
    for name, messages in sources.items():
        found: dict[str, list[Danger]] = {}
        for who, text in messages:
            found.setdefault(who, []).append(triage.assess(text).danger)
        units = list(found.values())
        shown = (
            between([[d >= level for d in unit] for unit in units], per_thousand)
            for level in (Danger.HIGH, Danger.IMMEDIATE)
        )
        yield f"  {name:<28}{len(messages):>6}   " + "   ".join(shown)
