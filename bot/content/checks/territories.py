"""Territories that do not fit each other: neighbours that are none, two defaults."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity
from bot.domain.colours import READABLE, contrast


def unknown_neighbours(audited: Audited) -> Iterator[Finding]:
    """Neighbours that have no file: nobody there would be asked."""
    known = audited.library.territories
    for territory in known.values():
        for position, slug in enumerate(territory.neighbours):
            if slug not in known or slug == territory.slug:
                where = ("neighbours", position)
                args = {"value": slug}
                yield Finding("unknown-neighbour", territory.file, where, Severity.ERROR, args)


def pale_colours(audited: Audited) -> Iterator[Finding]:
    """A colour on which white letters cannot be read (WCAG 2.2, AA)."""
    for territory in audited.library.territories.values():
        measured = contrast(territory.structure.colour, "#ffffff")
        if measured < READABLE:
            args = {"value": territory.structure.colour, "measured": f"{measured:.1f}"}
            where = ("structure", "colour")
            yield Finding("pale-colour", territory.file, where, Severity.ERROR, args)


def years_begun(audited: Audited) -> Iterator[Finding]:
    """Years that are told by month from when it is too late to decide it."""
    for territory in audited.library.territories.values():
        for position, year in enumerate(territory.monthly_breakdowns):
            if year <= audited.today.year:
                where, args = ("monthly_breakdowns", position), {"value": str(year)}
                yield Finding("year-begun", territory.file, where, Severity.WARNING, args)


def no_territory(audited: Audited) -> Iterator[Finding]:
    """With no territory at all nobody answers: such content is never taken into use."""
    if not audited.library.territories:
        yield Finding("no-territory", "territories")


def several_defaults(audited: Audited) -> Iterator[Finding]:
    """Of those who never said where they live, one territory's team is in charge."""
    if not audited.library.territories:
        return
    defaults = [one for one in audited.library.served.values() if one.default]
    for territory in defaults[1:]:
        args = {"value": defaults[0].slug}
        yield Finding("several-defaults", territory.file, ("default",), Severity.ERROR, args)
    if not defaults and len(audited.library.served) > 1:
        home = audited.library.home
        yield Finding("no-default", home.file, ("slug",), Severity.WARNING, {"value": home.slug})
