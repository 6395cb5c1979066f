"""/stats: figures of closed days and quarters in plain lines; nobody can be recognised in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.context import Context
from bot.actions.publish_figures import (
    close_periods,
    last_closed,
    told_of_days,
    told_of_quarters,
    zones,
)
from bot.content.handles import handle, named
from bot.domain.disclosure import ENOUGH, Figure, Quarter, median, percent, runs, trend
from bot.domain.figures import BREAKDOWNS, BUCKETS, TOTALS, Measure
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, draws, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

#: What can be asked for; the first where nothing is said.
PERIODS = ("30j", "7j", "mois", "trimestre", "annee")
_DAYS = {"7j": 7, "30j": 30}
#: Every territory together.
EVERYWHERE = ""

STATS_UNKNOWN_PERIOD = Notice("stats-unknown-period")


@dataclass(frozen=True, slots=True)
class Stats(Screen):
    """The figures of a period, as it is on a day; of one territory, or of all."""

    period: str
    #: The last closed day, as YYYY-MM-DD.
    until: str
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period, and its closed quarters if it is made of them."""

    first: date
    last: date
    quarters: tuple[Quarter, ...] = ()


def span(period: str, until: date) -> Span:
    """A period that ends with or before the last closed day."""
    if period in _DAYS:
        return Span(until - timedelta(days=_DAYS[period] - 1), until)
    if period == "mois":
        end = (until + timedelta(days=1)).replace(day=1) - timedelta(days=1)
        return Span(end.replace(day=1), end)
    quarter = Quarter.of(until + timedelta(days=1)).before
    if period == "trimestre":
        return Span(quarter.first, quarter.last, (quarter,))
    this_year = [Quarter(until.year, n) for n in range(1, 5)]
    closed = tuple(one for one in this_year if one.last <= until)
    return Span(date(until.year, 1, 1), until, closed)


def before(period: str, now: Span) -> Span:
    """The one to compare with: as many days, or the month, quarter or part of the year before."""
    if period == "annee":
        return Span(_a_year_earlier(now.first), _a_year_earlier(now.last))
    last = now.first - timedelta(days=1)
    if period in _DAYS:
        return Span(last - (now.last - now.first), last)
    return Span(last.replace(day=1) if period == "mois" else Quarter.of(last).first, last)


def _a_year_earlier(day: date) -> date:
    # 29 February has no day a year earlier: the one before stands for it.
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


async def stats(visit: Visit, rest: str) -> None:
    """Show the figures of a period."""
    wanted = rest.lower().replace(" ", "").replace("é", "e") or PERIODS[0]
    if wanted in PERIODS:
        await visit.show(await _close(visit.ctx, wanted, EVERYWHERE))
    else:
        await visit.show(STATS_UNKNOWN_PERIOD)


async def stats_pressed(visit: Visit, args: list[str]) -> None:
    """Another period or territory, in place."""
    period = args[0] if args and args[0] in PERIODS else PERIODS[0]
    known = await zones(visit.ctx.tx, visit.ctx.library)
    zone = named("zone", args[1], known) if len(args) > 1 else None
    await visit.replace(await _close(visit.ctx, period, zone or EVERYWHERE))


async def _close(ctx: Context, period: str, zone: str) -> Stats:
    """Close what the figures need; what is shown is read from there."""
    until = last_closed(ctx.now.astimezone(ctx.zone))
    now = span(period, until)
    earlier = before(period, now)
    needed = [*runs(now.first, now.last), *runs(earlier.first, earlier.last)]
    await close_periods(ctx, needed, now.quarters)
    return Stats(period, until.isoformat(), zone)


async def _stats(view: View, screen: Stats) -> Page:
    now = span(screen.period, date.fromisoformat(screen.until))
    earlier = before(screen.period, now)
    async with view.store.reading() as tx:
        known = await zones(tx, view.library)
        where = [screen.zone] if screen.zone in known else known
        totals = await told_of_days(tx, where, now.first, now.last)
        compared = await told_of_days(tx, where, earlier.first, earlier.last)
        labels = await told_of_quarters(tx, where, now.quarters)
    text = view.words(
        "stats",
        first=view.day(now.first),
        last=view.day(now.last),
        where=_name(view, screen.zone),
        lines="\n".join(_totals(view, totals, compared)),
    )
    if now.quarters:
        text = text.then(view.words("stats-details", lines="\n".join(_details(view, labels))))
    text = text.then(view.words("stats-meaning"))
    return Page(text, _buttons(view, screen, known))


