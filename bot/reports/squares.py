"""A link as a QR code in SVG: one path on a grid, sharp at any size."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: ``size`` squares wide, quiet edge included; its dark ones as a path."""

    link: str
    size: int
    path: str


def code_of(link: str) -> Code:
    """The code of a link. A quarter of it may be torn or dirty."""
    import segno  # noqa: PLC0415  # a megabyte that most bots need once a year

    grid = tuple(segno.make(link, error="q", micro=False).matrix_iter(border=4))
    dark = [
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(grid) for x, square in enumerate(row) if square
    ]
    return Code(link, len(grid), "".join(dark))
