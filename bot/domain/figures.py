"""What is counted, and what of it may be shown.

Counters are written at the moment of the event, apart from the cases, so that erasing
somebody changes no past total and no figure can be traced back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


# What may stand side by side. Whoever subtracts two numbers must not find a count of 1 to 4.

#: Totals that are shown, the most useful first: where two would tell a small count, the
#: later one is hidden.
TOTALS = (
    Measure.REQUEST,
    Measure.TAKEN,
    Measure.CANCELLED,
    Measure.FIRST_CONTACT,
    Measure.RETURNING_CONTACT,
    Measure.CARD_READ,
    Measure.QUIZ,
    Measure.CHALLENGE_JOINED,
    Measure.CHALLENGE_MOMENT,
    Measure.ERASURE,
    Measure.UNDELIVERED,
)
#: Shown label by label, or not at all: the labels add up to a total, shown or not.
BREAKDOWNS = (
    Measure.WAITING_TIME,
    Measure.OUTCOME,
    Measure.DANGER,
    Measure.SATISFACTION,
    Measure.TRIAGE_VERDICT,
)
#: A breakdown that gives a total away: every request has one danger level, whoever takes one
#: has waited one time, and one of the outcomes is "cancelled". Hidden with that total.
TELLS = {
    Measure.DANGER: Measure.REQUEST,
    Measure.WAITING_TIME: Measure.TAKEN,
    Measure.OUTCOME: Measure.CANCELLED,
}
#: What can be worked out by adding (left) and subtracting (right) linked totals.
LINKS: tuple[tuple[tuple[Measure, ...], tuple[Measure, ...]], ...] = (
    # Those whose danger is not known; those whose waiting time is not: none, in principle.
    ((Measure.REQUEST,), (Measure.DANGER,)),
    ((Measure.TAKEN,), (Measure.WAITING_TIME,)),
    # Not taken; not cancelled; still waiting.
    ((Measure.REQUEST,), (Measure.TAKEN,)),
    ((Measure.REQUEST,), (Measure.CANCELLED,)),
    ((Measure.REQUEST,), (Measure.TAKEN, Measure.CANCELLED)),
    # Still open; closed after an answer; taken and still open.
    ((Measure.REQUEST,), (Measure.OUTCOME,)),
    ((Measure.OUTCOME,), (Measure.CANCELLED,)),
    ((Measure.TAKEN,), (Measure.OUTCOME,)),
    ((Measure.TAKEN, Measure.CANCELLED), (Measure.OUTCOME,)),
    # Closed and not rated; taken and not judged.
    ((Measure.OUTCOME,), (Measure.SATISFACTION,)),
    ((Measure.TAKEN,), (Measure.SATISFACTION,)),
    ((Measure.TAKEN,), (Measure.TRIAGE_VERDICT,)),
)

Labels = Mapping[Measure, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of two periods, the shorter one being the end of the longer one.

    A measure that is missing is hidden. Labels are shown for the longer period only.
    """

    short: Mapping[Measure, int]
    long: Mapping[Measure, int]
    labels: Labels


def publish(short: Labels, long: Labels) -> Figures:
    """Choose what to show of the counts of two periods, by measure and label."""
    whole = {measure: sum(labels.values()) for measure, labels in long.items()}
    recent = {measure: sum(labels.values()) for measure, labels in short.items()}
    # Whoever sees both periods knows the one before the shorter one, too.
    before = {m: whole.get(m, 0) - recent.get(m, 0) for m in Measure}
    candidates = [m for m in BREAKDOWNS if not any(map(is_small, long.get(m, {}).values()))]
    kept = _kept((*TOTALS, *candidates), [whole])
    kept_short = _kept([m for m in TOTALS if m in kept], [recent, before])
    return Figures(
        {m: recent.get(m, 0) for m in kept_short},
        {m: whole.get(m, 0) for m in TOTALS if m in kept},
        {m: long[m] for m in BREAKDOWNS if m in kept and m in long},
    )


def is_small(count: int) -> bool:
    """Whether a count, or what is missing to another, could point at somebody."""
    return shown(abs(count)) is None


def _kept(order: Iterable[Measure], periods: Iterable[Mapping[Measure, int]]) -> list[Measure]:
    """The measures that can be shown together, the first ones first."""
    kept: list[Measure] = []
    for measure in order:
        told = TELLS.get(measure)
        if told in kept or told is None:
            known = {*kept, measure}
            if not any(_tells_small(measure, known, counts) for counts in periods):
                kept.append(measure)
    return kept


def _tells_small(measure: Measure, known: set[Measure], counts: Mapping[Measure, int]) -> bool:
    return any(
        is_small(sum(counts.get(m, 0) for m in plus) - sum(counts.get(m, 0) for m in minus))
        for plus, minus in (((measure,), ()), *LINKS)
        if measure in (*plus, *minus) and known.issuperset((*plus, *minus))
    )
