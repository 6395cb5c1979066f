"""/stats: first figures in plain lines; nobody can be recognised in them."""

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.figures import K, Measure, shown
from bot.store import counters
from bot.store.counters import Total
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.visits import Visit

#: Periods that can be asked for, in days.
PERIODS = {"": 7, "7j": 7, "30j": 30}

#: What is shown, in order; labelled measures are shown per label.
_PLAIN = (
    Measure.FIRST_CONTACT,
    Measure.RETURNING_CONTACT,
    Measure.REQUEST,
    Measure.TAKEN,
    Measure.CANCELLED,
    Measure.CARD_READ,
    Measure.QUIZ,
    Measure.CHALLENGE_JOINED,
    Measure.CHALLENGE_MOMENT,
    Measure.ERASURE,
    Measure.UNDELIVERED,
)
_LABELLED = (
    Measure.WAITING_TIME,
    Measure.OUTCOME,
    Measure.DANGER,
    Measure.SATISFACTION,
    Measure.TRIAGE_VERDICT,
)


async def stats(visit: Visit, rest: str) -> None:
    """Show the figures of a period."""
    days = PERIODS.get(rest.lower().replace(" ", ""))
    if days is None:
        await visit.show("stats-unknown-period")
    else:
        await visit.show("stats", days=days)


async def stats_pressed(visit: Visit, args: list[str]) -> None:
    """The same by button."""
    days = int(args[0])
    if days in PERIODS.values():
        await visit.show("stats", days=days)


async def _stats(view: View) -> Page:
    days = view.number("days")
    last = view.today
    async with view.store.reading() as tx:
        totals = await counters.totals(tx, last - timedelta(days=days - 1), last)
    lines = [_line(view, f"measure-{m}", _sum(totals, m)) for m in _PLAIN]
    for measure in _LABELLED:
        lines += _labelled(view, measure, totals)
    other = 30 if days == PERIODS["7j"] else 7
    text = view.words("stats", days=days, lines="\n".join(lines), most=K - 1)
    return Page(text, [[view.press(f"button-stats-{other}", "stats", other)]])


def _sum(totals: Iterable[Total], measure: Measure) -> int:
    return sum(total.count for total in totals if total.measure is measure)


def _labelled(view: View, measure: Measure, totals: Iterable[Total]) -> list[str]:
    own = [total for total in totals if total.measure is measure]
    if not own:
        return []
    heading = "\n" + view.label(f"measure-{measure}")
    return [heading, *(_line(view, f"{measure}-{_key(t.label)}", t.count) for t in own)]


def _key(label: str) -> str:
    return label.replace("<", "under-").replace("+", "-and-more")


def _line(view: View, key: str, count: int) -> str:
    visible = shown(count)
    number = view.label("hidden-count", k=K) if visible is None else str(visible)
    return view.label("stats-line", name=view.label(key), number=number)


FEATURE = Feature(
    commands=(Command("stats", COORDINATION, stats),),
    buttons=(Button("stats", COORDINATION, stats_pressed),),
    screens={"stats": _stats, "stats-unknown-period": plain("stats-unknown-period")},
)