def _totals(
    view: View, totals: Mapping[Measure, Figure], compared: Mapping[Measure, Figure]
) -> Iterable[str]:
    for measure in TOTALS:
        figure = totals.get(measure, Figure(0))
        earlier = compared.get(measure)
        said = view.label(f"trend-{trend(figure, earlier)}") if earlier else ""
        name = view.label(f"measure-{measure}")
        yield view.label("stats-line", name=name, number=_in_words(view, figure), trend=said)


def _details(view: View, labels: Mapping[Measure, Mapping[str, Figure]]) -> Iterable[str]:
    for measure in (Measure.REQUEST, *BREAKDOWNS):
        told = labels.get(measure, {})
        if any(figure.about for figure in told.values()):
            yield "\n" + view.label(f"by-{measure}")
            yield from _breakdown(view, measure, told)


def _breakdown(view: View, measure: Measure, told: Mapping[str, Figure]) -> Iterable[str]:
    whole = Figure(sum(one.about for one in told.values() if one.size == Figure(0).size))
    for label in _in_order(measure, told):
        figure = told[label]
        part = percent(figure, whole)
        share = view.label("stats-percent", percent=part) if part is not None else ""
        name = view.label(_text_of(measure, label))
        yield view.label("stats-part", name=name, number=_in_words(view, figure), share=share)
    if measure is Measure.WAITING_TIME and whole.about >= ENOUGH:
        middle = median([(label, told[label]) for label in _in_order(measure, told)])
        if middle:
            yield view.label("stats-median", half=view.label(_text_of(measure, middle)))


def _in_order(measure: Measure, told: Mapping[str, Figure]) -> list[str]:
    if measure in {Measure.WAITING_TIME, Measure.HANDLING_TIME}:
        order = [*(f"<{bound}" for bound in BUCKETS), f"{BUCKETS[-1]}+"]
        return sorted(told, key=lambda one: order.index(one) if one in order else len(order))
    return sorted(told, key=lambda one: (told[one].size, -told[one].about, one))


def _text_of(measure: Measure, label: str) -> str:
    if label in {"unknown", "sensitive"}:
        return f"figure-{label}"
    if measure is Measure.REQUEST:
        return f"topic-{label}"
    if measure is Measure.HANDLING_TIME:
        measure = Measure.WAITING_TIME
    return f"{measure}-{_key(label)}"


def _key(label: str) -> str:
    return label.replace("<", "under-").replace("+", "-and-more")


def _in_words(view: View, figure: Figure) -> str:
    if figure.about == 0:
        return view.label("figure-few", high=view.amount(figure.high))
    about, low, high = map(view.amount, (figure.about, figure.low, figure.high))
    return view.label("figure-about", about=about, low=low, high=high)


def _name(view: View, zone: str) -> str:
    served = view.library.served
    return served[zone].name if zone in served else zone or view.label("stats-everywhere")


def _buttons(view: View, screen: Stats, known: Sequence[str]) -> list[list[Press]]:
    zone = (handle("zone", screen.zone),) if screen.zone else ()
    periods = [
        Press(view.label(f"button-stats-{one}"), "stats", (one, *zone))
        for one in PERIODS
        if one != screen.period
    ]
    rows = [periods[at : at + 2] for at in range(0, len(periods), 2)]
    served = [one for one in known if one in view.library.served]
    if len(served) > 1:
        rows += [
            [Press(_name(view, one), "stats", (screen.period, handle("zone", one)))]
            for one in served
            if one != screen.zone
        ]
        if screen.zone:
            rows.append([view.press("stats-everywhere", "stats", screen.period)])
    return rows


FEATURE = Feature(
    commands=(Command("stats", COORDINATION, stats),),
    buttons=(Button("stats", COORDINATION, stats_pressed),),
    screens=(draws(Stats, _stats), plain(STATS_UNKNOWN_PERIOD)),
)
