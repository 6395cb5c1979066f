"""Books as .xlsx and .ods; runs in a process of its own, whose memory goes with it."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.reports.orders import Book, Cell

if TYPE_CHECKING:
    from odfdo import Table
    from xlsxwriter.workbook import Workbook

#: Widths of the columns, in characters; of the notes.
_WIDTHS = (28, 44, 16, 11, 11, 18)
_NOTES_WIDTH = 100


def as_xlsx(book: Book) -> bytes:
    """For Excel, and whatever else reads it; texts are never taken for formulas."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # only where it is written

    written = io.BytesIO()
    with Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"title": book.title})
        _figures(workbook, book)
        notes = workbook.add_worksheet(book.notes_sheet)
        notes.set_column(0, 0, _NOTES_WIDTH, workbook.add_format({"text_wrap": True}))
        for at, note in enumerate(book.notes):
            notes.write_string(at, 0, note)
    return written.getvalue()


def _figures(workbook: "Workbook", book: Book) -> None:
    sheet = workbook.add_worksheet(book.sheet)
    head = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_row(0, 0, book.columns, head)
    for at, row in enumerate(book.rows, start=1):
        sheet.write_row(at, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(book.rows), len(book.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def as_ods(book: Book) -> bytes:
    """For LibreOffice."""
    from odfdo import Document  # noqa: PLC0415  # only where it is written

    document = Document("spreadsheet")
    document.body.clear()
    document.body.append(_table(book.sheet, (book.columns, *book.rows)))
    document.body.append(_table(book.notes_sheet, [(note,) for note in book.notes]))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _table(name: str, rows: Iterable[Sequence[Cell]]) -> "Table":
    from odfdo import Cell as Written  # noqa: PLC0415  # only where it is written
    from odfdo import Row, Table  # noqa: PLC0415

    table = Table(name)
    for values in rows:
        row = Row()
        for value in values:
            row.append_cell(Written(value), clone=False)
        table.append_row(row, clone=False)
    return table
