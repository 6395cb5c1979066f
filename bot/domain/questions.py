"""A question the bot asked: which message answers it, and when it is over.

What answers a question is read as an answer and reaches nobody else; what does not goes its
usual way. Taken one for the other, words meant for a young person would be kept as a name.
"""

from datetime import datetime, timedelta
from enum import Enum, auto

#: How long a question waits: who comes back later has something else in mind.
OPEN_FOR = timedelta(minutes=10)


class Quoted(Enum):
    """What a message quotes."""

    #: Nothing, or something that is not of a conversation.
    NOTHING = auto()
    #: The message that asks.
    THE_QUESTION = auto()
    #: A message of a conversation with a young person, even of one that is over.
    A_CONVERSATION = auto()


class Fate(Enum):
    """What a message makes of the open question. Either way it is open no more."""

    ANSWERED = auto()
    LAPSED = auto()


def fate(asked_at: datetime | None, now: datetime, quoted: Quoted, *, has_open_case: bool) -> Fate:
    """Whether a message answers the question asked at ``asked_at``.

    A reply to the question does. So does the very next message, but only of somebody who has
    nobody to talk with: with an open case, what quotes nothing is for the young person. What
    quotes a conversation belongs there.
    """
    if asked_at is None or abs(now - asked_at) > OPEN_FOR:
        return Fate.LAPSED
    if quoted is Quoted.THE_QUESTION:
        return Fate.ANSWERED
    alone = quoted is Quoted.NOTHING and not has_open_case
    return Fate.ANSWERED if alone else Fate.LAPSED
