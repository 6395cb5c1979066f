"""Figures as one picture that is read on a phone: what is on it; painting.py draws it."""

from bot.content.strings import Strings
from bot.reports.orders import Chart, Picture
from bot.reports.tables import Table, Tables, said

#: What is told of a picture: the key figures that change most, and these tables.
_TOTALS, _TABLES, _ROWS = (
    4,
    ("by-request", "by-waiting_time", "by-request_day", "by-request_hour"),
    7,
)
#: What Telegram takes under a picture.
_CAPTION = 1024


def picture_of(tables: Tables, strings: Strings) -> Picture:
    """What is drawn of a period: key figures, subjects, waiting, parts of the day."""
    first = Table(tables.totals.key, tables.totals.title, tables.totals.rows[:_TOTALS])
    found = {table.key: table for table in tables.details}
    chosen = [first, *(found[key] for key in _TABLES if key in found)]
    title = strings.label("picture-title", first=tables.first, last=tables.last)
    notes = (tables.where, *filter(None, [tables.made_up]))
    return Picture(title, notes, tuple(_chart(table, strings) for table in chosen))


def _chart(table: Table, strings: Strings) -> Chart:
    rows = table.rows[:_ROWS]
    return Chart(table.title, rows, tuple(said(row, strings) for row in rows))


def in_words(picture: Picture) -> str:
    """The same as a text, for whoever does not see it: a caption, so not endless."""
    lines = [picture.title, *picture.notes]
    for chart in picture.charts:
        pairs = zip(chart.rows, chart.words, strict=True)
        lines.append(f"{chart.title} : " + " ; ".join(f"{row.name}, {word}" for row, word in pairs))
    text = "\n".join(lines)
    return text if len(text) <= _CAPTION else text[: _CAPTION - 1].rsplit(" ", 1)[0] + "…"
