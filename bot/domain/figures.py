"""What is counted, and what of it may be shown.

Counters are written at the moment of the event, apart from the cases, so that erasing
somebody changes no past total and no figure can be traced back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Self

#: Counts from 1 to K - 1 are hidden, never less strictly (common French practice: < 5).
K = 5


class Show(Enum):
    """How a measure is shown to coordinators."""

    #: One number.
    TOTAL = "total"
    #: Label by label, or not at all: the labels add up to a total, shown or not.
    LABELS = "labels"
    #: Counted for the yearly report, shown nowhere yet.
    NOWHERE = "nowhere"


class Measure(StrEnum):
    """One thing that is counted, per day and territory, with at most one label.

    The most useful first, which is the order in which they are shown: where two totals would
    tell a small count, the later one is hidden.
    """

    show: Show

    def __new__(cls, value: str, show: Show = Show.TOTAL) -> Self:
        """Take the word that is stored, and how it is shown."""
        measure = str.__new__(cls, value)
        measure._value_ = value
        measure.show = show
        return measure

    REQUEST = "request", Show.TOTAL
    TAKEN = "taken", Show.TOTAL
    CANCELLED = "cancelled", Show.TOTAL
    FIRST_CONTACT = "first_contact", Show.TOTAL
    RETURNING_CONTACT = "returning_contact", Show.TOTAL
    CARD_READ = "card_read", Show.TOTAL
    REFERRAL = "referral", Show.TOTAL
    QUIZ = "quiz", Show.TOTAL
    CHALLENGE_JOINED = "challenge_joined", Show.TOTAL
    CHALLENGE_MOMENT = "challenge_moment", Show.TOTAL
    ERASURE = "erasure", Show.TOTAL
    UNDELIVERED = "undelivered", Show.TOTAL
    WAITING_TIME = "waiting_time", Show.LABELS
    OUTCOME = "outcome", Show.LABELS
    DANGER = "danger", Show.LABELS
    SATISFACTION = "satisfaction", Show.LABELS
    TRIAGE_VERDICT = "triage_verdict", Show.LABELS
    REQUEST_HOUR = "request_hour", Show.NOWHERE
    HANDLING_TIME = "handling_time", Show.NOWHERE


#: What is shown since the beginning: its sum is kept, years of days are never added up.
SINCE_EVER = frozenset({Measure.CHALLENGE_MOMENT})

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

TOTALS = tuple(measure for measure in Measure if measure.show is Show.TOTAL)
BREAKDOWNS = tuple(measure for measure in Measure if measure.show is Show.LABELS)
#: What counts nothing that another measure counts as well: subtracting it tells nothing.
ALONE = frozenset(
    {
        Measure.FIRST_CONTACT,
        Measure.RETURNING_CONTACT,
        Measure.CARD_READ,
        Measure.REFERRAL,
        Measure.QUIZ,
        Measure.CHALLENGE_JOINED,
        Measure.CHALLENGE_MOMENT,
        Measure.ERASURE,
        Measure.UNDELIVERED,
    }
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
