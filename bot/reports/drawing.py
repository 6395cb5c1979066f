"""Every kind of file that is made in a process of its own; its library is loaded with it."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from bot.reports.books import Book
from bot.reports.letter import Letter, as_odt
from bot.reports.pdf import as_pdf
from bot.reports.picture import Picture, as_png
from bot.reports.spreadsheets import as_ods, as_xlsx


def draw(form: str, order: Mapping[str, Any]) -> bytes:
    """The file that was ordered. Raises KeyError for a kind that is none."""
    return _FORMS[form](order)


def _of_book(write: Callable[[Book], bytes]) -> Callable[[Mapping[str, Any]], bytes]:
    return lambda order: write(TypeAdapter(Book).validate_python(order))


_FORMS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    "xlsx": _of_book(as_xlsx),
    "ods": _of_book(as_ods),
    "odt": lambda order: as_odt(TypeAdapter(Letter).validate_python(order)),
    "png": lambda order: as_png(TypeAdapter(Picture).validate_python(order)),
    "pdf": lambda order: as_pdf(order["html"]),
}
