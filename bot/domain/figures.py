"""What is counted, and what of it may be shown.

Counters are written at the moment of the event, apart from the cases, so that erasing
somebody changes no past total and no figure can be traced back.
"""

from enum import StrEnum

#: Counts from 1 to K - 1 are hidden, never less strictly (common French practice: < 5).
K = 5


class Measure(StrEnum):
    """One thing that is counted, per day and territory, with at most one label."""

    FIRST_CONTACT = "first_contact"
    RETURNING_CONTACT = "returning_contact"
    CARD_READ = "card_read"
    QUIZ = "quiz"
    CHALLENGE_JOINED = "challenge_joined"
    CHALLENGE_MOMENT = "challenge_moment"
    REQUEST = "request"
    REQUEST_HOUR = "request_hour"
    TAKEN = "taken"
    CANCELLED = "cancelled"
    WAITING_TIME = "waiting_time"
    HANDLING_TIME = "handling_time"
    OUTCOME = "outcome"
    DANGER = "danger"
    TRIAGE_VERDICT = "triage_verdict"
    SATISFACTION = "satisfaction"
    ERASURE = "erasure"
    UNDELIVERED = "undelivered"


#: Upper bounds in minutes of the histogram of waiting and handling times.
BUCKETS = (5, 15, 60, 240, 1440)


def bucket(minutes: float) -> str:
    """The label of the histogram bucket a duration falls into: ``<5``, ..., ``1440+``."""
    for bound in BUCKETS:
        if minutes < bound:
            return f"<{bound}"
    return f"{BUCKETS[-1]}+"


def shown(count: int, k: int = K) -> int | None:
    """The count if it may be shown, else None: 1 to ``k - 1`` could point at somebody."""
    return count if count == 0 or count >= max(k, K) else None
