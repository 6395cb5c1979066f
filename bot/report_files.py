"""`maraude report`: the report of a period, written into a folder."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bot.actions.context import Context
from bot.actions.sum_up import close_for, summarise, until_now
from bot.content.collection import Library
from bot.domain.periods import NotClosed, UnknownPeriod, read_period
from bot.domain.pseudonyms import Names
from bot.domain.summaries import EVERYWHERE, Summary
from bot.reports.report import report_of
from bot.reports.workshop import REPORTS, NotDrawn, Workshop
from bot.store.database import Store


class NotWritten(Exception):  # noqa: N818  # said as what happened
    """No report was written; the text says to whoever asked why, and what to do."""


async def write_report(
    store: Store,
    library: Library,
    clock: Callable[[], datetime],
    *,
    territory: str,
    period: str,
    folder: Path,
) -> tuple[list[Path], list[str]]:
    """Write every kind of file of a report; gives those written, and the kinds that were not.

    Raises NotWritten, StoreUnavailable; OSError if the folder cannot be written to.
    """
    if territory != EVERYWHERE and territory not in library.served:
        raise NotWritten(f"--territory : {', '.join(library.served)} (ou rien, pour tous).")
    name = _named(period)
    now = clock()
    summary = await _summary(store, library, now, name, territory)
    strings = library.strings
    today = now.astimezone(library.home.zone).date()
    report = report_of(summary, library, strings, today)
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"bilan-{territory or 'tous'}-{summary.span.first}-{summary.span.last}"
    written, missing = [], []
    workshop = Workshop()
    for form in REPORTS:
        try:
            made = await workshop.report(form, report, strings)
        except NotDrawn:
            missing.append(form)
            continue
        file = folder / f"{stem}.{form}"
        file.write_bytes(made)
        written.append(file)
    return written, missing


def _named(period: str) -> str:
    try:
        return read_period(period)
    except UnknownPeriod:
        raise NotWritten(
            "--period : 7j, 30j, mois, trimestre, annee, ou un trimestre comme 2026-t3."
        ) from None


async def _summary(
    store: Store, library: Library, now: datetime, period: str, territory: str
) -> Summary:
    until = until_now(library, now)
    try:
        async with store.writing() as tx:
            ctx = Context(tx, now, Names((), ()), library.home.zone, shelf=lambda: library)
            await close_for(ctx, period, until)
    except NotClosed:
        raise NotWritten("--period : cette période n'est pas terminée.") from None
    async with store.reading() as tx:
        return await summarise(tx, library, period, until, territory)


def told(written: Sequence[Path], missing: Sequence[str]) -> list[str]:
    """What to say of what was written."""
    lines = [str(file) for file in written]
    if missing:
        lines.append(
            f"Pas faits : {', '.join(missing)}. Le PDF demande Pango (docs/deploiement.md)."
        )
    return lines
