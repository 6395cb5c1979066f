"""The audit trail: what the team did that must be answered for, each entry chained to the last.

Every link is an HMAC-SHA256 (RFC 2104) over the one before and all that its entry says: an entry
that is changed, taken out or put in between breaks the chain from there on.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.people import CaseId, PersonId

#: What the first entry is chained to.
BEGINNING = bytes(32)
#: So much of a link is read aloud and compared by eye.
_SHORT = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Act(StrEnum):
    """What was done."""

    LIFT_ASKED = "lift-asked"
    LIFT_AGREED = "lift-agreed"
    LIFT_REFUSED = "lift-refused"
    LIFT_WITHDRAWN = "lift-withdrawn"
    LIFT_EXPIRED = "lift-expired"
    LIFT_HIDDEN = "lift-hidden"
    BLOCKED = "blocked"
    BLOCK_REVIEWED = "block-reviewed"
    BLOCK_LIFTED = "block-lifted"
    BROADCAST_PROPOSED = "broadcast-proposed"
    BROADCAST_APPROVED = "broadcast-approved"
    BROADCAST_REFUSED = "broadcast-refused"
    BROADCAST_STOPPED = "broadcast-stopped"
    BROADCAST_LAPSED = "broadcast-lapsed"
    POLL_OPENED = "poll-opened"
    POLL_ENDED = "poll-ended"
    MEMBER_JOINED = "member-joined"
    ROLE_CHANGED = "role-changed"
    MEMBER_REVOKED = "member-revoked"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of it; never a word that somebody wrote, never who a young person is."""

    #: 1, 2, 3, ... for each bot.
    number: int
    #: Timezone-aware; of it whole milliseconds count, as the database keeps them.
    at: datetime
    act: Act
    #: Whoever did it; the bot itself: None.
    member: PersonId | None = None
    #: The case it is about: once that is erased, it leads nowhere.
    case_id: CaseId | None = None
    #: A content id or another member's: which ground, which role, whom.
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chained:
    """An entry as it stands in the database, with its link."""

    entry: Entry
    link: bytes


def link_after(key: bytes, before: bytes, entry: Entry) -> bytes:
    """The link of an entry that follows another (32 bytes)."""
    told = "\x1f".join(
        (
            str(entry.number),
            str((entry.at - _EPOCH) // timedelta(milliseconds=1)),
            entry.act.value,
            str(entry.member or ""),
            str(entry.case_id or ""),
            entry.detail,
        )
    )
    return hmac.digest(key, before + told.encode(), hashlib.sha256)


def first_broken(key: bytes, chain: Iterable[Chained], *, last: int, end: bytes) -> int | None:
    """The number of the first entry that does not follow, or is missing; None: it is whole.

    ``last`` and ``end``: the number and the link that the trail is known to end with.
    """
    before, number = BEGINNING, 0
    for number, one in enumerate(chain, start=1):  # looked at after the loop
        link = link_after(key, before, one.entry)
        if one.entry.number != number or not hmac.compare_digest(link, one.link):
            return number
        before = link
    return None if (number, before) == (last, end) else number + 1


def fingerprint(link: bytes) -> str:
    """A link as coordinators compare it: *3f2a 09c1*."""
    shown = link[:_SHORT].hex()
    return f"{shown[:4]} {shown[4:]}"
