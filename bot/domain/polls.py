"""Polls: one question to the young people of a territory, one answer each, nobody's kept.

What is counted is told once it is over, in packets (``disclosure``), and then forgotten: of a poll
that is over, what was published is all that is left.
"""

import hashlib
import hmac
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.disclosure import PACKET, Figure, packets, share
from bot.domain.people import PersonId

#: Letters of a question, and of one thing to choose: a button holds no more on a phone.
QUESTION_LIMIT, CHOICE_LIMIT = 200, 34
LEAST_CHOICES, MOST_CHOICES = 2, 6
#: What a scale goes from and to, where nothing to choose was written.
SCALE = ("1", "2", "3", "4", "5")
#: Polls of one territory that may be open at once; more would be a form.
MOST_OPEN = 2
#: For how long its results are given back, and then forgotten.
KEPT_FOR = timedelta(days=30)


class State(StrEnum):
    """Where a poll stands."""

    OPEN = "open"
    OVER = "over"


class Lasts(StrEnum):
    """For how long one may answer."""

    DAYS = "3"
    WEEK = "7"
    FORTNIGHT = "14"

    @property
    def time(self) -> timedelta:
        """How long that is."""
        return timedelta(days=int(self.value))


class Unfit(StrEnum):
    """Why what was written cannot be asked."""

    EMPTY = "empty"
    LONG_QUESTION = "long-question"
    LONG_CHOICE = "long-choice"
    FEW = "few"
    MANY = "many"
    TWICE = "twice"
    TELLS_WHO = "tells-who"


class UnfitPoll(Exception):  # noqa: N818  # an expected refusal, not a fault
    """What was written cannot be asked."""

    def __init__(self, why: Unfit) -> None:
        """Take why."""
        super().__init__(why)
        self.why = why


class NoPoll(Exception):  # noqa: N818  # an expected refusal, not a fault
    """It is gone, over, or was answered already."""


class TooManyPolls(Exception):  # noqa: N818  # an expected refusal, not a fault
    """So many are open there already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what one chooses from."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll."""

    id: int
    #: Whose young people are asked; empty: everybody's.
    territory: str
    asked: Asked
    state: State
    by: PersonId
    made_at: datetime
    ends_at: datetime
    #: Of a poll that is over, the packets of each choice, as published.
    packets: tuple[int, ...] = field(default=())

    @property
    def results(self) -> tuple[Figure, ...]:
        """What was published, choice by choice."""
        return tuple(Figure(PACKET * count) for count in self.packets)

    def is_open(self, now: datetime) -> bool:
        """Whether one may answer."""
        return self.state is State.OPEN and now < self.ends_at


def read_poll(text: str) -> Asked:
    """The first line is the question, each other line a choice; none: a scale. Raises UnfitPoll."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    question, *choices = [line for line in lines if line] or [""]
    if not question:
        raise UnfitPoll(Unfit.EMPTY)
    if len(question) > QUESTION_LIMIT:
        raise UnfitPoll(Unfit.LONG_QUESTION)
    if any(len(choice) > CHOICE_LIMIT for choice in choices):
        raise UnfitPoll(Unfit.LONG_CHOICE)
    if choices and len(choices) < LEAST_CHOICES:
        raise UnfitPoll(Unfit.FEW)
    if len(choices) > MOST_CHOICES:
        raise UnfitPoll(Unfit.MANY)
    if len({choice.casefold() for choice in choices}) < len(choices):
        raise UnfitPoll(Unfit.TWICE)
    return Asked(question, tuple(choices) or SCALE)


def token(key: bytes, account: bytes) -> bytes:
    """What stands for somebody in one poll (16 bytes): without its key it leads to nobody."""
    return hmac.digest(key, account, hashlib.sha256)[:16]


def published(counts: Mapping[int, int], choices: int, chance: random.Random) -> tuple[int, ...]:
    """The packets of each choice, drawn once: for a count told as p, p - 4 to p + 4 is possible."""
    known = {str(at): counts.get(at, 0) for at in range(choices)}
    total = packets(0, sum(known.values()), chance.randrange(PACKET))
    given = share(total, known, chance)
    return tuple(given[str(at)] for at in range(choices))
