"""Every kind of file that is made in a process of its own.

Each loads what draws it and nothing more: what is loaded here is paid for beside the bot.
"""

from collections.abc import Callable, Mapping

from bot.reports.orders import Order, book_in, letter_in, picture_in


def draw(form: str, order: Order) -> bytes:
    """The file that was ordered. Raises KeyError for a kind that is none."""
    return _FORMS[form](order)


def _xlsx(order: Order) -> bytes:
    from bot.reports.spreadsheets import as_xlsx  # noqa: PLC0415

    return as_xlsx(book_in(order))


def _ods(order: Order) -> bytes:
    from bot.reports.spreadsheets import as_ods  # noqa: PLC0415

    return as_ods(book_in(order))


def _odt(order: Order) -> bytes:
    from bot.reports.letter import as_odt  # noqa: PLC0415

    return as_odt(letter_in(order))


def _png(order: Order) -> bytes:
    from bot.reports.painting import as_png  # noqa: PLC0415

    return as_png(picture_in(order))


def _pdf(order: Order) -> bytes:
    from bot.reports.pdf import as_pdf  # noqa: PLC0415

    return as_pdf(order["html"])


_FORMS: Mapping[str, Callable[[Order], bytes]] = {
    "xlsx": _xlsx, "ods": _ods, "odt": _odt, "png": _png, "pdf": _pdf
}  # fmt: skip
