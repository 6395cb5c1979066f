"""Tables as one sheet of rows, and as CSV; the other kinds of file are in spreadsheets.py."""

import csv
import io
from collections.abc import Iterator

from bot.content.strings import Strings
from bot.reports.orders import Book, Cell
from bot.reports.tables import Tables

COLUMNS = ("table", "name", "about", "low", "high", "note")


def book_of(tables: Tables, strings: Strings) -> Book:
    """Tables as a book."""
    title = strings.label("figures-file", where=tables.where, first=tables.first, last=tables.last)
    notes = (title, tables.meaning, *filter(None, [tables.made_up]))
    return Book(
        title,
        tuple(strings.label(f"column-{name}") for name in COLUMNS),
        tuple(_rows(tables)),
        notes,
        strings.label("sheet-figures"),
        strings.label("sheet-notes"),
    )


def _rows(tables: Tables) -> Iterator[tuple[Cell, ...]]:
    for table in tables.tables:
        for row in table.rows:
            yield (table.title, row.name, row.about, row.low, row.high, row.note)


def as_csv(book: Book) -> bytes:
    """As French spreadsheets open it: semicolons, and a mark that says UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(book.columns)
    writer.writerows(book.rows)
    writer.writerows([note] for note in ("", *book.notes))
    return written.getvalue().encode("utf-8-sig")
