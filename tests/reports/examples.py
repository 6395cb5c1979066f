"""Figures of an invented quarter, as every file, picture and page shows them."""

from datetime import date

from bot.content.collection import Library
from bot.domain.disclosure import Figure, Quarter
from bot.domain.figures import BUCKETS, TOTALS, Measure
from bot.domain.periods import Span, months
from bot.domain.summaries import Summary
from bot.reports.tables import Tables, tables_of
from tests.ours import our_library

QUARTER = Quarter(2026, 3)
SPAN = Span(QUARTER.first, QUARTER.last, (QUARTER,))
TODAY = date(2026, 11, 24)


def library() -> Library:
    return our_library(TODAY)


def lively(*, made_up: bool = False) -> Summary:
    """A quarter in which much happened."""
    topics = {"parler": 60, "arnaques": 35, "cyberharcelement": 20, "sensitive": 25}
    parts = {
        Measure.REQUEST: {
            **{label: Figure(about) for label, about in topics.items()},
            "mal-etre": Figure(15, size=15),
            "violences": Figure(0, size=15),
        },
        Measure.DANGER: {"none": Figure(110), "moderate": Figure(25), "high": Figure(5)},
        Measure.WAITING_TIME: {
            **{f"<{bound}": Figure(5 * n) for n, bound in enumerate(BUCKETS)},
            f"{BUCKETS[-1]}+": Figure(80),
        },
        Measure.REQUEST_DAY: {"sun": Figure(30), "mon": Figure(100), "unknown": Figure(10)},
        Measure.REQUEST_HOUR: {"evening": Figure(90), "afternoon": Figure(50)},
    }
    return Summary(
        "",
        SPAN,
        {measure: Figure(140 - 10 * n) for n, measure in enumerate(TOTALS)},
        {measure: Figure(90) for measure in TOTALS},
        parts,
        tuple((month, Figure(45)) for month in months(SPAN)),
        made_up=made_up,
    )


def empty() -> Summary:
    """A quarter in which nothing was counted."""
    return Summary("", SPAN, {}, {}, {})


def told(summary: Summary) -> Tables:
    """In words."""
    return tables_of(summary, library(), library().strings)
