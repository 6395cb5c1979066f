"""The last gate: whether a claimed row may still be sent, judged at the moment of its sending."""

from datetime import datetime
from enum import Enum, auto

from bot.domain.cases import Author
from bot.domain.discretion import SHOWN
from bot.domain.messages import IMAGES
from bot.store.cargo import Kind, Show
from bot.store.glances import Standing
from bot.store.messages import State
from bot.store.parcels import Lane, Parcel

_KEPT_BACK = frozenset({State.HELD, State.WITHDRAWN})


class Fate(Enum):
    """What is done with a row."""

    SEND = auto()
    #: Another process has it, or it is settled: hands off.
    NOT_OURS = auto()
    RECALLED = auto()
    #: Its case has another owner or status than when it was written.
    OVERTAKEN = auto()
    #: Its message was withdrawn or held since, or is an image that may not pass any more.
    HELD_BACK = auto()
    #: Its reader is in discreet mode: it waits until they write their word.
    HIDDEN = auto()
    BLOCKED = auto()
    EXPIRED = auto()


def judge(parcel: Parcel, standing: Standing, now: datetime) -> Fate:
    """Decide what becomes of a row: the first that holds of these, in this order."""
    # In danger it is tried all the same: a flag may be older than somebody's coming back.
    blocked = standing.blocked and parcel.lane is not Lane.DANGER
    reasons = (
        (Fate.RECALLED, standing.recalled),
        (Fate.NOT_OURS, not standing.ours),
        (Fate.OVERTAKEN, standing.overtaken),
        (Fate.HELD_BACK, _may_not_pass(standing)),
        (Fate.HIDDEN, standing.hidden and not _shows_nothing(parcel)),
        (Fate.BLOCKED, blocked),
        (Fate.EXPIRED, parcel.expires_at is not None and parcel.expires_at < now),
    )
    return next((fate for fate, holds in reasons if holds), Fate.SEND)


def _shows_nothing(parcel: Parcel) -> bool:
    """Whether somebody whose phone is watched may get it: it removes, or was asked for."""
    if isinstance(parcel.cargo, Show):
        return parcel.cargo.screen.name in SHOWN
    return parcel.kind in {Kind.DELETE, Kind.MENU}


def _may_not_pass(standing: Standing) -> bool:
    message = standing.message
    if message is None:
        return False
    image = message.author is Author.PERSON and message.kind in IMAGES
    return message.state in _KEPT_BACK or (image and not standing.images)
