"""Posters of a link, for paper: a sentence, a QR code, numbers; A6, A4 or a sheet of stickers."""

from dataclasses import dataclass

from bot.content.strings import Strings
from bot.reports.templating import drawn

#: Stickers of 63 by 46 mm on an A4 sheet.
STICKERS = 18
FORMS = ("a6", "a4", "stickers")


@dataclass(frozen=True, slots=True)
class Number:
    """A number to call, and whose it is."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on a poster; all of it can be read by anybody who passes."""

    title: str
    sentence: str
    structure: str
    hours: str
    link: str
    #: The structure's, dark enough for white letters.
    colour: str
    numbers: tuple[Number, ...]


def as_html(poster: Poster, form: str, strings: Strings) -> str:
    """A poster in one of ``FORMS``, as a page to be printed."""
    return drawn(
        "poster.html",
        strings,
        poster=poster,
        form=form,
        copies=STICKERS if form == "stickers" else 1,
        code=_squares(poster.link),
    )


def _squares(link: str) -> list[str]:
    """The dark squares of the QR code, as a path on a grid, with its width first."""
    import segno  # noqa: PLC0415  # a megabyte that most bots need once a year

    # A quarter of it may be torn or dirty.
    grid = tuple(segno.make(link, error="q", micro=False).matrix_iter(border=4))
    dark = [
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(grid) for x, square in enumerate(row) if square
    ]
    return [str(len(grid)), "".join(dark)]
