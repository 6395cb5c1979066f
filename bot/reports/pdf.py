"""A page as PDF that can be read aloud (PDF/UA); runs in a process of its own."""


def as_pdf(html: str) -> bytes:
    """A page that stands by itself, on paper. Raises OSError where Pango is not installed."""
    from weasyprint import HTML  # noqa: PLC0415  # only where it is drawn

    drawn = HTML(string=html, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return bytes(drawn)


def _nothing(url: str, *args: object, **more: object) -> dict[str, object]:
    """Nothing is fetched, whatever a page names."""
    del args, more
    raise ValueError(url)
