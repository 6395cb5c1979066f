"""`maraude report`: the report of a period, written into a folder."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bot.actions.context import Context
from bot.actions.sum_up import close_for, summarise, until_now
from bot.content.collection import Library
from bot.domain.periods import Backwards, NotClosed, UnknownPeriod, read_period
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
    out: Path,
) -> tuple[list[Path], list[str]]:
    """Write a report: one file, if ``out`` ends like one, or every kind of it into that folder.

    Gives the files that were written, and the kinds that were not.

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
    stem = f"bilan-{territory or 'tous'}-{summary.span.first}-{summary.span.last}"
    files = _files(out, stem)
    files[0].parent.mkdir(parents=True, exist_ok=True)
    written, missing = [], []
    workshop = Workshop()
    for file in files:
        form = file.suffix.removeprefix(".").lower()
        try:
            made = await workshop.report(form, report, strings)
        except NotDrawn:
            missing.append(form)
            continue
        file.write_bytes(made)
        written.append(file)
    return written, missing


def _files(out: Path, stem: str) -> list[Path]:
    if out.suffix.removeprefix(".").lower() in REPORTS and not out.is_dir():
        return [out]
    return [out / f"{stem}.{form}" for form in REPORTS]


def _named(period: str) -> str:
    try:
        return read_period(period)
    except Backwards:
        raise NotWritten("--to vient avant --from : inversez-les.") from None
    except UnknownPeriod:
        raise NotWritten(
            "--period : 7j, 30j, mois, trimestre, annee, un trimestre comme 2026-t3 ou un mois "
            "comme 2026-03 ; ou --from et --to, deux jours comme 2026-01-01."
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
        raise NotWritten(
            "Cette période n'est pas terminée : un jour compte une fois fini."
        ) from None
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
