"""How long to wait before a parcel is tried again, and when to stop."""

from datetime import timedelta

from bot.store.cargo import Show, Topic
from bot.store.parcels import Lane, Parcel

#: Seconds between two attempts to reach a database that does not answer.
WHILE_DOWN = 1.0
#: For somebody in discreet mode: looked at again so rarely, since their word lets all go at once.
WHILE_HIDDEN = timedelta(hours=6)
#: Surely not sent: doubled each time, never longer than the longest.
_FIRST = timedelta(seconds=0.5)
_LONGEST = timedelta(seconds=15)
#: After so long without success, whoever wrote is told that it did not arrive.
GIVE_UP_AFTER = timedelta(hours=24)
#: The same, in tries: a clock that leaps a day ahead must not give anything up.
MOST_TRIES = GIVE_UP_AFTER // _LONGEST
#: Tries until an error that nobody expected counts as one that stays with its row.
_OF_A_DEFECT = 3

#: Perhaps sent, the answer lost: rarely, because each time may be one more of the same.
_RARELY = (
    timedelta(seconds=5),
    timedelta(seconds=20),
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=1),
)
#: Numbers that come twice harm nobody; numbers that do not come may.
_RARELY_IN_DANGER = (timedelta(seconds=1), *_RARELY)
#: A line that announces a sentence, a topic that holds it: the sentence must not wait for it.
_ONCE = (timedelta(seconds=1),)


def tired_of(parcel: Parcel) -> bool:
    """Whether a parcel that fails was tried often enough."""
    return parcel.attempts >= MOST_TRIES


def may_pass(parcel: Parcel) -> bool:
    """Whether an error of ours was met so seldom yet that it may be the machine's, and pass."""
    return parcel.attempts < _OF_A_DEFECT


def before_trying_again(parcel: Parcel) -> timedelta:
    """The pause after a failure of which it is sure that nothing arrived."""
    doubled: int = 2 ** min(parcel.attempts, 10)
    return min(_FIRST * doubled, _LONGEST)


def before_repeating(parcel: Parcel) -> timedelta | None:
    """The pause after an answer that was lost; None when it was repeated often enough."""
    announces = isinstance(parcel.cargo, Show) and parcel.cargo.once
    if announces or isinstance(parcel.cargo, Topic):
        pauses: tuple[timedelta, ...] = _ONCE
    else:
        pauses = _RARELY_IN_DANGER if parcel.lane is Lane.DANGER else _RARELY
    return pauses[parcel.lost] if parcel.lost < len(pauses) else None
