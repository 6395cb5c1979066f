"""What is ordered from the process that draws: published figures in words, and nothing else.

Imports nothing of the bot: whatever stands here is loaded by that process too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.reports.letter import Letter

Cell = str | int
Order = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A published number: its name, and between what it is. ``note``: its share, or its trend."""

    name: str
    about: int
    low: int
    high: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title: names, and in words what each number is."""

    title: str
    rows: tuple[Row, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Charts one above the other."""

    title: str
    notes: tuple[str, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A sheet of figures, and what must be read with them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    #: Names of the two sheets.
    sheet: str
    notes_sheet: str


# An order travels as JSON, which knows no tuples.


def picture_in(order: Order) -> Picture:
    """A picture that was ordered. Raises KeyError, TypeError for what is none."""
    charts = (
        Chart(one["title"], tuple(Row(**row) for row in one["rows"]), tuple(one["words"]))
        for one in order["charts"]
    )
    return Picture(order["title"], tuple(order["notes"]), tuple(charts))


def book_in(order: Order) -> Book:
    """A book that was ordered. Raises KeyError, TypeError for what is none."""
    return Book(
        order["title"],
        tuple(order["columns"]),
        tuple(map(tuple, order["rows"])),
        tuple(order["notes"]),
        order["sheet"],
        order["notes_sheet"],
    )


def letter_in(order: Order) -> Letter:
    """A letter that was ordered. Raises KeyError, TypeError, ValueError for what is none."""
    parts = ((heading, text) for heading, text in order["parts"])
    return Letter(order["title"], tuple(parts), tuple(order["notes"]))
