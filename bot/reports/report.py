"""The report of a period: what stands in it beside the figures, and its HTML."""

from dataclasses import dataclass
from datetime import date

from bot.content.collection import Library
from bot.content.moments import Moments
from bot.content.strings import Strings
from bot.domain.figures import SHARED, TOTALS
from bot.domain.summaries import Summary
from bot.reports.tables import Tables, tables_of
from bot.reports.templating import drawn

_READING = ("report-reading-why", "report-reading-between", "report-reading-trend")
_LIMITS = (
    "report-limit-requests",
    "report-limit-identity",
    "report-limit-tool",
    "report-limit-sensitive",
    "report-limit-late",
)
#: What reports to a CLSPD, a CISPD or the FIPD usually hold, and where it is; no official grid
#: was found: the list is to be agreed on with whoever reads the report.
_COUNTED, _WRITTEN, _NEVER = "indicator-counted", "indicator-written", "indicator-never"
_INDICATORS = (
    ("indicator-contacts", _COUNTED),
    ("indicator-returning", _COUNTED),
    ("indicator-topics", _COUNTED),
    ("indicator-cases", _COUNTED),
    ("indicator-referrals", _COUNTED),
    ("indicator-satisfaction", _COUNTED),
    ("indicator-hours", _WRITTEN),
    ("indicator-outings", _COUNTED),
    ("indicator-reports", _COUNTED),
    ("indicator-parents", _WRITTEN),
    ("indicator-training", _WRITTEN),
    ("indicator-age", _NEVER),
)
_BLANKS = (
    "report-words-hours",
    "report-words-outings",
    "report-words-partners",
    "report-words-training",
    "report-words-next",
)
_GLOSSARY = (
    *((f"measure-{measure}", f"what-{measure}") for measure in TOTALS),
    *((f"by-{measure}", f"what-by-{measure}") for measure in SHARED),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What the report of a period says; all but its head are names of texts."""

    structure: str
    made_on: str
    told: Tables
    reading: tuple[str, ...] = _READING
    limits: tuple[str, ...] = _LIMITS
    indicators: tuple[tuple[str, str], ...] = _INDICATORS
    blanks: tuple[str, ...] = _BLANKS
    glossary: tuple[tuple[str, str], ...] = _GLOSSARY


def report_of(summary: Summary, library: Library, strings: Strings, today: date) -> Report:
    """The report of a summary."""
    return Report(
        _structure(library, summary.zone),
        Moments(strings).day(today),
        tables_of(summary, library, strings),
    )


def _structure(library: Library, zone: str) -> str:
    asked = [library.served[zone]] if zone in library.served else library.served.values()
    return " · ".join(dict.fromkeys(territory.structure.name for territory in asked))


def as_html(report: Report, strings: Strings) -> str:
    """A page that stands by itself, on a screen and on paper."""
    return drawn("report.html", strings, report=report, told=report.told)
