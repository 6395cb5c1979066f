"""/stats: first figures in plain lines; nobody can be recognised in them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.figures import (
    BREAKDOWNS,
    TOTALS,
    Figures,
    K,
    Labels,
    Measure,
    is_small,
    publish,
)
from bot.domain.screens import Notice, Screen
from bot.store import counters
from bot.store.database import Transaction
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

#: Periods that can be asked for, in days. What is shown of one is safe beside the other.
PERIODS = {"": 7, "7j": 7, "30j": 30}
_SHORT, _LONG = 7, 30

#: What is shown, in order; labelled measures are shown per label.
_PLAIN = TOTALS
_LABELLED = BREAKDOWNS

STATS_UNKNOWN_PERIOD = Notice("stats-unknown-period")


@dataclass(frozen=True, slots=True)
class Stats(Screen):
    """The figures of so many days, up to today."""

    days: int


async def stats(visit: Visit, rest: str) -> None:
    """Show the figures of a period."""
    days = PERIODS.get(rest.lower().replace(" ", ""))
    if days is None:
        await visit.show(STATS_UNKNOWN_PERIOD)
    else:
        await visit.show(Stats(days))


async def stats_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button."""
    days = int(args[0])
    if days in PERIODS.values():
        await visit.show(Stats(days))


async def _stats(view: View, screen: Stats) -> Page:
    days = screen.days
    async with view.store.reading() as tx:
        short, long = [await _counts(tx, view, period) for period in (_SHORT, _LONG)]
    figures = publish(short, long)
    lines = (
        _totals(view, short, figures.short)
        if days == _SHORT
        else [*_totals(view, long, figures.long), *_breakdowns(view, long, figures)]
    )
    other = _LONG if days == _SHORT else _SHORT
    text = view.words("stats", days=days, lines="\n".join(lines), most=K - 1)
    if days == _SHORT:
        text = text.then(view.words("stats-details-elsewhere", days=_LONG))
    return Page(text, [[view.press(f"button-stats-{other}", "stats", other)]])


async def _counts(tx: Transaction, view: View, days: int) -> Labels:
    found: dict[Measure, dict[str, int]] = defaultdict(dict)
    for total in await counters.totals(tx, view.today - timedelta(days=days - 1), view.today):
        found[total.measure][total.label] = total.count
    return found


def _totals(view: View, counts: Labels, visible: Mapping[Measure, int]) -> list[str]:
    return [
        _line(view, f"measure-{measure}", view.amount(visible[measure]))
        if measure in visible
        else _line(view, f"measure-{measure}", _hidden(view, sum(counts[measure].values())))
        for measure in _PLAIN
    ]


def _hidden(view: View, count: int) -> str:
    """A number that is small, or that would tell a small one beside others."""
    if count == 0 or is_small(count):
        return view.label("hidden-count", k=K)
    return view.label("hidden-total")


def _breakdowns(view: View, counts: Labels, figures: Figures) -> list[str]:
    lines = []
    for measure in _LABELLED:
        if any(counts[measure].values()):
            lines.append("\n" + view.label(f"measure-{measure}"))
            lines += _breakdown(view, measure, figures)
    return lines


def _breakdown(view: View, measure: Measure, figures: Figures) -> list[str]:
    if measure not in figures.labels:
        return [view.label("hidden-breakdown")]
    labels = figures.labels[measure].items()
    return [_line(view, f"{measure}-{_key(label)}", view.amount(count)) for label, count in labels]


def _key(label: str) -> str:
    return label.replace("<", "under-").replace("+", "-and-more")


def _line(view: View, key: str, number: str) -> str:
    return view.label("stats-line", name=view.label(key), number=number)


FEATURE = Feature(
    commands=(Command("stats", COORDINATION, stats),),
    buttons=(Button("stats", COORDINATION, stats_pressed),),
    screens=(draws(Stats, _stats), plain(STATS_UNKNOWN_PERIOD)),
)
