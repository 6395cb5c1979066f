"""A link as a QR code, to be scanned or printed."""

import io


def square(link: str) -> bytes:
    """The picture, as PNG."""
    import segno  # noqa: PLC0415  # a megabyte that most bots need once a year

    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=8, border=3)
    return picture.getvalue()
