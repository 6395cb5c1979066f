"""Draws a picture of figures; runs in a process of its own, whose memory goes with it."""

import io
from typing import TYPE_CHECKING

from bot.reports.orders import Chart, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Pixels of the narrow side, which a phone shows as they are or smaller; and of the letters.
_WIDTH, _LETTERS, _DPI = 1080, 13, 144
_ROW, _HEAD, _EDGE = 0.46, 0.8, 0.3
_BAR, _INK, _GROUND = "#000091", "#161616", "#f2f2f7"


def as_png(picture: Picture) -> bytes:
    """Draw it."""
    from matplotlib.figure import Figure  # noqa: PLC0415  # only where it is drawn

    inches = [_HEAD + _ROW * len(chart.rows) for chart in picture.charts]
    head = 0.75 + 0.3 * len(picture.notes)
    height = head + sum(inches) + _EDGE
    width = _WIDTH / _DPI
    figure = Figure(figsize=(width, height), dpi=_DPI, facecolor="white")
    figure.text(0.04, 1 - 0.4 / height, picture.title, size=_LETTERS + 5, weight="bold", va="top")
    for at, note in enumerate(picture.notes):
        figure.text(0.04, 1 - (0.85 + 0.3 * at) / height, note, size=_LETTERS, va="top")
    top = height - head
    for chart, inch in zip(picture.charts, inches, strict=True):
        axes = figure.add_axes((0.04, (top - inch) / height, 0.92, (inch - _HEAD) / height))
        _bars(axes, chart)
        top -= inch
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _bars(axes: "Axes", chart: Chart) -> None:
    """Bars with their names and meanings above them, as wide as the picture."""
    most = max((row.high for row in chart.rows), default=1)
    places = range(len(chart.rows))
    axes.barh(places, [most] * len(chart.rows), height=0.26, color=_GROUND)
    axes.barh(places, [row.about for row in chart.rows], height=0.26, color=_BAR)
    for place, row, words in zip(places, chart.rows, chart.words, strict=True):
        axes.barh(place, row.high - row.low, left=row.low, height=0.36, fill=False, edgecolor=_INK)
        axes.text(0, place - 0.28, row.name, size=_LETTERS - 2, va="bottom", color=_INK)
        axes.text(most, place - 0.28, words, size=_LETTERS - 2, va="bottom", ha="right", color=_INK)
    axes.set_xlim(0, most)
    axes.set_ylim(len(chart.rows) - 0.6, -0.9)
    axes.set_title(chart.title, loc="left", size=_LETTERS + 1, weight="bold", pad=4)
    axes.set_axis_off()
