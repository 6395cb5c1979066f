"""What is counted, and how it is shown; what may be published of it is disclosure's business.

Counters are written at the moment of the event, apart from the cases, so that erasing
somebody changes no past total and no figure can be traced back.
"""

from datetime import date
from enum import Enum, StrEnum
from typing import Self

from bot.domain.danger import Topic
from bot.domain.reasons import SENSITIVE_FAMILIES


class Show(Enum):
    """How a measure is shown to coordinators."""

    #: One number.
    TOTAL = "total"
    #: Label by label, of closed quarters.
    LABELS = "labels"
    #: Counted, and told by another measure already, or shown elsewhere.
    NOWHERE = "nowhere"


class Measure(StrEnum):
    """One thing that is counted, per day and territory, with at most one label.

    The most useful first, which is the order in which they are shown.
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
    #: One of the outcomes: shown twice, it would be told twice.
    CANCELLED = "cancelled", Show.NOWHERE
    FIRST_CONTACT = "first_contact", Show.TOTAL
    RETURNING_CONTACT = "returning_contact", Show.TOTAL
    CARD_READ = "card_read", Show.TOTAL
    REFERRAL = "referral", Show.TOTAL
    MEETING = "meeting", Show.TOTAL
    MEETING_HELD = "meeting_held", Show.TOTAL
    #: Where the team went to people: how often, who came by its links, what was noted by hand.
    OUTING = "outing", Show.TOTAL
    OUTING_ARRIVAL = "outing_arrival", Show.TOTAL
    OUTING_TALK = "outing_talk", Show.TOTAL
    OUTING_REFERRAL = "outing_referral", Show.TOTAL
    #: Drafted for child protection; of what is in them nothing is known.
    CHILD_REPORT = "child_report", Show.TOTAL
    #: Questions to the team, what it answered, and how often an answer spared somebody a wait.
    ENQUIRY = "enquiry", Show.TOTAL
    ENQUIRY_ANSWERED = "enquiry_answered", Show.TOTAL
    ANSWER_OFFERED = "answer_offered", Show.TOTAL
    #: Who wanted to hear of something, and what they were sent: once a day and person.
    SUBSCRIPTION = "subscription", Show.TOTAL
    BROADCAST = "broadcast", Show.TOTAL
    QUIZ = "quiz", Show.TOTAL
    CHALLENGE_JOINED = "challenge_joined", Show.TOTAL
    #: Shown to everybody, since the beginning, by the challenge itself.
    CHALLENGE_MOMENT = "challenge_moment", Show.NOWHERE
    ERASURE = "erasure", Show.TOTAL
    #: Whether anything was made up for the demo: it is said wherever figures are.
    MADE_UP = "made_up", Show.NOWHERE
    UNDELIVERED = "undelivered", Show.TOTAL
    WAITING_TIME = "waiting_time", Show.LABELS
    OUTCOME = "outcome", Show.LABELS
    DANGER = "danger", Show.LABELS
    SATISFACTION = "satisfaction", Show.LABELS
    TRIAGE_VERDICT = "triage_verdict", Show.LABELS
    #: The same by what had spoken: a kind of reason (domain.reasons), never a word.
    TRIAGE_REASON = "triage_reason", Show.LABELS
    REQUEST_HOUR = "request_hour", Show.LABELS
    REQUEST_DAY = "request_day", Show.LABELS
    HANDLING_TIME = "handling_time", Show.LABELS


#: What is shown since the beginning: its sum is kept, years of days are never added up.
SINCE_EVER = frozenset({Measure.CHALLENGE_MOMENT, Measure.MADE_UP})

#: Upper bounds in minutes of the histogram of waiting and handling times.
BUCKETS = (5, 15, 60, 240, 1440)


#: Days of the week. Hours of each day would be 28 labels, in most towns nothing but rounding.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday(day: date) -> str:
    """The label of a day of the week."""
    return WEEKDAYS[day.weekday()]


def bucket(minutes: float) -> str:
    """The label of the histogram bucket a duration falls into: ``<5``, ..., ``1440+``."""
    for bound in BUCKETS:
        if minutes < bound:
            return f"<{bound}"
    return f"{BUCKETS[-1]}+"


TOTALS = tuple(measure for measure in Measure if measure.show is Show.TOTAL)
BREAKDOWNS = tuple(measure for measure in Measure if measure.show is Show.LABELS)

#: Whose people a breakdown shares out. Every request has a subject, a danger, an hour and a day;
#: whoever takes one has waited; every verdict has a reason; the others add up to a total of their
#: own.
FAMILIES = {
    Measure.REQUEST: Measure.REQUEST,
    Measure.DANGER: Measure.REQUEST,
    Measure.REQUEST_HOUR: Measure.REQUEST,
    Measure.REQUEST_DAY: Measure.REQUEST,
    Measure.WAITING_TIME: Measure.TAKEN,
    Measure.TRIAGE_REASON: Measure.TRIAGE_VERDICT,
}
#: What is told beside another breakdown of the same people, with which it has more in common than
#: a total.
BESIDE = {Measure.TRIAGE_REASON: Measure.TRIAGE_VERDICT}
#: What is broken down in a closed part of a year, in an order in which what stands beside another
#: comes after it; requests by their subject.
SHARED = (Measure.REQUEST, *BREAKDOWNS)
#: What is closed day by day: the totals, and what else a breakdown adds up to.
CLOSED = tuple(dict.fromkeys((*TOTALS, *(FAMILIES.get(m, m) for m in SHARED))))
#: Subjects of which a single territory tells large packets only.
SENSITIVE = frozenset(
    {
        Topic.IMAGES_INTIMES,
        Topic.MAL_ETRE,
        Topic.VIOLENCES,
        Topic.EXPLOITATION_SEXUELLE,
        Topic.HAINE_RADICALISATION,
    }
)
#: The label under which they stand together; what is known of no label.
TOGETHER, UNKNOWN = "sensitive", "unknown"
#: What the team says of triage, at the end of a label.
RIGHT, WRONG = "right", "wrong"
_JUDGED = frozenset({Measure.TRIAGE_VERDICT, Measure.TRIAGE_REASON})


def branch_of(measure: Measure, label: str) -> str:
    """What two breakdowns of one family both tell of a label: it must add up to the same in both.

    Whether triage was right, by danger and by reason; nothing of any others.
    """
    return label.rpartition("-")[2] if measure in _JUDGED else ""


def group_of(measure: Measure, label: str) -> str:
    """The label under which what is sensitive stands together; empty of what is not."""
    if measure is Measure.REQUEST and label in SENSITIVE:
        return TOGETHER
    kind, _, said = label.rpartition("-")
    if measure is Measure.TRIAGE_REASON and kind in SENSITIVE_FAMILIES:
        return f"{TOGETHER}-{said}"
    return ""
