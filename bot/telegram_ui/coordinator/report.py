"""/rapport: the report of a closed quarter, in two taps: which quarter, then which kind of file."""

from dataclasses import dataclass
from datetime import date

from bot.actions.publish_figures import zones
from bot.actions.sum_up import summarise, until_now
from bot.content.handles import handle
from bot.domain.disclosure import Quarter
from bot.domain.periods import NotClosed, lately, name_of, span
from bot.domain.screens import Screen
from bot.domain.summaries import EVERYWHERE
from bot.reports.report import report_of
from bot.reports.workshop import REPORTS, NotDrawn
from bot.telegram_ui.coordinator.stats import STATS_NOT_CLOSED, asked, closed, zone_buttons
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, draws
from bot.telegram_ui.pages import Document, Page, Press, View
from bot.telegram_ui.visits import Visit

#: So many quarters are offered.
_OFFERED = 4


@dataclass(frozen=True, slots=True)
class ReportQuarters(Screen):
    """Which quarter?"""

    #: The last closed day, as YYYY-MM-DD.
    until: str
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class ReportForms(Screen):
    """Which kind of file?"""

    quarter: str
    until: str
    zone: str = EVERYWHERE


@dataclass(frozen=True, slots=True)
class ReportFile(Screen):
    """The report."""

    form: str
    quarter: str
    until: str
    zone: str = EVERYWHERE


async def report(visit: Visit, rest: str) -> None:
    """Ask which quarter."""
    del rest
    until = until_now(visit.ctx.library, visit.ctx.now)
    await visit.show(ReportQuarters(until.isoformat()))


async def quarters_pressed(visit: Visit, args: list[str]) -> None:
    """The same for another territory, in place."""
    _, zone = await asked(visit.ctx, ("", *args))
    until = until_now(visit.ctx.library, visit.ctx.now)
    await visit.replace(ReportQuarters(until.isoformat(), zone))


async def quarter_pressed(visit: Visit, args: list[str]) -> None:
    """Ask which kind of file, in place."""
    quarter, zone = await asked(visit.ctx, args)
    try:
        until = await closed(visit.ctx, quarter)
    except NotClosed:
        # The clock went back since the button was shown.
        await visit.replace(STATS_NOT_CLOSED)
        return
    await visit.replace(ReportForms(quarter, until, zone))


async def form_pressed(visit: Visit, args: list[str]) -> None:
    """Send the report."""
    quarter, zone = await asked(visit.ctx, args[1:])
    if args[0] not in REPORTS:
        return
    try:
        until = await closed(visit.ctx, quarter)
    except NotClosed:
        await visit.show(STATS_NOT_CLOSED)
        return
    await visit.show(ReportFile(args[0], quarter, until, zone))


async def _quarters(view: View, screen: ReportQuarters) -> Page:
    async with view.store.reading() as tx:
        known = await zones(tx, view.library)
    zone = (handle("zone", screen.zone),) if screen.zone else ()
    offered = [
        [Press(_named(view, quarter), "report-quarter", (name_of(quarter), *zone))]
        for quarter in lately(date.fromisoformat(screen.until), _OFFERED)
    ]
    others = zone_buttons(view, "report", (), screen.zone, known)
    return Page(view.words("report-quarters", where=_place(view, screen.zone)), offered + others)


async def _forms(view: View, screen: ReportForms) -> Page:
    zone = (handle("zone", screen.zone),) if screen.zone else ()
    rows = [
        [Press(view.label(f"button-figures-{form}"), "report-file", (form, screen.quarter, *zone))]
        for form in REPORTS
    ]
    quarter = span(screen.quarter, date.fromisoformat(screen.until)).quarters[-1]
    where = _place(view, screen.zone)
    text = view.words("report-forms", quarter=_named(view, quarter), where=where)
    return Page(text, [*rows, [view.press("button-report-quarters", "report", *zone)]])


async def _file(view: View, screen: ReportFile) -> Page:
    async with view.store.reading() as tx:
        until = date.fromisoformat(screen.until)
        summary = await summarise(tx, view.library, screen.quarter, until, screen.zone)
    drawn = report_of(summary, view.library, view.strings, view.today)
    try:
        made = await view.workshop.report(screen.form, drawn, view.strings)
    except NotDrawn:
        return Page(view.words("figures-not-drawn"))
    told = drawn.told
    text = view.words("report-file", where=told.where, first=told.first, last=told.last)
    name = view.label("report-file-name", period=screen.quarter)
    return Page(text, document=Document(f"{name}.{screen.form}", made))


def _named(view: View, quarter: Quarter) -> str:
    return view.label("quarter", number=quarter.number, year=str(quarter.year))


def _place(view: View, zone: str) -> str:
    served = view.library.served
    return served[zone].name if zone in served else zone or view.label("stats-everywhere")


FEATURE = Feature(
    commands=(Command("rapport", COORDINATION, report),),
    buttons=(
        Button("report", COORDINATION, quarters_pressed),
        Button("report-quarter", COORDINATION, quarter_pressed),
        Button("report-file", COORDINATION, form_pressed),
    ),
    screens=(
        draws(ReportQuarters, _quarters),
        draws(ReportForms, _forms),
        draws(ReportFile, _file),
    ),
)
