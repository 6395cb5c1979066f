"""/stats: figures of closed days and quarters in plain lines and as files; nobody is in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.actions.context import Context
from bot.actions.publish_figures import zones
from bot.actions.sum_up import close_for, summarise, until_now
from bot.content.handles import handle, named
from bot.content.rich import Rich, utf16_length
from bot.domain.periods import PERIODS, Backwards, NotClosed, UnknownPeriod, read_period
from bot.domain.screens import Notice, Screen
from bot.domain.summaries import EVERYWHERE
from bot.reports.picture import in_words, picture_of
from bot.reports.tables import Table, Tables, said, tables_of
from bot.reports.workshop import SHEETS, NotDrawn
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, draws, plain
from bot.telegram_ui.pages import Document, Page, Press, View
from bot.telegram_ui.visits import Visit

#: What Telegram takes in one message, and what stands between its parts.
MOST_TEXT, _GAPS = 4096, 8

STATS_UNKNOWN_PERIOD = Notice("stats-unknown-period")
STATS_NOT_CLOSED = Notice("stats-not-closed")
STATS_BACKWARDS = Notice("stats-backwards")
_WHY: dict[type[ValueError], Notice] = {
    Backwards: STATS_BACKWARDS,
    UnknownPeriod: STATS_UNKNOWN_PERIOD,
    NotClosed: STATS_NOT_CLOSED,
}


@dataclass(frozen=True, slots=True)
class Stats(Screen):
    """The figures of a period, as it is on a day; of one territory, or of all."""

    period: str
    #: The last closed day, as YYYY-MM-DD.
    until: str
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class StatsFile(Screen):
    """The same as a file."""

    form: str
    period: str
    until: str
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class StatsPicture(Screen):
    """The same as a picture."""

    period: str
    until: str
    zone: str = EVERYWHERE


async def stats(visit: Visit, rest: str) -> None:
    """Show the figures of a period."""
    try:
        period = read_period(rest)
        until = await closed(visit.ctx, period)
    except (UnknownPeriod, NotClosed) as refusal:
        await visit.show(_WHY[type(refusal)])
        return
    await visit.show(Stats(period, until))


async def stats_pressed(visit: Visit, args: list[str]) -> None:
    """Another period or territory, in place."""
    period, zone = await asked(visit.ctx, args)
    await visit.replace(Stats(period, await closed(visit.ctx, period), zone))


async def file_pressed(visit: Visit, args: list[str]) -> None:
    """The figures that are shown, as a file."""
    period, zone = await asked(visit.ctx, args[1:])
    if args[0] in SHEETS:
        until = await closed(visit.ctx, period)
        await visit.show(StatsFile(args[0], period, until, zone))


async def picture_pressed(visit: Visit, args: list[str]) -> None:
    """The figures that are shown, as a picture."""
    period, zone = await asked(visit.ctx, args)
    await visit.show(StatsPicture(period, await closed(visit.ctx, period), zone))


async def asked(ctx: Context, args: Sequence[str]) -> tuple[str, str]:
    """The period and the territory that a button names; the first and all, if they are gone."""
    try:
        period = read_period(args[0] if args else "")
    except UnknownPeriod:
        period = PERIODS[0]
    known = await zones(ctx.tx, ctx.library)
    zone = named("zone", args[1], known) if len(args) > 1 else None
    return period, zone or EVERYWHERE


async def closed(ctx: Context, period: str) -> str:
    """Close what the figures of a period need; the last closed day, as YYYY-MM-DD.

    Raises UnknownPeriod, NotClosed.
    """
    until = until_now(ctx.library, ctx.now)
    await close_for(ctx, period, until)
    return until.isoformat()


async def tables(view: View, period: str, until: str, zone: str) -> Tables:
    """The figures of a period in words."""
    async with view.store.reading() as tx:
        summary = await summarise(tx, view.library, period, date.fromisoformat(until), zone)
    return tables_of(summary, view.library, view.strings)


async def _stats(view: View, screen: Stats) -> Page:
    told = await tables(view, screen.period, screen.until, screen.zone)
    text = view.words("stats", first=told.first, last=told.last, where=told.where)
    text = text.then(Rich("\n".join(_lines(view, told.totals, "stats-line"))))
    meaning = view.words("stats-meaning", meaning=told.meaning, made_up=told.made_up)
    text = _with_details(view, text, told.details, meaning).then(meaning)
    async with view.store.reading() as tx:
        known = await zones(tx, view.library)
    return Page(text, _buttons(view, screen, known))


def _with_details(view: View, text: Rich, details: Sequence[Table], after: Rich) -> Rich:
    """As many tables as one message holds; what does not fit is in the files."""
    more = view.words("stats-more")
    room = MOST_TEXT - utf16_length(after.text) - utf16_length(more.text) - _GAPS
    for table in details:
        longer = text.then(Rich("\n".join(_details(view, table))))
        if utf16_length(longer.text) > room:
            return text.then(more)
        text = longer
    return text


def _details(view: View, table: Table) -> Iterable[str]:
    yield table.title
    yield from _lines(view, table, "stats-part")
    if table.remark:
        yield table.remark


def _lines(view: View, table: Table, key: str) -> Iterable[str]:
    for row in table.rows:
        note = view.label("stats-note", note=row.note) if row.note else ""
        yield view.label(key, name=row.name, number=said(row, view.strings), note=note)


def _buttons(view: View, screen: Stats, known: Sequence[str]) -> list[list[Press]]:
    zone = (handle("zone", screen.zone),) if screen.zone else ()
    files = [
        Press(view.label(f"button-figures-{one}"), "stats-file", (one, screen.period, *zone))
        for one in SHEETS
    ]
    periods = [
        Press(view.label(f"button-stats-{one}"), "stats", (one, *zone))
        for one in PERIODS
        if one != screen.period
    ]
    picture = [view.press("button-figures-png", "stats-picture", screen.period, *zone)]
    rows = [picture, files, *(periods[at : at + 2] for at in range(0, len(periods), 2))]
    rows.append([view.press("button-digest", "digest")])
    return rows + zone_buttons(view, "stats", (screen.period,), screen.zone, known)


def zone_buttons(
    view: View, verb: str, args: tuple[str, ...], zone: str, known: Sequence[str]
) -> list[list[Press]]:
    """A button for each other territory, and one for all of them."""
    served = [one for one in known if one in view.library.served]
    if len(served) < 2:  # noqa: PLR2004  # one is all
        return []
    rows = [
        [Press(view.library.served[one].name, verb, (*args, handle("zone", one)))]
        for one in served
        if one != zone
    ]
    return [*rows, [view.press("stats-everywhere", verb, *args)]] if zone else rows


async def _file(view: View, screen: StatsFile) -> Page:
    told = await tables(view, screen.period, screen.until, screen.zone)
    try:
        made = await view.workshop.sheet(screen.form, told, view.strings)
    except NotDrawn:
        return Page(view.words("figures-not-drawn"))
    text = view.words("figures-file", where=told.where, first=told.first, last=told.last)
    name = view.label("figures-file-name", period=screen.period, until=screen.until)
    return Page(text, document=Document(f"{name}.{screen.form}", made))


async def _picture(view: View, screen: StatsPicture) -> Page:
    told = await tables(view, screen.period, screen.until, screen.zone)
    picture = picture_of(told, view.strings)
    try:
        drawn = await view.workshop.picture(picture)
    except NotDrawn:
        return Page(view.words("figures-not-drawn"))
    return Page(Rich(in_words(picture)), photo=drawn)


FEATURE = Feature(
    commands=(Command("stats", COORDINATION, stats),),
    buttons=(
        Button("stats", COORDINATION, stats_pressed),
        Button("stats-file", COORDINATION, file_pressed),
        Button("stats-picture", COORDINATION, picture_pressed),
    ),
    screens=(
        draws(Stats, _stats),
        draws(StatsFile, _file),
        draws(StatsPicture, _picture),
        plain(STATS_UNKNOWN_PERIOD),
        plain(STATS_BACKWARDS),
        plain(STATS_NOT_CLOSED),
    ),
)
