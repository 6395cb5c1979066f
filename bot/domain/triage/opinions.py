"""What each voice of triage thinks of a text, and what they think together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.danger import Danger

#: What the linear model counts beside the second voice.
_QUICK = 0.4
_UNLIKELY = 1e-4


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each level and each subject is, in the order of ``Danger`` and ``Topic``."""

    levels: Sequence[float]
    topics: Sequence[float]

    @property
    def grave(self) -> float:
        """How likely *high* or above is."""
        return self.levels[Danger.HIGH] + self.levels[Danger.IMMEDIATE]

    @property
    def troubled(self) -> float:
        """How likely *moderate* or above is."""
        return self.grave + self.levels[Danger.MODERATE]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text of which the second voice's opinion is asked."""

    text: str = field(repr=False)
    #: The same in plain spelling.
    plain: str = field(repr=False)
    #: What the rules found in it.
    told: Sequence[str]


class SecondVoice(Protocol):
    """Another opinion of a text, by its sense rather than its words; may be absent."""

    def weigh(self, asked: Sequence[Asked]) -> list[Opinion]:
        """How likely each level and subject is, of each: many cost little more than one."""


def joined(quick: Opinion, slow: Opinion, *, drowned: bool) -> Opinion:
    """The opinion between two. ``drowned``: the slow voice may not hear what the quick one did."""
    both = Opinion(_mixed(quick.levels, slow.levels), _mixed(quick.topics, slow.topics))
    return max(both, quick, key=lambda opinion: opinion.grave) if drowned else both


def _mixed(quick: Sequence[float], slow: Sequence[float]) -> list[float]:
    powers = [
        max(q, _UNLIKELY) ** _QUICK * max(s, _UNLIKELY) ** (1 - _QUICK)
        for q, s in zip(quick, slow, strict=True)
    ]
    total = math.fsum(powers)
    return [power / total for power in powers]
