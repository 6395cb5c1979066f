"""Published figures in words: the tables from which every text, file, picture and page is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content.collection import Library
from bot.content.moments import Moments
from bot.content.strings import Strings
from bot.domain.breakdowns import BANDS
from bot.domain.disclosure import ENOUGH, PACKET, Figure, median, percent, trend
from bot.domain.figures import BREAKDOWNS, BUCKETS, TOGETHER, TOTALS, UNKNOWN, WEEKDAYS, Measure
from bot.domain.summaries import Summary
from bot.reports.orders import Row

_TIMES = (Measure.WAITING_TIME, Measure.HANDLING_TIME)
#: What follows each other in time is shown so, whatever comes most often.
_ORDERED: Mapping[Measure, tuple[str, ...]] = {
    Measure.REQUEST_DAY: (*WEEKDAYS, UNKNOWN),
    Measure.REQUEST_HOUR: (*(name for _, name in BANDS), UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Some numbers that belong together; ``remark``: what can be said of them as a whole."""

    key: str
    title: str
    rows: tuple[Row, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is shown of a summary, and what it is of."""

    #: The territory, or all of them.
    where: str
    first: str
    last: str
    tables: tuple[Table, ...]
    #: What the numbers mean, in a sentence or two.
    meaning: str
    #: That nobody did any of this; empty if somebody did.
    made_up: str = ""

    @property
    def totals(self) -> Table:
        """The key figures."""
        return self.tables[0]

    @property
    def details(self) -> tuple[Table, ...]:
        """All others."""
        return self.tables[1:]


def tables_of(summary: Summary, library: Library, strings: Strings) -> Tables:
    """A summary in words."""
    words = _Words(library, strings)
    return Tables(
        words.place(summary.zone),
        words.moments.day(summary.span.first),
        words.moments.day(summary.span.last),
        (_totals(summary, words), *_months(summary, words), *_breakdowns(summary, words)),
        strings.label("figures-meaning"),
        strings.label("figures-made-up") if summary.made_up else "",
    )


def said(row: Row, strings: Strings) -> str:
    """A number with its meaning: *environ 20 (entre 16 et 24)*, *de 0 à 4*."""
    number = Moments(strings).number
    if row.about == 0:
        return strings.label("figure-few", high=number(row.high))
    about, low, high = map(number, (row.about, row.low, row.high))
    return strings.label("figure-about", about=about, low=low, high=high)


@dataclass(frozen=True, slots=True)
class _Words:
    library: Library
    strings: Strings

    @property
    def moments(self) -> Moments:
        return Moments(self.strings)

    def place(self, zone: str) -> str:
        served = self.library.served
        if zone in served:
            return served[zone].name
        return zone or self.strings.label("stats-everywhere")

    def row(self, name: str, figure: Figure, note: str = "") -> Row:
        return Row(name, figure.about, figure.low, figure.high, note)


def _totals(summary: Summary, words: _Words) -> Table:
    return Table("totals", words.strings.label("figures-totals"), tuple(_lines(summary, words)))


def _lines(summary: Summary, words: _Words) -> Iterator[Row]:
    for measure in TOTALS:
        figure, earlier = summary.totals.get(measure, Figure(0)), summary.earlier.get(measure)
        note = words.strings.label(f"trend-{trend(figure, earlier)}") if earlier else ""
        yield words.row(words.strings.label(f"measure-{measure}"), figure, note)


def _months(summary: Summary, words: _Words) -> Iterator[Table]:
    if summary.months:
        rows = (words.row(words.moments.month(s.first), f) for s, f in summary.months)
        yield Table("months", words.strings.label("figures-months"), tuple(rows))


def _breakdowns(summary: Summary, words: _Words) -> Iterator[Table]:
    for measure in (Measure.REQUEST, *BREAKDOWNS):
        told = summary.parts.get(measure, {})
        if any(figure.about for figure in told.values()):
            title = words.strings.label(f"by-{measure}")
            yield Table(
                f"by-{measure}",
                title,
                tuple(_parts(measure, told, words)),
                _half(measure, told, words),
            )


def _parts(measure: Measure, told: Mapping[str, Figure], words: _Words) -> Iterator[Row]:
    whole = Figure(sum(one.about for one in told.values() if one.size == PACKET))
    for label in _in_order(measure, told):
        share = percent(told[label], whole)
        note = words.strings.label("figures-percent", percent=share) if share is not None else ""
        yield words.row(words.strings.label(_text_of(measure, label)), told[label], note)


def _half(measure: Measure, told: Mapping[str, Figure], words: _Words) -> str:
    """How long half of all waited, where enough did."""
    whole = sum(figure.about for figure in told.values())
    if measure is not Measure.WAITING_TIME or whole < ENOUGH:
        return ""
    middle = median([(label, told[label]) for label in _in_order(measure, told)])
    if middle is None:
        return ""
    return words.strings.label("stats-median", half=words.strings.label(_text_of(measure, middle)))


def _in_order(measure: Measure, told: Mapping[str, Figure]) -> list[str]:
    if measure in _ORDERED:
        return sorted(told, key=_ORDERED[measure].index)
    if measure in _TIMES:
        order = [*(f"<{bound}" for bound in BUCKETS), f"{BUCKETS[-1]}+"]
        return sorted(told, key=lambda one: order.index(one) if one in order else len(order))
    return sorted(told, key=lambda one: (told[one].size, -told[one].about, one))


def _text_of(measure: Measure, label: str) -> str:
    if label in {UNKNOWN, TOGETHER}:
        return f"figure-{label}"
    if measure is Measure.REQUEST:
        return f"topic-{label}"
    if measure is Measure.HANDLING_TIME:
        measure = Measure.WAITING_TIME
    return f"{measure}-{key_of(label)}"


def key_of(label: str) -> str:
    """A label as it stands in the names of texts."""
    return label.replace("<", "under-").replace("+", "-and-more")
